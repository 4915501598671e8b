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
-- The primary key is an index already.

INSERT INTO follow SELECT DISTINCT reader, author FROM raw_follow;
INSERT INTO post SELECT DISTINCT id, author, at, body FROM raw_post;

SELECT post.id, post.author, post.at, post.body
FROM post
CROSS JOIN follow ON follow.author = post.author
WHERE follow.reader = :reader
  AND (:at IS NULL OR (post.at, post.id) < (:at, :id))
ORDER BY post.at DESC, post.id DESC
LIMIT 20;
