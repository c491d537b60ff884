WITH referrals AS (
  SELECT cine_referral_date AS day,
         max(cine_referral_date) OVER (PARTITION BY cine_person_id ORDER BY cine_referral_date
           RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL 1 DAY PRECEDING) AS previous
  FROM ssd_cin_episodes JOIN ssd_person ON pers_person_id = cine_person_id
  WHERE cine_referral_date BETWEEN DATE '{first}' - INTERVAL 25 MONTH AND DATE '{last}'),
monthly AS (
  SELECT month, count(day) FILTER (previous + INTERVAL 12 MONTH >= day) AS n, count(day) AS d
  FROM months LEFT JOIN referrals ON month = date_trunc('month', day) GROUP BY month)
SELECT month, sum(n) OVER year AS n, sum(d) OVER year AS d
FROM monthly WINDOW year AS (ORDER BY month ROWS BETWEEN 11 PRECEDING AND CURRENT ROW)
