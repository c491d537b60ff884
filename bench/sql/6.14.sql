WITH plans AS (
  SELECT cppl_person_id AS child, cppl_cp_plan_start_date AS start,
         least(cppl_cp_plan_end_date, CASE WHEN until <= (SELECT extract_date FROM loc_extract) THEN until END) AS stop
  FROM (SELECT *, least(adult_on(pers_dob), pers_death_date)::DATE AS until
        FROM ssd_cp_plans JOIN ssd_person ON pers_person_id = cppl_person_id)
  WHERE coalesce(cppl_cp_plan_ola, 0) <> 1 AND cppl_cp_plan_start_date <= DATE '{last}'
    AND (cppl_cp_plan_end_date IS NULL OR cppl_cp_plan_end_date >= cppl_cp_plan_start_date)
    AND (pers_dob IS NULL OR cppl_cp_plan_start_date < adult_on(pers_dob))
    AND (pers_death_date IS NULL OR cppl_cp_plan_start_date <= pers_death_date)),
marked AS (
  SELECT *, coalesce(start > max(coalesce(stop, DATE '9999-01-01')) OVER (PARTITION BY child ORDER BY start
             ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), true) AS begins
  FROM plans),
numbered AS (
  SELECT *, sum(begins::INTEGER) OVER (PARTITION BY child ORDER BY start ROWS UNBOUNDED PRECEDING) AS spell
  FROM marked),
spells AS (
  SELECT child, min(start) AS start, max(coalesce(stop, DATE '9999-01-01')) AS stop
  FROM numbered GROUP BY child, spell),
open_plans AS (
  SELECT month, month_end, child, start
  FROM months JOIN spells ON start <= month_end AND stop > month_end
  JOIN ssd_person ON pers_person_id = child
  JOIN calendar a ON a.day = start JOIN calendar b ON b.day = month_end
  WHERE stop > DATE '{first}' AND b.workdays - a.workdays >= 10
    AND (pers_dob <= month_end OR (pers_dob IS NULL AND pers_expected_dob IS NULL))),
visited AS (
  SELECT month, open_plans.child, max(cppv_cp_visit_date) AS seen
  FROM open_plans JOIN ssd_cp_visits ON cppv_person_id = open_plans.child AND cppv_cp_visit_seen = 1
    AND cppv_cp_visit_date BETWEEN start AND month_end
  WHERE cppv_cp_visit_date >= DATE '{first}' - INTERVAL 3 MONTH
  GROUP BY month, open_plans.child),
counted AS (
  SELECT month, month_end AS day, child,
         coalesce(b.workdays - a.workdays <= CASE WHEN month_end < DATE '2017-07-01' THEN 20 ELSE 10 END,
                  false)::INTEGER AS n
  FROM open_plans LEFT JOIN visited USING (month, child)
  LEFT JOIN calendar a ON a.day = seen JOIN calendar b ON b.day = month_end),
{located_worker}
SELECT month, area, grouping(area) AS county, sum(n)::BIGINT AS n, count(*) AS d
FROM located GROUP BY GROUPING SETS ((month), (month, area))
