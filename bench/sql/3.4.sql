WITH assessments AS (
  SELECT cina_person_id, cina_referral_id, cina_assessment_start_date AS started,
         cina_assessment_auth_date AS done,
         row_number() OVER (PARTITION BY cina_referral_id
           ORDER BY cina_assessment_start_date NULLS LAST, cina_assessment_id) = 1 AS is_first
  FROM ssd_cin_assessments JOIN ssd_person ON pers_person_id = cina_person_id
  WHERE cina_referral_id IS NOT NULL),
spans AS (
  SELECT cina_person_id AS child, CASE WHEN is_first THEN e.cine_referral_date ELSE started END AS clock, started, done,
         e.cine_referral_date AS opened, e.cine_close_date AS closed,
         least(adult_on(p.pers_dob), p.pers_death_date) AS child_until
  FROM assessments
  JOIN ssd_person p ON p.pers_person_id = cina_person_id
  JOIN ssd_cin_episodes e ON e.cine_referral_id = cina_referral_id
  JOIN ssd_person q ON q.pers_person_id = e.cine_person_id
  WHERE coalesce(e.cine_referral_nfa, 0) <> 1 AND e.cine_referral_date IS NOT NULL
    AND (e.cine_close_date IS NULL OR e.cine_close_date >= e.cine_referral_date)
    AND started IS NOT NULL AND (done IS NULL OR done > DATE '{first}')
    AND (e.cine_close_date IS NULL OR e.cine_close_date > DATE '{first}')),
counted AS (
  SELECT month, month_end AS day, child, 1 AS n
  FROM months
  JOIN spans ON started <= month_end AND (done IS NULL OR done > month_end)
    AND opened <= month_end AND (closed IS NULL OR closed > month_end)
    AND (child_until IS NULL OR child_until > month_end)
  JOIN calendar a ON a.day = clock JOIN calendar b ON b.day = month_end
  WHERE b.workdays - a.workdays > 45),
{located_worker}
SELECT month, area, grouping(area) AS county, sum(n)::BIGINT AS n
FROM located GROUP BY GROUPING SETS ((month), (month, area))
