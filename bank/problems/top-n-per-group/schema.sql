CREATE TABLE product (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  category TEXT NOT NULL
);
CREATE TABLE sale (
  id INTEGER PRIMARY KEY,
  product_id INTEGER NOT NULL REFERENCES product,
  units INTEGER NOT NULL CHECK (units > 0)
);
INSERT INTO product VALUES
  (1, 'green', 'tea'), (2, 'black', 'tea'), (3, 'mint', 'tea'), (4, 'white', 'tea'),
  (5, 'filter', 'coffee'), (6, 'espresso', 'coffee');
INSERT INTO sale (product_id, units) VALUES (1, 2), (1, 3), (2, 5), (3, 2), (5, 4);
