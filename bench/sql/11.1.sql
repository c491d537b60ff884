WITH cases AS (
  SELECT DISTINCT month, month_end, invo_professional_id AS worker, invo_person_id AS child
  FROM months
  JOIN (SELECT * FROM ssd_involvements JOIN ssd_person ON pers_person_id = invo_person_id
        WHERE invo_professional_role_id = code_of('ALLOCATED CASE WORKER')
          AND invo_involvement_start_date <= DATE '{last}'
          AND (invo_involvement_end_date IS NULL OR invo_involvement_end_date > DATE '{first}')) i
    ON invo_involvement_start_date <= month_end
   AND (invo_involvement_end_date IS NULL OR invo_involvement_end_date > month_end)
   AND (pers_dob IS NULL OR adult_on(pers_dob) > month_end)
   AND (pers_death_date IS NULL OR pers_death_date > month_end)),
loads AS (SELECT month, month_end, worker, count(*) AS held FROM cases GROUP BY ALL)
SELECT month, t.locality_id AS area, grouping(t.locality_id) AS county, max(held) AS n
FROM loads
JOIN loc_worker w ON w.professional_id = worker AND (w.from_date IS NULL OR w.from_date <= month_end)
  AND (w.to_date IS NULL OR w.to_date >= month_end) AND w.qualified = 1
JOIN loc_team t ON t.team_id = w.team_id AND (t.from_date IS NULL OR t.from_date <= month_end)
  AND (t.to_date IS NULL OR t.to_date >= month_end)
WHERE t.team_type IN (code_of('ASSESSMENT'), code_of('FIT'))
GROUP BY GROUPING SETS ((month), (month, t.locality_id))
