CREATE TABLE change (
  event INTEGER PRIMARY KEY,
  customer INTEGER NOT NULL,
  version INTEGER NOT NULL,
  operation TEXT NOT NULL CHECK (operation IN ('insert', 'update', 'delete')),
  name TEXT,
  city TEXT
);
INSERT INTO change VALUES
  (1, 1, 1, 'insert', 'Ada', 'Lyon'),
  (2, 2, 1, 'insert', 'Ben', 'Oslo'),
  (3, 1, 3, 'update', 'Ada Lind', 'Rome'),
  (4, 1, 2, 'update', 'Ada', 'Bern'),
  (5, 3, 1, 'insert', 'Cy', 'Turin'),
  (6, 2, 2, 'delete', 'Ben', 'Oslo'),
  (7, 3, 2, 'delete', 'Cy', 'Turin'),
  (8, 3, 3, 'insert', 'Cy', 'Turin'),
  (9, 3, 4, 'update', 'Cy', NULL);
