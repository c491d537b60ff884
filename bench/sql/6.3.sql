WITH counted AS (
  SELECT date_trunc('month', icpc_icpc_date)::DATE AS month, min(icpc_icpc_date) AS day, icpc_person_id AS child, 1 AS n
  FROM ssd_initial_cp_conference JOIN ssd_person ON pers_person_id = icpc_person_id
  LEFT JOIN loc_conference c ON c.conference_id = icpc_icpc_id AND c.kind = code_of('ICPC')
  WHERE icpc_icpc_date BETWEEN DATE '{first}' AND DATE '{last}'
    AND (c.status IS NULL OR c.status = code_of('HELD'))
  GROUP BY date_trunc('month', icpc_icpc_date), icpc_person_id),
{located_worker}
SELECT month, area, grouping(area) AS county, sum(n)::BIGINT AS n
FROM located GROUP BY GROUPING SETS ((month), (month, area))
