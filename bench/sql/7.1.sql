WITH counted AS (
  SELECT DISTINCT month, month_end AS day, child, 1 AS n
  FROM months JOIN care ON start <= month_end AND (stop IS NULL OR stop > month_end)
  WHERE stop IS NULL OR stop > DATE '{first}'),
{located_worker}
SELECT month, area, grouping(area) AS county, sum(n)::BIGINT AS n
FROM located GROUP BY GROUPING SETS ((month), (month, area))
