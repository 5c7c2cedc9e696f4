"""A text to draft claims, for a person to accept, edit or skip.

    text → tokens, sentences → pieces (amounts, harms, people, voices: tables of words)
         → direct, joined, barring (what is counted, and what is no claim)
         → attribution (who says so) → drafts

Nothing here reads a file, asks or records; it is a walk over tables, standard library only.
"""

from tracker.extract.draft import Draft
from tracker.extract.draft_rows import DRAFT_COLUMNS, Origin, denied_among, ref_of, row_of_draft
from tracker.extract.reading import extract
from tracker.extract.texts import Form, Text, text_of

__all__ = [
    "DRAFT_COLUMNS",
    "Draft",
    "Form",
    "Origin",
    "Text",
    "denied_among",
    "extract",
    "ref_of",
    "row_of_draft",
    "text_of",
]
