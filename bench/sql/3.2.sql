WITH monthly AS (
  SELECT month, count(done.cina_assessment_auth_date) AS n
  FROM months LEFT JOIN (
    SELECT cina_assessment_auth_date
    FROM ssd_cin_assessments JOIN ssd_person ON pers_person_id = cina_person_id
    WHERE cina_assessment_auth_date BETWEEN DATE '{first}' - INTERVAL 12 MONTH AND DATE '{last}') done
    ON month = date_trunc('month', done.cina_assessment_auth_date)
  GROUP BY month)
SELECT month, sum(n) OVER (ORDER BY month ROWS BETWEEN 11 PRECEDING AND CURRENT ROW) AS n, people AS d
FROM monthly JOIN population USING (month)
