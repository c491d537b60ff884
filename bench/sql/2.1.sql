WITH counted AS (
  SELECT date_trunc('month', cont_contact_date)::DATE AS month, cont_contact_date AS day, cont_person_id AS child, 1 AS n
  FROM ssd_contacts JOIN ssd_person ON pers_person_id = cont_person_id
  WHERE cont_contact_date BETWEEN DATE '{first}' AND DATE '{last}'),
{located_home}
SELECT month, area, grouping(area) AS county, sum(n)::BIGINT AS n
FROM located GROUP BY GROUPING SETS ((month), (month, area))
