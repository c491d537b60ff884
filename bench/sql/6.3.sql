SELECT date_trunc('month', icpc_icpc_date)::DATE AS month,
       count(DISTINCT (icpc_person_id, date_trunc('month', icpc_icpc_date))) AS n
FROM ssd_initial_cp_conference JOIN ssd_person ON pers_person_id = icpc_person_id
LEFT JOIN loc_conference c ON c.conference_id = icpc_icpc_id AND c.kind = code_of('ICPC')
WHERE icpc_icpc_date BETWEEN DATE '{first}' AND DATE '{last}'
  AND (c.status IS NULL OR c.status = code_of('HELD'))
GROUP BY month
