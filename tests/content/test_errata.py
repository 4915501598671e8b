"""Errors that circulate about this material: the right figure stands on the site, and the wrong one only where it is corrected."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
TEXTS = {
    file.relative_to(ROOT).as_posix(): " ".join(file.read_text(encoding="utf-8").split())
    for file in sorted([*ROOT.glob("docs/**/*.md"), *ROOT.glob("bank/**/*.yml"), *ROOT.glob("bank/**/*.md")])
}
SITE = " ".join(TEXTS.values())
CORRECTING = re.compile(
    r"elsewhere|often written|sometimes (?:called|filed|named|advised|recommended)|could not be confirmed|corrected here"
    r"|looks inactive|old motto|mottoes are dropped|do not fit|most likely to be wrong|no legend|which the legend"
    r"|11,574|another problem|not confirmed",
    re.IGNORECASE,
)


def around(wrong: str) -> list[tuple[str, str]]:
    """Where a pattern stands, with the sentence or two about it."""
    return [
        (file, text[max(0, match.start() - 220) : match.end() + 220])
        for file, text in TEXTS.items()
        for match in re.finditer(wrong, text, re.IGNORECASE)
    ]


@pytest.mark.parametrize(
    ("right", "where"),
    [
        ("6.75 billion pages", "bank/questions/data-pipelines.yml"),
        ("inventory", "bank/questions/data-pipelines.yml"),
        ("90 million scores a second|ninety million scores a second", "bank/walkthroughs/feed-ranking.yml"),
        ("each task has its own gate", "bank/walkthroughs/feed-ranking.yml"),
        ("463,000 a second|463K", "bank/walkthroughs/ad-click-prediction.yml"),
        ("Then the order stays", "bank/walkthroughs/ad-click-prediction.yml"),
        ("864 million", "bank/walkthroughs/fraud-detection.yml"),
        ("waiting window", "bank/walkthroughs/fraud-detection.yml"),
        (
            r"\*\*C\*\*larify, \*\*L\*\*ist and \*\*E\*\*stimate, \*\*A\*\*rchitect, \*\*R\*\*efine",
            "docs/guides/clear-map.md",
        ),
        ("peak factor", "bank/scripts/system-design-interview.yml"),
        ("1,000 to 100,000", "bank/questions/script-questions-design.yml"),
        ("etcd .{0,60}It is a service", "bank/scripts/not-knowing.yml"),
        ("386 a second|\\*\\*386\\*\\*", "bank/questions/playbook-extra.yml"),
        ('"Or" means one', "bank/scripts/playbook-bridges.yml"),
        ("ask your recruiter", "bank/questions/swe-technical.yml"),
        ("rearrange", "bank/questions/swe-technical.yml"),
        ("Do not record an interview without asking", "docs/lessons/hear-yourself.md"),
    ],
)
def test_the_right_version_stands_where_readers_look_for_it(right: str, where: str) -> None:
    assert re.search(right, TEXTS[where]), f"{where}: nothing matches {right!r}; state the correction there again"


@pytest.mark.parametrize(
    "wrong",
    [
        r"6\.5 (?:billion|B)\b",
        r"\bFeathr\b",
        r"move fast and break|moving fast, breaking",
        r"code execution is (?:off|switched off)",
        r"sliding window maximum",
        r"upweight\w* recent negatives",
        r"two million requests a second",
        r"Product Sense, Analytical Thinking",
        r"\b11,500\b",
        r"medium-high",
    ],
)
def test_a_wrong_figure_or_name_stands_only_where_it_is_corrected(wrong: str) -> None:
    places = around(wrong)
    assert places, f"nothing on the site takes up {wrong!r}: a reader who met it elsewhere learns nothing"
    bare = [f"{file}: {text}" for file, text in places if not CORRECTING.search(text)]
    assert not bare, "say that it is wrong, or leave it out:\n" + "\n".join(bare)


@pytest.mark.parametrize(
    "debris",
    [
        "Top comments",
        "Your writing already",
        r"GPT-?\d",
        "Gemini Flash",
        "Gemini Pro",
        "Sachin",
        "Prime Pantry",
        "Project Scott",
    ],
)
def test_debris_dated_names_and_private_details_are_gone(debris: str) -> None:
    assert not around(debris)


def test_the_two_shares_and_the_saving_are_three_numbers() -> None:
    page = TEXTS["bank/questions/data-pipelines.yml"]
    assert re.search(r"45% of the calls, and 17% of the bill", page)
    assert '"We saved 40%" invites the question of what' in page


def test_impact_follows_the_legend_of_probabilities() -> None:
    bands = {"critical": (95, 100), "high": (70, 94), "medium": (41, 69), "bonus": (10, 40)}
    outside = []
    for file, text in TEXTS.items():
        for impact, chance in re.findall(r"\bimpact: (\w+) probability: (\d+)", text):
            low, high = bands[impact]
            if not low <= int(chance) <= high:
                outside.append(f"{file}: {impact} at {chance}%, where the legend says {low} to {high}%")
    assert not outside, "\n".join(outside)


def test_every_walkthrough_lasts_45_minutes_and_clarifies_within_five() -> None:
    for file in (ROOT / "bank" / "walkthroughs").glob("*.yml"):
        text = file.read_text(encoding="utf-8")
        total = re.search(r"^  minutes: (\d+)", text, re.MULTILINE)
        phases = [int(minutes) for minutes in re.findall(r"^      minutes: (\d+)", text, re.MULTILINE)]
        assert total, f"{file.name}: no minutes"
        assert sum(phases) == int(total[1]) == 45, f"{file.name}: phases sum to {sum(phases)}"
        assert phases[0] <= 5, f"{file.name}: clarifying takes {phases[0]} minutes"
