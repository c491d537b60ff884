SELECT date_trunc('month', s47e_s47_end_date)::DATE AS month, count(*) AS n
FROM ssd_s47_enquiry JOIN ssd_person ON pers_person_id = s47e_person_id
WHERE s47e_s47_end_date BETWEEN DATE '{first}' AND DATE '{last}'
GROUP BY month
