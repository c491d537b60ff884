WITH counted AS (
  SELECT date_trunc('month', cina_assessment_auth_date)::DATE AS month, cina_assessment_auth_date AS day, cina_person_id AS child, 1 AS n
  FROM ssd_cin_assessments JOIN ssd_person ON pers_person_id = cina_person_id
  WHERE cina_assessment_auth_date BETWEEN DATE '{first}' AND DATE '{last}'),
{located_worker}
SELECT month, area, grouping(area) AS county, sum(n)::BIGINT AS n
FROM located GROUP BY GROUPING SETS ((month), (month, area))
