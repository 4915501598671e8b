CREATE TABLE click (
  id INTEGER PRIMARY KEY,
  viewer TEXT NOT NULL,
  at INTEGER NOT NULL
);
INSERT INTO click (viewer, at) VALUES
  ('ann', 5300), ('ben', 1100), ('ann', 1600), ('ann', 1000), ('ben', 1130), ('ann', 3400);
