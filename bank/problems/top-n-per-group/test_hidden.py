"""Run after the examples: ties, small and empty tables, and a count in Python to compare with."""

import random

from solution import database, rows


def filled(products, sales):
    """SQL that fills the tables."""
    lines = ["DELETE FROM sale;"]
    lines += [f"INSERT INTO product VALUES ({number}, '{name}', '{category}');" for number, name, category in products]
    lines += [f"INSERT INTO sale (product_id, units) VALUES ({product}, {units});" for product, units in sales]
    return "\n".join(lines)


def counted(products, sales):
    """The result, counted in Python."""
    units = {number: 0 for number, _, _ in products}
    for product, sold in sales:
        units[product] += sold
    result = []
    for category in sorted({each[2] for each in products}):
        own = sorted((-units[number], name) for number, name, where in products if where == category)
        result += [(category, place, name, -minus) for place, (minus, name) in enumerate(own[:3], 1)]
    return result


def test_no_products():
    assert rows("DELETE FROM sale;") == []


def test_category_that_sold_nothing():
    assert rows(filled([(1, "b", "x"), (2, "a", "x")], [])) == [("x", 1, "a", 0), ("x", 2, "b", 0)]


def test_single_product():
    assert rows(filled([(1, "only", "x")], [(1, 3), (1, 4)])) == [("x", 1, "only", 7)]


def test_tie_at_the_third_place_is_cut_by_name():
    products = [(number, name, "x") for number, name in enumerate(["e", "d", "c", "b", "a"])]
    sales = [(0, 9), (1, 5), (2, 5), (3, 5), (4, 1)]
    assert rows(filled(products, sales)) == [("x", 1, "e", 9), ("x", 2, "b", 5), ("x", 3, "c", 5)]


def test_each_category_has_its_own_three():
    products = [(number, f"p{number:02}", f"c{number // 5}") for number in range(20)]
    found = rows(filled(products, [(number, number + 1) for number in range(20)]))
    assert [row[0] for row in found] == [f"c{group}" for group in range(4) for _ in range(3)]
    assert [row[1] for row in found] == [1, 2, 3] * 4


def test_order_of_the_sales_does_not_matter():
    products = [(1, "a", "x"), (2, "b", "x")]
    sales = [(1, 2), (2, 7), (1, 6), (2, 3)]
    assert rows(filled(products, sales)) == rows(filled(products, sales[::-1])) == [("x", 1, "b", 10), ("x", 2, "a", 8)]


def test_names_with_quotes_and_capitals():
    setup = """
        INSERT INTO product VALUES (1, 'it''s', 'x'), (2, 'Zebra', 'x'), (3, 'apple', 'x');
        INSERT INTO sale (product_id, units) VALUES (1, 1), (2, 1), (3, 1);
    """
    assert [row[2] for row in rows(setup)] == ["Zebra", "apple", "it's"]


def test_tables_are_left_as_they_were():
    connection = database()
    assert connection.execute("SELECT count(*) FROM product").fetchone() == (6,)
    assert connection.execute("SELECT count(*) FROM sale").fetchone() == (5,)


def test_agrees_with_a_count_in_python():
    rng = random.Random(19)
    for _ in range(20):
        products = [
            (number, f"p{rng.randrange(90)}-{number}", rng.choice("xyz")) for number in range(rng.randrange(12))
        ]
        sales = [(rng.choice(products)[0], rng.randrange(1, 4)) for _ in range(rng.randrange(15))] if products else []
        assert rows(filled(products, sales)) == counted(products, sales)
