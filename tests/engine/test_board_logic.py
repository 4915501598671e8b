"""What the drawing board does without a page, under node: reading, writing, lettering, gestures, undo, two tabs at once."""

import json
import random
import re
from typing import Any
from xml.etree import ElementTree as ET

from tests.node import under_node

GOOD = {"id": "s1", "kind": "box", "x": 0, "y": 0, "w": 160, "h": 80, "text": "Left", "tone": "grey"}

# What the board does without a page, under node.
LOGIC = """
import * as acts from "./board/acts";
import { Desk } from "./board/desk";
import { readDrawing, writeDrawing } from "./board/drawing";
import { extent } from "./board/finding";
import { wrapped } from "./board/lettering";
import { Pointing } from "./board/pointing";
import { routesOf } from "./board/routes";
import { svgFile } from "./board/svg-file";
import { View } from "./board/view";

const reading = (text) => {
  const { drawing, lost } = readDrawing(text);
  const again = readDrawing(writeDrawing(drawing));
  return { whole: lost === 0, steady: again.lost === 0 && writeDrawing(again.drawing) === writeDrawing(drawing), svg: svgFile(drawing, "T") };
};
const session = (steps) => {
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
};
export const run = (cases) => ({
  readings: cases.texts.map(reading),
  lines: cases.words.map((text) => wrapped(text, 120, 15)),
  sessions: cases.sessions.map(session),
});
"""


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


def test_the_logic_holds_for_whatever_is_kept_and_whatever_is_done() -> None:
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
    found = under_node(LOGIC, cases)
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


# Tabs of one browser: a store and, since node has no local storage, a pocket that all of them share.
TABS = """
import { Desk } from "./board/desk";
import { EMPTY } from "./board/drawing";
import { added, arrowOf, moved, nextId, nodeAt, removed } from "./board/edits";
import { Keeping } from "./board/keeping";
import { outlineOf } from "./board/outline";
import { View } from "./board/view";

let time = 0;
const now = () => (time += 1_000);
const store = () => {
  const drafts = new Map();
  const keepDraft = async (key, text) => void (text === undefined ? drafts.delete(key) : drafts.set(key, text));
  return { drafts, keepDraft, draft: async (key) => drafts.get(key) };
};
const keeper = (name, database) => new Keeping(name, async () => database, (sentence) => { throw Error(sentence); }, now);
const tab = async (name, database) => {
  const keeping = keeper(name, database);
  const desk = new Desk(now, new View(() => undefined, () => {}), (kept) => kept && keeping.keep(desk.drawing));
  desk.open((await keeping.load()).drawing);
  const look = async () => {
    const news = await keeping.news();
    if (news) desk.join(news.base, news.drawing);
    return news !== undefined;
  };
  const add = (text, x = 0) => {
    const id = nextId(desk.drawing);
    desk.change(added(desk.drawing, { ...nodeAt({ x, y: 0 }, id, "box", "grey"), text }), "Added");
    return id;
  };
  const move = (id) => desk.preview(moved(desk.drawing, new Set([id]), 0, 500));
  const drop = (id) => desk.change(removed(desk.drawing, new Set([id])), "Deleted");
  const connect = (from, to) => desk.change(added(desk.drawing, arrowOf(nextId(desk.drawing), from, to, "grey", {})), "Connected");
  const texts = () => desk.drawing.shapes.map((shape) => shape.text).sort();
  return { desk, keeping, look, add, move, drop, connect, texts, flush: () => keeping.flush() };
};
// Two tabs that show the same box.
const alike = async () => {
  const database = store();
  const [a, b] = [await tab("free", database), await tab("free", database)];
  const first = a.add("First");
  await a.flush();
  await b.look();
  return { a, b, first };
};
"""


def test_a_cleared_drawing_stays_cleared_where_a_page_died_before_it_emptied_its_pocket() -> None:
    code = """
    export const run = async () => {
      const database = store();
      const open = await tab("free", database);
      const dying = await tab("free", { ...database, keepDraft: (...all) => (database.keepDraft(...all), new Promise(() => {})) });
      dying.add("Old");
      dying.keeping.leave();
      const clear = async (tab) => {
        tab.desk.change(EMPTY, "Board cleared");
        await tab.flush();
        return (await tab.keeping.load()).drawing.shapes.length;
      };
      const visit = await tab("free", database);
      const found = { shown: visit.texts(), visit: await clear(visit) };
      dying.add("Old again");
      dying.keeping.leave();
      await open.look();
      return { ...found, open: await clear(open) };
    };
    """
    assert under_node(TABS + code) == {"shown": ["Old"], "visit": 0, "open": 0}


def test_what_two_tabs_draw_at_the_same_time_is_joined() -> None:
    code = """
    export const run = async () => {
      const { a, b, first } = await alike();
      // Both draw before either has kept it, under the id that was next in both; one is even in the middle of a move.
      a.add("A", 200);
      const second = b.add("B", 400);
      b.connect(first, second);
      b.move(first);
      await a.flush();
      const heard = await b.look();
      b.desk.settle("Moved");
      await b.flush();
      await a.look();
      const [one, two] = [a, b].map(({ desk }) => ({ words: outlineOf(desk.drawing), y: desk.drawing.shapes[0].y }));
      const ids = new Set(a.desk.drawing.shapes.map(({ id }) => id)).size;
      // The move is taken back, then what came from the other tab.
      b.desk.undo();
      const unmoved = [b.texts(), b.desk.drawing.shapes[0].y];
      b.desk.undo();
      const own = b.texts();
      await b.flush();
      await a.look();
      return { heard, one, two, ids, unmoved, own, said: a.desk.said };
    };
    """
    found = under_node(TABS + code)
    assert found["heard"] is True
    assert found["one"] == found["two"] == {"words": ["Box: A", "First → B"], "y": 460}
    assert found["ids"] == 4
    assert found["unmoved"] == [["", "A", "B", "First"], -40]
    assert found["own"] == ["", "B", "First"]
    assert found["said"] == "Changed in another tab."


def test_a_move_given_up_while_another_tab_drew_leaves_both_tabs_alike() -> None:
    code = """
    export const run = async () => {
      const { a, b, first } = await alike();
      b.move(first);
      a.add("A", 200);
      await a.flush();
      await b.look();
      await b.flush();
      b.desk.revert();
      await b.flush();
      await a.look();
      return [a, b].map((tab) => [tab.texts(), tab.desk.drawing.shapes[0].y]);
    };
    """
    assert under_node(TABS + code) == [[["A", "First"], -40]] * 2


def test_an_arrow_to_what_another_tab_deleted_goes_with_it() -> None:
    code = """
    export const run = async () => {
      const database = store();
      const [a, b] = [await tab("free", database), await tab("free", database)];
      const [first, second] = [a.add("First"), a.add("Second", 200)];
      await a.flush();
      await b.look();
      a.connect(first, second);
      a.add("Third", 400);
      b.drop(second);
      b.desk.write(first);
      await a.flush();
      await b.look();
      b.desk.typed("Renamed");
      b.desk.endText();
      await b.flush();
      await a.look();
      const told = [a, b].map(({ desk }) => outlineOf(desk.drawing));
      // Nor can a text be written on for what is gone.
      b.desk.write(first);
      a.drop(first);
      await a.flush();
      await b.look();
      const writing = b.desk.editing !== undefined;
      b.add("Fourth", 600);
      b.desk.undo();
      return { told, writing, last: b.texts(), said: b.desk.said };
    };
    """
    found = under_node(TABS + code)
    assert found["told"] == [["Box: Renamed", "Box: Third"]] * 2
    assert found["writing"] is False
    assert found["last"] == ["Third"]
    assert found["said"] == "Undone: added."


def test_the_same_drawing_kept_again_is_no_news_and_wipes_no_redo() -> None:
    code = """
    export const run = async () => {
      const database = store();
      const [a, b] = [await tab("free", database), await tab("free", database)];
      a.add("First");
      await a.flush();
      const text = database.drafts.get("board:free");
      const heard = [await b.look(), await b.look()];
      await b.flush();
      const isUntouched = database.drafts.get("board:free") === text;
      const returned = await a.look();
      b.add("Second");
      b.desk.undo();
      await b.flush();
      return { heard, isUntouched, returned, again: await a.look(), undo: a.desk.canUndo, redo: b.desk.canRedo };
    };
    """
    found = under_node(TABS + code)
    assert found["heard"] == [True, False]
    assert [found[what] for what in ("isUntouched", "undo", "redo")] == [True] * 3
    assert [found[what] for what in ("returned", "again")] == [False] * 2


def test_naming_a_drawing_looks_at_each_shape_a_few_times_and_one_stroke_more_renames_none() -> None:
    code = """
    import { History } from "./board/history";
    import { outlineOf, shapeName } from "./board/outline";
    export const run = (counts) => counts.map((count) => {
      let looks = 0;
      const stroke = (n) => ({ id: `p${n}`, get kind() { looks += 1; return "stroke"; }, x: n, y: 0, points: [0, 0], tone: "red" });
      const drawing = { shapes: Array.from({ length: count }, (_, n) => stroke(n)) };
      const names = (drawing) => drawing.shapes.map((shape) => shapeName(drawing, shape));
      const before = names(drawing);
      const each = looks / count;
      const more = { shapes: [...drawing.shapes, stroke(count)] };
      const same = names(more).slice(0, count).every((name, n) => name === before[n]);
      // In words it is told once for each drawing, however often it is asked for.
      const told = outlineOf(more) === outlineOf(more);
      // History keeps the shapes alone: what was worked out for a drawing goes with it.
      const history = new History();
      history.note(drawing, "Drawn", 0);
      const undone = history.undo(more).drawing;
      const redone = history.redo(undone).drawing;
      const plain = undone !== drawing && undone.shapes === drawing.shapes && redone !== more && redone.shapes === more.shapes;
      return { each, last: before.at(-1), same, told, plain };
    });
    """
    few, many = under_node(code, [50, 500])
    assert few["each"] == many["each"] < 20
    assert many["last"] == "Pen stroke 500"
    assert all(found[what] for found in (few, many) for what in ("same", "told", "plain"))
