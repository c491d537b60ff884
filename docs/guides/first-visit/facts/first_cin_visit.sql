-- One row a referral that was taken up. Working days: no weekends and no bank holidays of England.
WITH working_day AS (
  SELECT day, row_number() OVER (ORDER BY day) AS place
  FROM (SELECT CAST(unnest(generate_series(DATE '2010-01-01', DATE '2030-12-31', INTERVAL 1 DAY)) AS DATE)
               AS day)
  WHERE isodow(day) <= 5
    AND day NOT IN (SELECT date FROM loc_bank_holiday WHERE division = 'ENGLAND-AND-WALES')
),
referral AS (
  SELECT cine_referral_id AS referral, cine_person_id AS child, cine_referral_date AS referred_on
  FROM ssd_cin_episodes
  JOIN ssd_person ON pers_person_id = cine_person_id
  WHERE cine_referral_date IS NOT NULL AND cine_referral_nfa IS NOT TRUE
),
twentieth AS (
  SELECT referral, min(place) + 19 AS place
  FROM referral JOIN working_day ON day > referred_on
  GROUP BY referral
)
SELECT child, referral, referred_on, day AS due_on,
       (SELECT min(cinv_cin_visit_date) FROM ssd_cin_visits
        WHERE cinv_person_id = child AND cinv_cin_visit_seen AND cinv_cin_visit_date >= referred_on)
       AS visited_on
FROM referral JOIN twentieth USING (referral) JOIN working_day USING (place)
