-- The newest event of each customer first; only then those that are not deletions.
WITH numbered AS (
  SELECT
    customer,
    version,
    operation,
    name,
    city,
    row_number() OVER (PARTITION BY customer ORDER BY version DESC, event DESC) AS place
  FROM change
)
SELECT customer, max(version) AS version, max(name) AS name, max(city) AS city
FROM numbered
GROUP BY customer
HAVING max(CASE WHEN place = 1 THEN operation END) <> 'delete'
ORDER BY customer;
