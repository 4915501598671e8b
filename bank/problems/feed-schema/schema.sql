CREATE TABLE raw_follow (reader TEXT NOT NULL, author TEXT NOT NULL);
CREATE TABLE raw_post (id INTEGER NOT NULL, author TEXT NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL);
INSERT INTO raw_follow VALUES ('xi', 'ann'), ('xi', 'ben'), ('xi', 'ann'), ('yu', 'cleo');
INSERT INTO raw_post VALUES
  (1, 'ann', 100, 'a'), (2, 'ben', 200, 'b'), (3, 'ann', 200, 'c'),
  (4, 'ben', 300, 'd'), (5, 'cleo', 250, 'e'), (3, 'ann', 200, 'c');
