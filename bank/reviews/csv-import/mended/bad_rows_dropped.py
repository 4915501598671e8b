"""Import of payments from a CSV file."""

import csv
import io
import logging
import re
from dataclasses import dataclass
from typing import Protocol

log = logging.getLogger(__name__)

COLUMNS = ("payment_id", "account", "amount")
AMOUNT = re.compile(r"[0-9]{1,9}(\.[0-9]{1,2})?")
BATCH = 500


class BadRow(ValueError):
    """A row that cannot be imported. `line` is the line of the file where the row ends."""

    def __init__(self, line: int, finding: str) -> None:
        super().__init__(f"line {line}: {finding}")
        self.line = line


@dataclass(frozen=True)
class Payment:
    """A payment, with its amount in cents."""

    id: str
    account: str
    cents: int


class Ledger(Protocol):
    """Where payments are kept."""

    def has(self, payment_id: str) -> bool: ...
    def add_all(self, payments: list[Payment]) -> None: ...


def import_payments(data: bytes, ledger: Ledger) -> int:
    """Store the payments of a CSV file that the ledger does not have yet, and return how many they are."""
    reader = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    names = [name.strip().lower() for name in next(reader, [])]
    if not set(COLUMNS) <= set(names):
        raise BadRow(1, f"expected the columns {', '.join(COLUMNS)}")
    seen: set[Payment] = set()
    batch: list[Payment] = []
    stored = 0
    for cells in reader:
        if not cells:
            continue  # an empty line
        try:
            payment = _payment(dict(zip(names, cells, strict=False)))
        except (KeyError, ValueError) as error:
            raise BadRow(reader.line_num, repr(error)) from error
        if payment in seen or ledger.has(payment.id):
            continue
        seen.add(payment)
        batch.append(payment)
        if len(batch) == BATCH:
            ledger.add_all(batch)
            stored += len(batch)
            batch = []
    ledger.add_all(batch)
    return stored + len(batch)


def _payment(row: dict[str, str]) -> Payment:
    """Read one row. Raises KeyError for a missing cell and ValueError for a wrong one."""
    payment_id, account, amount = (row[column].strip() for column in COLUMNS)
    if not payment_id or not account:
        raise ValueError("payment_id or account is empty")
    if not AMOUNT.fullmatch(amount):
        raise ValueError(f"{amount!r} is no amount")
    return Payment(payment_id, account, cents=int(float(amount) * 100))
