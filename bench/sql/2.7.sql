WITH referrals AS (
  SELECT cine_referral_date AS day,
         max(cine_referral_date) OVER (PARTITION BY cine_person_id ORDER BY cine_referral_date
           RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL 1 DAY PRECEDING) AS previous
  FROM ssd_cin_episodes JOIN ssd_person ON pers_person_id = cine_person_id
  WHERE cine_referral_date BETWEEN DATE '{first}' - INTERVAL 13 MONTH AND DATE '{last}')
SELECT date_trunc('month', day)::DATE AS month,
       count(*) FILTER (previous + INTERVAL 12 MONTH >= day) AS n, count(*) AS d
FROM referrals WHERE day >= DATE '{first}' GROUP BY month
