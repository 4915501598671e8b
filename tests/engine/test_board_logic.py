"""What the drawing board does without a page, under node: reading, writing, lettering, gestures, undo."""

import json
import random
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parents[2]
GOOD = {"id": "s1", "kind": "box", "x": 0, "y": 0, "w": 160, "h": 80, "text": "Left", "tone": "grey"}

# What the board does without a page, under node.
LOGIC = """
import { readFileSync } from "node:fs";
import { readDrawing, writeDrawing, svgFile, Desk, View, extent, Pointing, routesOf, wrapped, acts } from "./board.mjs";

const cases = JSON.parse(readFileSync("./cases.json", "utf8"));
const readings = cases.texts.map((text) => {
  const { drawing, lost } = readDrawing(text);
  const again = readDrawing(writeDrawing(drawing));
  return { whole: lost === 0, steady: again.lost === 0 && writeDrawing(again.drawing) === writeDrawing(drawing), svg: svgFile(drawing, "T") };
});
const lines = cases.words.map((text) => wrapped(text, 120, 15));
const sessions = cases.sessions.map((steps) => {
  let time = 0;
  const view = new View(() => extent(desk.drawing), () => {});
  const desk = new Desk(() => (time += 5_000), view, () => {});
  const pointing = new Pointing(desk);
  desk.view.size = { w: 900, h: 500 };
  desk.open(desk.drawing);
  for (const [what, x, y, X, Y, word] of steps) {
    const press = (x, y) => ({ id: 1, at: { x, y }, kind: "mouse", pressure: undefined, button: 0, shift: false, time: (time += 1_000) });
    if (what === "delete") acts.deleteChosen(desk);
    else if (what === "duplicate") acts.duplicate(desk);
    else if (what === "undo") desk.undo();
    else if (what === "walk") desk.walk(1);
    else {
      desk.pick(what);
      pointing.down(press(x, y));
      pointing.move([press((x + X) / 2, (y + Y) / 2), press(X, Y)]);
      pointing.up(press(X, Y));
      desk.typed(word);
      desk.endText();
    }
  }
  const end = writeDrawing(desk.drawing);
  let back = 0;
  for (; desk.canUndo; back += 1) desk.undo();
  const start = writeDrawing(desk.drawing);
  for (let n = 0; n < back; n += 1) desk.redo();
  const ids = new Set(desk.drawing.shapes.map(({ id }) => id));
  const loose = desk.drawing.shapes.filter((each) => each.kind === "arrow" && !(ids.has(each.from) && ids.has(each.to)));
  const routed = [...routesOf(desk.drawing).values()].every(({ line, heads }) => !/NaN|Infinity/.test(line + heads));
  const whole = readDrawing(end).lost === 0 && ids.size === desk.drawing.shapes.length;
  return { end, again: writeDrawing(desk.drawing), start, back, loose: loose.length, routed, whole };
});
console.log(JSON.stringify({ readings, lines, sessions }));
"""


def under_node(cases: dict[str, Any], folder: Path) -> dict[str, Any]:
    """What the board's logic makes of cases."""
    node = shutil.which("node")
    assert node is not None, "node is not on PATH; run 'make setup'"
    modules = ["drawing", "svg-file", "desk", "view", "finding", "pointing", "routes", "lettering"]
    source = ROOT / "frontend" / "src" / "board"
    entry = [f'export * from "{source / name}";' for name in modules] + [f'export * as acts from "{source / "acts"}";']
    (folder / "entry.ts").write_text("\n".join(entry), "utf-8")
    esbuild = [str(ROOT / "node_modules" / ".bin" / "esbuild"), str(folder / "entry.ts"), "--bundle", "--format=esm"]
    subprocess.run([*esbuild, "--log-level=warning", f"--outfile={folder / 'board.mjs'}"], check=True, timeout=60)
    (folder / "cases.json").write_text(json.dumps(cases), "utf-8")
    command = [node, "--input-type=module", "-e", LOGIC]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True, timeout=60)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def random_text(chance: random.Random) -> str:
    """A kept text that may be anything."""
    odd: list[Any] = [None, 0, -1, 1e9, "", "box", "s1", "<&>\u0000", [], {}, [1, 2], True, "grey", 160]
    shapes: list[Any] = []
    for n in range(chance.randrange(6)):
        arrow = {
            "id": f"a{n}",
            "kind": "arrow",
            "from": f"s{chance.randrange(6)}",
            "to": "s1",
            "text": "<&",
            "tone": "red",
        }
        stroke = {"id": f"p{n}", "kind": "stroke", "x": 1, "y": 2, "points": [0, 0, 5, 5], "tone": "blue"}
        each: dict[str, Any] = chance.choice([{**GOOD, "id": f"s{n}", "text": "a<b&c\u0001\ud83d"}, arrow, stroke])
        if chance.random() < 0.5:
            each = {**each, chance.choice(list(each)): chance.choice(odd)}
        shapes.append(each)
    whole = json.dumps({"version": chance.choice([1, 1, 1, 2]), "shapes": shapes})
    return whole if chance.random() < 0.9 else whole[: chance.randrange(len(whole))]


def random_steps(chance: random.Random) -> list[list[Any]]:
    """What a reader does on the board, at random."""
    tools = ["box", "store", "queue", "client", "note", "arrow", "arrow", "pen", "eraser", "select", "select"]
    others = ["delete", "duplicate", "undo", "walk"]
    places = [[chance.randrange(900), chance.randrange(500)] for _ in range(8)]
    return [
        [
            chance.choice(tools * 2 + others),
            *chance.choice(places),
            *chance.choice(places),
            chance.choice(["", "API", "a b"]),
        ]
        for _ in range(40)
    ]


def test_the_logic_holds_for_whatever_is_kept_and_whatever_is_done(tmp_path: Path) -> None:
    chance = random.Random(11)  # noqa: S311
    words = [
        "",
        "one",
        "a much longer text with supercalifragilisticexpialidocious",
        "two\n\nparagraphs",
        "日本語のとても長い文章です",
    ]
    cases = {
        "texts": [random_text(chance) for _ in range(300)],
        "words": words,
        "sessions": [random_steps(chance) for _ in range(200)],
    }
    found = under_node(cases, tmp_path)
    assert all(each["steady"] for each in found["readings"])
    assert {each["whole"] for each in found["readings"]} == {True, False}
    for each in found["readings"]:
        ET.fromstring(each["svg"])  # noqa: S314
    for text, lines in zip(words, found["lines"], strict=True):
        assert "".join(lines).replace(" ", "") == re.sub(r"\s", "", text)
    for session in found["sessions"]:
        assert session["start"] == '{"version":1,"at":0,"shapes":[]}'
        assert session["again"] == session["end"]
        assert session["loose"] == 0
        assert session["routed"]
        assert session["whole"]
    assert max(session["back"] for session in found["sessions"]) > 10
