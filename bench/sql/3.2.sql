WITH counted AS (
  SELECT date_trunc('month', cina_assessment_auth_date)::DATE AS month, cina_assessment_auth_date AS day, cina_person_id AS child, 1 AS n
  FROM ssd_cin_assessments JOIN ssd_person ON pers_person_id = cina_person_id
  WHERE cina_assessment_auth_date BETWEEN DATE '{first}' - INTERVAL 12 MONTH AND DATE '{last}'),
{located_worker},
monthly AS (
  SELECT month, area, grouping(area) AS county, sum(n)::BIGINT AS n
  FROM located GROUP BY GROUPING SETS ((month), (month, area))),
grid AS (
  SELECT months.month, a.area, a.county, coalesce(n, 0) AS n
  FROM months CROSS JOIN (SELECT DISTINCT area, county FROM monthly) a
  LEFT JOIN monthly m ON m.month = months.month AND m.county = a.county AND m.area IS NOT DISTINCT FROM a.area)
SELECT month, area, county, sum(n) OVER year AS n
FROM grid WINDOW year AS (PARTITION BY area, county ORDER BY month ROWS BETWEEN 11 PRECEDING AND CURRENT ROW)
