SELECT date_trunc('month', cine_referral_date)::DATE AS month, count(*) AS n
FROM ssd_cin_episodes JOIN ssd_person ON pers_person_id = cine_person_id
WHERE cine_referral_date BETWEEN DATE '{first}' AND DATE '{last}'
GROUP BY month
