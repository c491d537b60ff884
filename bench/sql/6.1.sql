WITH plans AS (
  SELECT cppl_person_id AS child, cppl_cp_plan_start_date AS start,
         least(cppl_cp_plan_end_date, CASE WHEN until <= (SELECT extract_date FROM loc_extract) THEN until END) AS stop
  FROM (SELECT *, least(adult_on(pers_dob), pers_death_date)::DATE AS until
        FROM ssd_cp_plans JOIN ssd_person ON pers_person_id = cppl_person_id)
  WHERE coalesce(cppl_cp_plan_ola, 0) <> 1 AND cppl_cp_plan_start_date <= DATE '{last}'
    AND (cppl_cp_plan_end_date IS NULL OR cppl_cp_plan_end_date >= cppl_cp_plan_start_date)
    AND (pers_dob IS NULL OR cppl_cp_plan_start_date < adult_on(pers_dob))
    AND (pers_death_date IS NULL OR cppl_cp_plan_start_date <= pers_death_date)),
counted AS (
  SELECT DISTINCT month, month_end AS day, child, 1 AS n
  FROM months JOIN plans ON start <= month_end AND (stop IS NULL OR stop > month_end)
  WHERE stop IS NULL OR stop > DATE '{first}'),
{located_worker}
SELECT month, area, grouping(area) AS county, sum(n)::BIGINT AS n
FROM located GROUP BY GROUPING SETS ((month), (month, area))
