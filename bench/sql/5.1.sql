WITH plans AS (
  SELECT cppl_person_id AS child, cppl_cp_plan_start_date AS start,
         least(cppl_cp_plan_end_date, CASE WHEN until <= (SELECT extract_date FROM loc_extract) THEN until END) AS stop
  FROM (SELECT *, least(adult_on(pers_dob), pers_death_date)::DATE AS until
        FROM ssd_cp_plans JOIN ssd_person ON pers_person_id = cppl_person_id)
  WHERE coalesce(cppl_cp_plan_ola, 0) <> 1 AND cppl_cp_plan_start_date <= DATE '{last}'
    AND (cppl_cp_plan_end_date IS NULL OR cppl_cp_plan_end_date >= cppl_cp_plan_start_date)
    AND (pers_dob IS NULL OR cppl_cp_plan_start_date < adult_on(pers_dob))
    AND (pers_death_date IS NULL OR cppl_cp_plan_start_date <= pers_death_date)),
episodes AS (
  SELECT cine_person_id AS child, cine_referral_date AS opened,
         least(cine_close_date, pers_death_date) AS closed, adult_on(pers_dob) AS adult
  FROM ssd_cin_episodes JOIN ssd_person ON pers_person_id = cine_person_id
  WHERE coalesce(cine_referral_nfa, 0) <> 1 AND cine_referral_date <= DATE '{last}'
    AND (cine_close_date IS NULL OR cine_close_date > DATE '{first}')
    AND (cine_referral_outcome_json IS NULL OR cine_referral_outcome_json NOT IN
         (SELECT number FROM key_set_here WHERE key = code_of('CARE_LEAVER_FLAG')))),
counted AS (
  SELECT DISTINCT month, month_end AS day, e.child, 1 AS n
  FROM months JOIN episodes e ON opened <= month_end AND (closed IS NULL OR closed > month_end)
    AND (adult IS NULL OR adult > month_end)
  LEFT JOIN plans p ON p.child = e.child AND p.start <= month_end AND (p.stop IS NULL OR p.stop > month_end)
  LEFT JOIN care c ON c.child = e.child AND c.start <= month_end AND (c.stop IS NULL OR c.stop > month_end)
  WHERE p.child IS NULL AND c.child IS NULL),
{located_worker}
SELECT month, area, grouping(area) AS county, sum(n)::BIGINT AS n
FROM located GROUP BY GROUPING SETS ((month), (month, area))
