WITH assessments AS (
  SELECT cina_person_id AS child, cina_referral_id, cina_assessment_start_date AS started, cina_assessment_auth_date AS done,
         cina_referral_id IS NOT NULL AND row_number() OVER (PARTITION BY cina_referral_id
           ORDER BY cina_assessment_start_date NULLS LAST, cina_assessment_id) = 1 AS is_first
  FROM ssd_cin_assessments JOIN ssd_person ON pers_person_id = cina_person_id),
clocked AS (
  SELECT child, done, started, CASE WHEN is_first AND e.cine_referral_date IS NOT NULL
                                    THEN e.cine_referral_date ELSE started END AS clock
  FROM assessments
  LEFT JOIN (SELECT cine_referral_id, cine_referral_date
             FROM ssd_cin_episodes JOIN ssd_person ON pers_person_id = cine_person_id) e
    ON e.cine_referral_id = cina_referral_id
  WHERE done BETWEEN DATE '{first}' AND DATE '{last}'),
counted AS (
  SELECT date_trunc('month', done)::DATE AS month, done AS day, child,
         coalesce(done >= clock AND b.workdays - a.workdays <= 45 AND (started IS NULL OR done >= started),
                  false)::INTEGER AS n
  FROM clocked LEFT JOIN calendar a ON a.day = clock LEFT JOIN calendar b ON b.day = done),
{located_worker}
SELECT month, area, grouping(area) AS county, sum(n)::BIGINT AS n, count(*) AS d
FROM located GROUP BY GROUPING SETS ((month), (month, area))
