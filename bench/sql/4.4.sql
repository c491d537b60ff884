WITH counted AS (
  SELECT date_trunc('month', s47e_s47_end_date)::DATE AS month, s47e_s47_end_date AS day, s47e_person_id AS child, 1 AS n
  FROM ssd_s47_enquiry JOIN ssd_person ON pers_person_id = s47e_person_id
  WHERE s47e_s47_end_date BETWEEN DATE '{first}' AND DATE '{last}'),
{located_worker}
SELECT month, area, grouping(area) AS county, sum(n)::BIGINT AS n
FROM located GROUP BY GROUPING SETS ((month), (month, area))
