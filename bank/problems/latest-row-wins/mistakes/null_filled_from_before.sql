-- The newest event of each customer first; only then those that are not deletions.
WITH numbered AS (
  SELECT
    customer,
    version,
    operation,
    name,
    coalesce(city, lag(city) OVER (PARTITION BY customer ORDER BY version, event)) AS city,
    row_number() OVER (PARTITION BY customer ORDER BY version DESC, event DESC) AS place
  FROM change
)
SELECT customer, version, name, city
FROM numbered
WHERE place = 1 AND operation <> 'delete'
ORDER BY customer;
