-- Looked up by reader; the key refuses a second copy.
CREATE TABLE follow (
  reader TEXT NOT NULL,
  author TEXT NOT NULL,
  PRIMARY KEY (reader, author)
) WITHOUT ROWID;

CREATE TABLE post (
  id INTEGER PRIMARY KEY,
  author TEXT NOT NULL,
  at INTEGER NOT NULL,
  body TEXT NOT NULL
);

-- The primary key is an index already.

INSERT INTO follow SELECT DISTINCT reader, author FROM raw_follow;
INSERT INTO post SELECT DISTINCT id, author, at, body FROM raw_post;

SELECT p.id, p.author, p.at, p.body
FROM follow f
JOIN post p ON p.author = f.author
WHERE f.reader = :reader
  AND (p.at, p.id) < (coalesce(:at, 9223372036854775807), coalesce(:id, 9223372036854775807))
ORDER BY p.at DESC, p.id DESC
LIMIT 20;
