import pytest
from solution import BadRow, Payment, import_payments


class ListLedger:
    """Keeps payments in a list."""

    def __init__(self) -> None:
        self.payments: list[Payment] = []

    def has(self, payment_id: str) -> bool:
        return any(payment.id == payment_id for payment in self.payments)

    def add_all(self, payments: list[Payment]) -> None:
        self.payments += payments


def test_payments_are_stored_in_the_order_of_the_file() -> None:
    ledger = ListLedger()
    assert import_payments(b"payment_id,account,amount\np1,anna,12.50\np2,ben,7\n", ledger) == 2
    assert ledger.payments == [Payment("p1", "anna", 1250), Payment("p2", "ben", 700)]


def test_columns_in_any_order_and_case() -> None:
    ledger = ListLedger()
    import_payments(b"Amount, note, Payment_ID, Account\n3.25,rent,p1,anna\n", ledger)
    assert ledger.payments == [Payment("p1", "anna", 325)]


def test_file_that_comes_twice_is_stored_once() -> None:
    ledger, data = ListLedger(), b"payment_id,account,amount\np1,anna,12.50\n"
    assert [import_payments(data, ledger), import_payments(data, ledger)] == [1, 0]
    assert len(ledger.payments) == 1


def test_row_that_stands_twice_is_stored_once() -> None:
    ledger = ListLedger()
    assert import_payments(b"payment_id,account,amount\np1,anna,12.50\np1,anna,12.50\n", ledger) == 1


def test_missing_column_is_reported() -> None:
    with pytest.raises(BadRow) as caught:
        import_payments(b"payment_id,amount\np1,12.50\n", ListLedger())
    assert caught.value.line == 1
