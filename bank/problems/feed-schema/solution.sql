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

-- Looked up by author, from the cursor downwards.
CREATE INDEX post_by_author ON post (author, at, id);

INSERT INTO follow SELECT DISTINCT reader, author FROM raw_follow;
INSERT INTO post SELECT DISTINCT id, author, at, body FROM raw_post;

SELECT post.id, post.author, post.at, post.body
FROM follow
JOIN post ON post.author = follow.author
WHERE follow.reader = :reader
  -- No cursor yet: below the largest number there is.
  AND (post.at, post.id) < (coalesce(:at, 9223372036854775807), coalesce(:id, 9223372036854775807))
ORDER BY post.at DESC, post.id DESC
LIMIT 20;
