WITH counted AS (
  SELECT date_trunc('month', cine_referral_date)::DATE AS month, cine_referral_date AS day, cine_person_id AS child, 1 AS n
  FROM ssd_cin_episodes JOIN ssd_person ON pers_person_id = cine_person_id
  WHERE cine_referral_date BETWEEN DATE '{first}' AND DATE '{last}'),
{located_home}
SELECT month, area, grouping(area) AS county, sum(n)::BIGINT AS n
FROM located GROUP BY GROUPING SETS ((month), (month, area))
