WITH referrals AS (
  SELECT cine_person_id AS child, cine_referral_date AS day,
         max(cine_referral_date) OVER (PARTITION BY cine_person_id ORDER BY cine_referral_date
           RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL 1 DAY PRECEDING) AS previous
  FROM ssd_cin_episodes JOIN ssd_person ON pers_person_id = cine_person_id
  WHERE cine_referral_date BETWEEN DATE '{first}' - INTERVAL 25 MONTH AND DATE '{last}'),
counted AS (
  SELECT date_trunc('month', day)::DATE AS month, day, child,
         (previous IS NOT NULL AND previous + INTERVAL 12 MONTH >= day)::INTEGER AS n
  FROM referrals WHERE day >= DATE '{first}' - INTERVAL 12 MONTH),
{located_home},
monthly AS (
  SELECT month, area, grouping(area) AS county, sum(n)::BIGINT AS n, count(*) AS d
  FROM located GROUP BY GROUPING SETS ((month), (month, area))),
grid AS (
  SELECT months.month, a.area, a.county, coalesce(n, 0) AS n, coalesce(d, 0) AS d
  FROM months CROSS JOIN (SELECT DISTINCT area, county FROM monthly) a
  LEFT JOIN monthly m ON m.month = months.month AND m.county = a.county AND m.area IS NOT DISTINCT FROM a.area)
SELECT month, area, county, sum(n) OVER year AS n, sum(d) OVER year AS d
FROM grid WINDOW year AS (PARTITION BY area, county ORDER BY month ROWS BETWEEN 11 PRECEDING AND CURRENT ROW)
