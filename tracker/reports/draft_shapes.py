"""Drafts in JSON: `tracker extract --json`."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from tracker.extract import Draft, Origin, Text

Shape = dict[str, Any]


class LikelySource(Protocol):
    """A known source that a name may mean."""

    @property
    def slug(self) -> str:
        """Its slug."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def likeness(self) -> int:
        """From 0 to 100."""


Likely = Mapping[str, Sequence[LikelySource]]
"""Known sources by the attribution that may mean them."""


def drafts_shape(text: Text, origin: Origin, drafts: Sequence[Draft], likely: Likely) -> Shape:
    """What `tracker extract --json` prints; what somebody denies stands apart under disputes.

    likely: the known sources that each attribution may mean.
    """
    return {
        "text": {"form": text.form.value, "characters": len(text.words), "sha256": text.sha256},
        "incident": origin.incident or None,
        "via": origin.via or None,
        "published_at": origin.published_at or None,
        "url": origin.url or None,
        "drafts": [draft_shape(one, likely) for one in drafts if one.act == "assert"],
        "disputes": [draft_shape(one, likely) for one in drafts if one.act == "dispute"],
    }


def draft_shape(draft: Draft, likely: Likely) -> Shape:
    """One draft; null is unknown or unbounded."""
    return {
        "metric": draft.metric,
        "population": draft.population,
        "scope": draft.scope,
        "mode": draft.mode,
        "figure": draft.figure,
        "low": draft.low,
        "high": draft.high,
        "attributed_to": draft.attributed_to,
        "via": draft.via,
        "asserted_at": draft.said_on,
        "text_start": draft.text_start,
        "text_end": draft.text_end,
        "confidence": draft.confidence,
        "why": draft.why,
        "doubt": draft.doubt or None,
        "likely_sources": [
            {"slug": one.slug, "name": one.name, "likeness": one.likeness}
            for one in likely.get(draft.attributed_to or "", ())
        ],
    }
