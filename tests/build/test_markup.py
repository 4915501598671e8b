"""The quick way to HTML says what Markdown says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.markup import Renderer, as_markdown, inline, one_line, shorten, simple_html

RENDERER = Renderer()
WORDS = st.text(alphabet="abcZ éß019 .,:;!?'\"“”()-–+=/#%$@&<>*_`\\|~[]{}\n", max_size=60)


def by_markdown(text: str) -> str:
    return RENDERER._markdown.reset().convert(text)


@settings(max_examples=600, deadline=None)
@given(WORDS)
def test_the_quick_way_and_markdown_agree(text: str) -> None:
    quick = simple_html(text.strip())
    assert quick is None or quick == by_markdown(text.strip())


@pytest.mark.parametrize(
    "text",
    [
        "Plain words.",
        "With `code <T>` in it, and `more`.",
        "**Title**\n\nA question?",
        "(brackets) and “quotes”: 50 % – fine",
        "Ends with `code`",
    ],
)
def test_common_texts_take_the_quick_way(text: str) -> None:
    assert simple_html(text) == by_markdown(text)


@pytest.mark.parametrize("text", ["- a list", "1. a list", "a *b*", "[a](b)", "a & b", "a\nb", "# head", "`` a ` b ``"])
def test_everything_else_goes_through_markdown(text: str) -> None:
    assert simple_html(text) is None


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab *_[](){}<>&#`\\!", min_size=1, max_size=30).filter(lambda text: "``" not in text))
def test_plain_text_survives_markdown(text: str) -> None:
    text = " ".join(f"x{text}x".split())
    if text.count("`") % 2 or "` `" in text or "\\`" in text:
        return
    assert by_markdown(as_markdown(text)).removeprefix("<p>").removesuffix("</p>") == inline(text).replace(
        "<code> ", "<code>"
    ).replace(" </code>", "</code>")


def test_a_description_is_one_line_of_plain_words() -> None:
    text = "A **bold** claim:\n\n- first `code`\n- [second](x.md)\n\n```python\nskip()\n```"
    assert one_line(text) == "A bold claim: first code second"
    assert shorten("A claim that is too long", 12) == "A claim…"
