WITH referrals AS (
  SELECT date_trunc('month', cine_referral_date)::DATE AS month, count(*) AS n
  FROM ssd_cin_episodes JOIN ssd_person ON pers_person_id = cine_person_id
  WHERE cine_referral_date BETWEEN DATE '{first}' AND DATE '{last}' GROUP BY month),
contacts AS (
  SELECT date_trunc('month', cont_contact_date)::DATE AS month, count(*) AS d
  FROM ssd_contacts JOIN ssd_person ON pers_person_id = cont_person_id
  WHERE cont_contact_date BETWEEN DATE '{first}' AND DATE '{last}' GROUP BY month)
SELECT month, n, d FROM referrals FULL JOIN contacts USING (month)
