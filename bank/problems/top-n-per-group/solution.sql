-- One row for each product first, then its place within the category.
WITH sold AS (
  SELECT product.category, product.name, coalesce(sum(sale.units), 0) AS units
  FROM product
  LEFT JOIN sale ON sale.product_id = product.id
  GROUP BY product.id
),
placed AS (
  SELECT
    category,
    row_number() OVER (PARTITION BY category ORDER BY units DESC, name) AS place,
    name,
    units
  FROM sold
)
SELECT category, place, name, units
FROM placed
WHERE place <= 3
ORDER BY category, place;
