-- Mark the clicks that begin a session, then number the sessions by adding up the marks.
WITH marked AS (
  SELECT
    id,
    viewer,
    at,
    coalesce(at - lag(at) OVER (PARTITION BY viewer ORDER BY at, id) > 1800, 1) AS begins
  FROM click
),
numbered AS (
  SELECT
    viewer,
    at,
    sum(begins) OVER (PARTITION BY viewer ORDER BY at, id) AS session
  FROM marked
)
SELECT viewer, session, min(at) AS started, max(at) - min(at) AS seconds, count(DISTINCT at) AS clicks
FROM numbered
GROUP BY viewer, session
ORDER BY viewer, session;
