"""All arithmetic that pages, questions and cards state is recomputed from the numbers they state."""

from pathlib import Path

import pytest

from tests.content.arithmetic import statements

ROOT = Path(__file__).resolve().parent.parent.parent
FILES = sorted([*ROOT.glob("docs/**/*.md"), *ROOT.glob("bank/**/*.yml"), *ROOT.glob("bank/**/*.md")])
LEAST = 210
"""Statements the site is known to make; fewer means that the reader of this test has gone blind."""


def test_every_statement_of_arithmetic_on_the_site_comes_out() -> None:
    count, wrong = 0, []
    for file in FILES:
        text = file.read_text(encoding="utf-8")
        for found in statements(text):
            count += 1
            if not found.holds:
                line = text.count("\n", 0, found.at) + 1
                wrong.append(
                    f"{file.relative_to(ROOT)}:{line}: {found.text!r} shows {found.shown.value:.12g} and comes to "
                    f"{found.computed.value:.12g}; mend the number that is wrong"
                )
    assert not wrong, "\n".join(wrong)
    assert count >= LEAST, (
        f"only {count} statements found; see whether tests/content/arithmetic.py still reads how the site writes"
    )


@pytest.mark.parametrize(
    "text",
    [
        "58 × 3 = 174",
        "| Average | 5B ÷ 86,400 s | 57,870/s, planned as 60K/s |",
        "| Viewer features | 500M × 200 × 4 B | 400 GB |",
        "| Shards | (550K + 140K) ÷ 50K | 13.8, so 14 |",
        "250 million documents times 27 pages is 6.75 billion pages",
        "200 million posts a day. Over 86,400 seconds that is 2,315 a second",
        "14,000 × 5 = 70,000 inserts; ÷ 0.4 = **175,000** followers",
        'back: "About **96**: 250 million ÷ 2.592 million seconds."',
        "0.3 × 0.8 ÷ (1 − 0.3 × 0.2) = 0.255",
        "standard error √(0.04 × 0.96 ÷ 600) = 0.8 points",
        "0.99¹¹ = **89.5%**",
        "20% of 1.5 million is 300,000",
        "425 billion tokens in 43,200 minutes is 9.8 million tokens a minute",
        "40B impressions a day are 463K slots a second",
        "| Log | 10M × 1 a day | 10M a day, 116 a second |",
        "Seven days are 604,800 seconds",
        "5,800 a second. Times 200 views is 100 billion views a day",
        "$1.50 × 730 = $1,095 a month",
    ],
)
def test_a_right_statement_is_found_and_holds(text: str) -> None:
    found = list(statements(text))
    assert found
    assert all(one.holds for one in found), found


@pytest.mark.parametrize(
    "text",
    [
        "58 × 3 = 175",
        "1,000 × 365 = 365,400",
        "| Average | 5B ÷ 86,400 s | 60K/s |",
        "| Viewer features | 500M × 200 × 4 B | 40 GB |",
        "250 million documents times 27 pages is 6.5 billion pages",
        "200 million posts a day. Over 86,400 seconds that is 2,400 a second",
        "14,000 × 5 = 70,000 inserts; ÷ 0.4 = **150,000** followers",
        'back: "About **69**: 250 million ÷ 2.592 million seconds."',
        "0.3 × 0.8 ÷ (1 − 0.3 × 0.2) = 0.25",
        "20% of 1.5 million is 30,000",
        "425 billion tokens in 43,200 minutes is 8.9 million tokens a minute",
        "two million requests a second is what 1 billion calls a month, 2,000 a second, means",
        "Seven days are 640,800 seconds",
        "100M × 10 ÷ 86,400 ≈ 11,500",
    ],
)
def test_a_wrong_statement_is_caught(text: str) -> None:
    assert not all(one.holds for one in statements(text))


@pytest.mark.parametrize(
    "text",
    [
        "There are n(n − 1)/2 paths, and p = q / (q + (1 − q) / w).",
        "It rises from 10 to 20 times a day, 5 at night.",
        "Keep `3 × 4 = 13` out of it.",
        "Plan 10:00–10:45, 3–4 rounds, each of 45 minutes.",
        "A list of 5 names, 3 dates and 2 places is enough.",
        "- 5 × a day\n- 7 is enough",
    ],
)
def test_what_is_no_arithmetic_is_left_alone(text: str) -> None:
    assert not list(statements(text))
