"""Every word and phrase the extractor knows, in one table."""

from tracker.extract.harm_words import HARMS, TOLLS, Harm
from tracker.extract.kinds import Kind
from tracker.extract.other_words import OTHERS
from tracker.extract.people_words import DEMONYMS, PEOPLE
from tracker.extract.phrases import Phrases, phrases_of

Known = tuple[Kind, str, Harm | None]
"""Kind, the metric or population it names, and the harm it is."""


def _all(kind: Kind, meanings: dict[str, str]) -> dict[str, Known]:
    return {text: (kind, value, None) for text, value in meanings.items()}


KNOWN: Phrases[Known] = phrases_of(
    {text: (kind, "", None) for text, kind in OTHERS.items()}
    | _all(Kind.PEOPLE, dict.fromkeys(DEMONYMS, "foreign_nationals"))
    | _all(Kind.PEOPLE, PEOPLE)
    | _all(Kind.TOLL, TOLLS)
    | {text: (Kind.HARM, harm.metric, harm) for text, harm in HARMS.items()}
)
"""A later table wins over an earlier one where a text stands in both."""
