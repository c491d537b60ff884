WITH held AS (
  SELECT icpc_icpc_date AS day, icpc_person_id AS child,
         CASE WHEN icpc_icpc_transfer_in = 1 THEN c.notified_date ELSE s.s47e_s47_start_date END AS clock,
         row_number() OVER (PARTITION BY icpc_person_id, date_trunc('month', icpc_icpc_date)
                            ORDER BY icpc_icpc_date, icpc_icpc_id) AS place
  FROM ssd_initial_cp_conference JOIN ssd_person ON pers_person_id = icpc_person_id
  LEFT JOIN loc_conference c ON c.conference_id = icpc_icpc_id AND c.kind = code_of('ICPC')
  LEFT JOIN (SELECT s47e_s47_enquiry_id, s47e_s47_start_date
             FROM ssd_s47_enquiry JOIN ssd_person ON pers_person_id = s47e_person_id) s
    ON s.s47e_s47_enquiry_id = icpc_s47_enquiry_id
  WHERE icpc_icpc_date BETWEEN DATE '{first}' AND DATE '{last}'
    AND (c.status IS NULL OR c.status = code_of('HELD'))),
counted AS (
  SELECT date_trunc('month', held.day)::DATE AS month, held.day, child,
         coalesce(held.day >= clock AND b.workdays - a.workdays <= 15, false)::INTEGER AS n
  FROM held LEFT JOIN calendar a ON a.day = clock LEFT JOIN calendar b ON b.day = held.day
  WHERE place = 1),
{located_worker}
SELECT month, area, grouping(area) AS county, sum(n)::BIGINT AS n, count(*) AS d
FROM located GROUP BY GROUPING SETS ((month), (month, area))
