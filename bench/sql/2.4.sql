SELECT month, count(*) AS n, any_value(people) AS d
FROM ssd_cin_episodes JOIN ssd_person ON pers_person_id = cine_person_id
JOIN population ON month = date_trunc('month', cine_referral_date)
WHERE cine_referral_date BETWEEN DATE '{first}' AND DATE '{last}'
GROUP BY month
