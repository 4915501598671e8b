"""A question an interviewer asks."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from greenroom.models.parts import CONFIG, Beat, CardText, Flaw, FollowUp, Impact, Kind, Point, Related, Report


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question an interviewer asks: `bank/questions/*.yml`, a list of these."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    id: str
    """Slug: the page's address and the stem of the ids of its cards."""
    title: str
    """The question in a few words, without a full stop."""
    prompt: str
    """What the interviewer says, whole. Markdown."""
    kind: Kind
    """The kind of round it is asked in."""
    impact: Impact
    """How much preparing it pays."""
    probability: int | None = None
    """Chance in percent that it is asked, where a source reports one."""
    topics: list[str]
    """Ids of topics, the main one first."""
    reported: list[Report] = field(default_factory=list)
    """Companies the question was reported from."""
    testing: str
    """What the interviewer wants to find out. Markdown, two to four sentences."""
    great: list[Point]
    """What a great answer shows."""
    red_flags: list[Flaw]
    """What costs the offer."""
    answer: list[Beat]
    """An outline one could speak, step by step."""
    seconds: int | None = None
    """Length of the spoken answer in seconds, for a behavioural question. Without it 120 for a story, 90 for an introduction, a
    motive or a closing word."""
    follow_ups: list[FollowUp]
    """What is asked next."""
    preparation: str
    """What to do before the interview. Markdown."""
    practice_prompt: str
    """A prompt to paste into any assistant that makes it play the interviewer. Plain text."""
    corrections: list[str] = field(default_factory=list)
    """What readers may have met elsewhere and why this page says otherwise, one sentence or two each. Markdown."""
    cards: list[CardText] = field(default_factory=list)
    """Cards beside those derived from the other fields."""
    related: Related = field(default_factory=Related)
    """What else trains it."""
