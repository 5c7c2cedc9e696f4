"""What the extractor proposes: one figure of a text, for a person to accept or not."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One figure as a text gives it. text[text_start:text_end] is `figure`."""

    metric: str
    """What is counted: killed, injured, missing, casualties, killed_or_missing."""
    population: str
    """Of whom; all where no word narrows it."""
    scope: str
    """What narrows it to a place or a part of the incident; '' for none."""
    mode: str
    """total; stock for a level such as "still in hospital"."""
    figure: str
    """Its wording, exactly as it stands."""
    low: int | None
    """Fewest the wording commits to; None where it sets no floor."""
    high: int | None
    """Most, inclusive; None where it sets no ceiling."""
    attributed_to: str | None
    """Who gives it, in the words of the text; None where it does not say."""
    via: str | None
    """Outlet through which the text has it, where it says so."""
    said_on: str | None
    """Day on which the text says it was given, as 2016-07-27; None where it does not say."""
    text_start: int
    """Place of its first character in the text, from 0."""
    text_end: int
    """Place after its last character."""
    sentence_start: int
    """Place of the sentence it stands in."""
    sentence_end: int
    confidence: float
    """From 0 to 1: how often drafts told in this way were right, roughly."""
    why: str
    """Which words told what is counted."""
    doubt: str = ""
    """Words for which it may be of another event, or a sum of many; '' where none do."""
    act: str = "assert"
    """assert; dispute where somebody denies that so many came to harm."""
    is_read: bool = True
    """Whether the reader of figures reads the wording alike; else low and high must be given."""
