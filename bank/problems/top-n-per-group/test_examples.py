"""Shown to the reader: the sample rows and the form of the result."""

from solution import columns, rows


def test_sample():
    assert rows() == [
        ("coffee", 1, "filter", 4),
        ("coffee", 2, "espresso", 0),
        ("tea", 1, "black", 5),
        ("tea", 2, "green", 5),
        ("tea", 3, "mint", 2),
    ]


def test_columns():
    assert columns() == ["category", "place", "name", "units"]


def test_units_are_added_up():
    setup = """
        INSERT INTO product VALUES (1, 'many small', 'x'), (2, 'one large', 'x');
        INSERT INTO sale (product_id, units) VALUES (1, 4), (1, 4), (1, 4), (2, 10);
    """
    assert rows(setup) == [("x", 1, "many small", 12), ("x", 2, "one large", 10)]


def test_products_without_sales_fill_up():
    setup = """
        INSERT INTO product VALUES (1, 'b', 'x'), (2, 'a', 'x'), (3, 'sold', 'x');
        INSERT INTO sale (product_id, units) VALUES (3, 1);
    """
    assert rows(setup) == [("x", 1, "sold", 1), ("x", 2, "a", 0), ("x", 3, "b", 0)]
