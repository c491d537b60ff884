SELECT date_trunc('month', cina_assessment_auth_date)::DATE AS month, count(*) AS n
FROM ssd_cin_assessments JOIN ssd_person ON pers_person_id = cina_person_id
WHERE cina_assessment_auth_date BETWEEN DATE '{first}' AND DATE '{last}'
GROUP BY month
