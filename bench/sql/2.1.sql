SELECT date_trunc('month', cont_contact_date)::DATE AS month, count(*) AS n
FROM ssd_contacts JOIN ssd_person ON pers_person_id = cont_person_id
WHERE cont_contact_date BETWEEN DATE '{first}' AND DATE '{last}'
GROUP BY month
