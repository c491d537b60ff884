WITH monthly AS (
  SELECT month, count(done.s47e_s47_end_date) AS n
  FROM months LEFT JOIN (
    SELECT s47e_s47_end_date
    FROM ssd_s47_enquiry JOIN ssd_person ON pers_person_id = s47e_person_id
    WHERE s47e_s47_end_date BETWEEN DATE '{first}' - INTERVAL 12 MONTH AND DATE '{last}') done
    ON month = date_trunc('month', done.s47e_s47_end_date)
  GROUP BY month)
SELECT month, sum(n) OVER (ORDER BY month ROWS BETWEEN 11 PRECEDING AND CURRENT ROW) AS n, people AS d
FROM monthly JOIN population USING (month)
