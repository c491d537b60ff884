WITH legal AS (
  SELECT lega_person_id AS child, lega_legal_status_start_date AS legal_from,
         lega_legal_status_end_date AS legal_to, lega_legal_status AS status, lega_legal_status_id AS id
  FROM ssd_legal_status WHERE lega_legal_status_start_date IS NOT NULL),
grouped AS (
  SELECT clae_person_id AS child, min(clae_cla_episode_start_date) AS start,
         arg_max(struct_pack(stop := clae_cla_episode_ceased_date, reason := clae_cla_episode_ceased_reason),
                 (clae_cla_episode_start_date, coalesce(clae_cla_episode_ceased_date, DATE '9999-01-01'),
                  clae_cla_episode_id)) AS last
  FROM ssd_cla_episodes
  WHERE clae_cla_episode_start_date IS NOT NULL
    AND (clae_cla_episode_ceased_date IS NULL OR clae_cla_episode_ceased_date >= clae_cla_episode_start_date)
  GROUP BY clae_person_id, coalesce(clae_cla_id, -clae_cla_episode_id)),
care AS (
  SELECT grouped.child, start,
         least(CASE WHEN last.reason IS NOT DISTINCT FROM code_of('X1') THEN NULL ELSE last.stop END,
               CASE WHEN until <= (SELECT extract_date FROM loc_extract) THEN until END) AS stop
  FROM (SELECT grouped.*, pers_dob, pers_expected_dob, pers_death_date,
               least(adult_on(pers_dob), pers_death_date)::DATE AS until
        FROM grouped JOIN ssd_person ON pers_person_id = child) grouped
  WHERE start <= DATE '{last}'
    AND (pers_dob <= start OR (pers_dob IS NULL AND pers_expected_dob IS NULL))
    AND (pers_dob IS NULL OR start < adult_on(pers_dob))
    AND (pers_death_date IS NULL OR start <= pers_death_date)
    AND row(grouped.child, start) NOT IN (
      SELECT row(g.child, g.start) FROM (
        SELECT g.child, g.start, arg_max(status, (legal_from, id)) AS status
        FROM grouped g JOIN legal ON legal.child = g.child AND legal_from <= g.start
          AND (legal_to IS NULL OR legal_to > g.start)
        GROUP BY g.child, g.start) g
      WHERE status IN (code_of('V3'), code_of('V4'))))
SELECT month, count(DISTINCT child) AS n
FROM months JOIN care ON start <= month_end AND (stop IS NULL OR stop > month_end)
WHERE stop IS NULL OR stop > DATE '{first}'
GROUP BY month
