"""A text to draft claims, for a person to accept, edit or skip."""

from tracker.extract.draft import Draft
from tracker.extract.reading import extract

__all__ = ["Draft", "extract"]
