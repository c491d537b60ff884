WITH counted AS (
  SELECT date_trunc('month', cine_referral_date)::DATE AS month, cine_referral_date AS day, cine_person_id AS child, 1 AS n
  FROM ssd_cin_episodes JOIN ssd_person ON pers_person_id = cine_person_id
  WHERE cine_referral_date BETWEEN DATE '{first}' AND DATE '{last}'
    AND (cine_referral_outcome_json IN
           (SELECT number FROM key_set_here WHERE key = code_of('SINGLE_ASSESSMENT_FLAG'))
         OR cine_referral_id IN
           (SELECT cina_referral_id FROM ssd_cin_assessments
            JOIN ssd_person ON pers_person_id = cina_person_id
            WHERE cina_referral_id IS NOT NULL
              AND cina_assessment_start_date >= DATE '{first}' - INTERVAL 2 YEAR
              AND cina_assessment_start_date <= (SELECT extract_date FROM loc_extract)))),
{located_home}
SELECT month, area, grouping(area) AS county, sum(n)::BIGINT AS n
FROM located GROUP BY GROUPING SETS ((month), (month, area))
