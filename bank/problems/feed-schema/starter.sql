-- 1. Tables and indexes: follow (reader, author) and post (id, author, at, body).

-- 2. Fill them from raw_follow and raw_post.

-- 3. The page: id, author, at, body for :reader, after the cursor :at, :id.
