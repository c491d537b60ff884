WITH counted AS (
  SELECT date_trunc('month', cine_referral_date)::DATE AS month, cine_referral_date AS day,
         cine_person_id AS child, 1 AS n, 0 AS d
  FROM ssd_cin_episodes JOIN ssd_person ON pers_person_id = cine_person_id
  WHERE cine_referral_date BETWEEN DATE '{first}' AND DATE '{last}'
  UNION ALL
  SELECT date_trunc('month', cont_contact_date)::DATE, cont_contact_date, cont_person_id, 0, 1
  FROM ssd_contacts JOIN ssd_person ON pers_person_id = cont_person_id
  WHERE cont_contact_date BETWEEN DATE '{first}' AND DATE '{last}'),
{located_home}
SELECT month, area, grouping(area) AS county, sum(n)::BIGINT AS n, sum(d)::BIGINT AS d
FROM located GROUP BY GROUPING SETS ((month), (month, area))
