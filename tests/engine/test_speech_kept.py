"""What the page keeps of recordings where the browser gives no database, and how it tells sizes: run under node."""

import pytest

from tests.node import under_node

# Deletes a recording while the engine is at work on it, then keeps what the engine gave; tells the rows that are left.
DELETED = """
import { Recordings } from "./store/recordings";
import { MemoryShelf } from "./store/shelves";

const tables = ["recordings", "sound", "pcm", "pieces", "results"] as const;

export async function run() {
  const shelf = new MemoryShelf();
  const recordings = new Recordings(shelf);
  const counts = async () => (await Promise.all(tables.map((table) => shelf.read(table)))).map((rows) => rows.length);
  await recordings.begin({ id: "a", session: "", label: "", origin: "microphone", made: 0 });
  await recordings.addPart("a", "audio/webm", 8000);
  await recordings.append("a", 0, [new ArrayBuffer(10)], [new ArrayBuffer(16), new ArrayBuffer(16)]);
  const taps = await recordings.unheard("a", 0, 1);
  await recordings.keepPiece("a", taps, { levels: "" });
  await recordings.keepResult("a", { figures: {} });
  const before = await counts();
  const rest = await recordings.unheard("a", 0, 1);
  await recordings.remove("a");
  await recordings.keepPiece("a", rest, { levels: "" });
  await recordings.keepResult("a", { figures: {} });
  const after = await counts();
  recordings.close();
  return { before, after };
}
"""
SIZES = 'import { size } from "./parts/sizes"; export const run = (sizes: number[]) => sizes.map(size);'


def test_nothing_is_kept_of_a_recording_that_was_deleted_meanwhile() -> None:
    assert under_node(DELETED) == {"before": [1, 1, 1, 1, 1], "after": [0, 0, 0, 0, 0]}


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 KB"), (1, "1 KB"), (820_000, "820 KB"), (999_999, "1,000 KB"), (3_140_000, "3.1 MB"), (12.4e9, "12.4 GB")],
)
def test_sizes_are_told_in_the_unit_that_suits_them(size: float, words: str) -> None:
    assert under_node(SIZES, [size]) == [words]
