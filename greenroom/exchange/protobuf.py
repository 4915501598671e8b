"""As much of the protobuf wire format as Anki's packages need: fields by number, read without a schema.

See https://protobuf.dev/programming-guides/encoding/. A message is a row of fields, each a key (number and wire type) and
a value: a varint, eight or four bytes, or a length and as many bytes.
"""

from collections import defaultdict

VARINT, EIGHT_BYTES, BYTES, FOUR_BYTES = 0, 1, 2, 5

type Message = dict[int, list[int | bytes]]
"""Field number -> its values in order."""


def message(data: bytes) -> Message:
    """The fields of a message. Raises ValueError where it is not one."""
    fields: Message = defaultdict(list)
    place = 0
    while place < len(data):
        key, place = _varint(data, place)
        number, wire = key >> 3, key & 7
        value: int | bytes
        if wire == VARINT:
            value, place = _varint(data, place)
        elif wire in (BYTES, EIGHT_BYTES, FOUR_BYTES):
            if wire == BYTES:
                length, place = _varint(data, place)
            else:
                length = 8 if wire == EIGHT_BYTES else 4
            value = data[place : place + length]
            place += length
        else:
            raise ValueError(f"wire type {wire} is not used")
        if place > len(data) or number == 0:
            raise ValueError("cut off")
        fields[number].append(value)
    return fields


def number(fields: Message, field: int) -> int:
    """The last value of a field as a number; 0, the default, where there is none."""
    value = fields[field][-1] if fields.get(field) else 0
    return value if isinstance(value, int) else 0


def text(fields: Message, field: int) -> str:
    """The last value of a field as text; empty where there is none. Raises ValueError for bytes that are not UTF-8."""
    value = fields[field][-1] if fields.get(field) else b""
    return value.decode() if isinstance(value, bytes) else ""


def _varint(data: bytes, place: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        if place >= len(data):
            raise ValueError("cut off")
        byte = data[place]
        place += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, place
    raise ValueError("a number is too long")
