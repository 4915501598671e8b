import pytest
from solution import BadRow, Payment, import_payments

HEADER = "payment_id,account,amount\n"


class FakeLedger:
    """Stores all of a list or, if a payment of it is refused, none."""

    def __init__(self, *ids: str, refused: str = "") -> None:
        self.payments = [Payment(each, "before", 1) for each in ids]
        self.refused = refused

    def has(self, payment_id: str) -> bool:
        return any(payment.id == payment_id for payment in self.payments)

    def add_all(self, payments: list[Payment]) -> None:
        if any(payment.id == self.refused for payment in payments):
            raise ConnectionError("the ledger went away")
        self.payments.extend(payments)


class LargeLedger(FakeLedger):
    """The same for files with new payments only."""

    def has(self, payment_id: str) -> bool:
        return False


def imported(rows: str, ledger: FakeLedger | None = None) -> list[tuple[str, str, int]]:
    """What the ledger holds after the import of the rows."""
    ledger = ledger or FakeLedger()
    import_payments((HEADER + rows).encode(), ledger)
    return [(payment.id, payment.account, payment.cents) for payment in ledger.payments]


def many(number: int) -> bytes:
    """A file of payments p0, p1 and so on."""
    return (HEADER + "".join(f"p{each},anna,5\n" for each in range(number))).encode()


@pytest.mark.parametrize(
    ("amount", "cents"),
    [("19.99", 1999), ("0.29", 29), ("1.15", 115), ("8.2", 820), ("4.35", 435), ("1001.10", 100110)],
)
def test_amounts_are_exact(amount: str, cents: int) -> None:
    assert imported(f"p1,anna,{amount}\n") == [("p1", "anna", cents)]


def test_sum_of_a_day_agrees_to_the_cent() -> None:
    rows = "".join(f"p{cents},anna,{cents // 100}.{cents % 100:02}\n" for cents in range(300))
    assert sum(cents for _, _, cents in imported(rows)) == sum(range(300))


@pytest.mark.parametrize(
    "amount", ["", "-5", "+5", "1e3", "nan", "1,5", '"1,000.00"', "5.", ".5", "5.123", "1234567890", "five", "٥"]
)
def test_wrong_amount_stops_the_import(amount: str) -> None:
    ledger = FakeLedger()
    cell = f'"{amount}"' if "," in amount and '"' not in amount else amount
    with pytest.raises(BadRow) as caught:
        imported(f"p1,anna,5\np2,ben,{cell}\n", ledger)
    assert (caught.value.line, ledger.payments) == (3, [])


@pytest.mark.parametrize("row", ["p2,ben", "p2", ",ben,5", "p2, ,5", ",,"])
def test_missing_value_stops_the_import(row: str) -> None:
    ledger = FakeLedger()
    with pytest.raises(BadRow) as caught:
        imported(f"p1,anna,5\n{row}\np3,carl,5\n", ledger)
    assert (caught.value.line, ledger.payments) == (3, [])


def test_wrong_row_is_named_by_its_line_in_the_file() -> None:
    with pytest.raises(BadRow) as caught:
        imported('p1,"anna\nand ben",5\n\np2,carl,five\n')
    assert caught.value.line == 5


def test_wrong_row_of_a_known_payment_stops_the_import() -> None:
    with pytest.raises(BadRow):
        imported("p1,anna,five\n", FakeLedger("p1"))


def test_payment_told_in_two_ways_is_stored_once() -> None:
    assert imported("p1,anna,12.50\np2,ben,5\np1,Anna,12.50\n") == [("p1", "anna", 1250), ("p2", "ben", 500)]


def test_first_row_of_a_payment_counts() -> None:
    assert imported("p1,anna,5\np1,anna,6\np1,anna,5\n") == [("p1", "anna", 500)]


def test_refused_payment_far_down_leaves_nothing_behind() -> None:
    ledger = LargeLedger(refused="p700")
    with pytest.raises(ConnectionError):
        import_payments(many(800), ledger)
    assert ledger.payments == []


def test_large_file_refused_in_its_last_row_leaves_the_ledger_as_it_was() -> None:
    ledger = LargeLedger("before", refused="p1500")
    with pytest.raises(ConnectionError):
        import_payments(many(1_501), ledger)
    assert [payment.id for payment in ledger.payments] == ["before"]


def test_large_file_is_stored_whole() -> None:
    ledger = LargeLedger()
    assert import_payments(many(1_200), ledger) == 1_200
    assert [payment.id for payment in ledger.payments] == [f"p{each}" for each in range(1_200)]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_file_with_and_without_byte_order_mark(mark: bytes) -> None:
    ledger = FakeLedger()
    assert import_payments(mark + HEADER.encode() + "p1,zoë,5\n".encode(), ledger) == 1
    assert ledger.payments == [Payment("p1", "zoë", 500)]


def test_line_ends_of_every_kind() -> None:
    ledger = FakeLedger()
    assert import_payments(b'payment_id,account,amount\r\np1,anna,5\r\n\r\np2,"ben\r\nb",6\r\n', ledger) == 2
    assert [payment.account for payment in ledger.payments] == ["anna", "ben\r\nb"]


def test_known_payments_are_left_out_and_not_counted() -> None:
    ledger = FakeLedger("p1")
    assert import_payments((HEADER + "p1,anna,5\np2,ben,6\n").encode(), ledger) == 1
    assert [(payment.id, payment.cents) for payment in ledger.payments] == [("p1", 1), ("p2", 600)]


def test_values_beyond_the_header_do_not_matter() -> None:
    assert imported("p1, anna ,5.5,more,and more\n") == [("p1", "anna", 550)]


def test_empty_file_has_no_columns() -> None:
    with pytest.raises(BadRow) as caught:
        import_payments(b"", FakeLedger())
    assert caught.value.line == 1


def test_header_alone_stores_nothing() -> None:
    assert imported("") == []
