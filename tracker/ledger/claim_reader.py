"""Claims as they were recorded, read back from the contents that are hashed.

What an entry's content says was checked when it was written, so a claim is put together without
checking it again: at a hundred thousand claims a second the dataclass's own constructor would
cost more than the query. A content that this program never writes is refused all the same: it
is decoded against the fields and words that a claim may have, and its figure must be that of
the columns. To hash it each time as well would take a tenth longer; `tracker verify` does.
"""

from collections.abc import Sequence
from typing import Annotated, Any, Literal, TypeAlias

from msgspec import UNSET, Meta, MsgspecError, Struct, UnsetType
from msgspec.json import Decoder

from tracker.errors import ClaimError, shown
from tracker.figures import Figure
from tracker.model import Act, Metric, Mode, Population, RecordedClaim, stamp
from tracker.model.content import figure_said
from tracker.model.making import in_the_making
from tracker.model.stamps import LAST_US

_Named = Annotated[str, Meta(min_length=1)]
_Whole = Annotated[int, Meta(ge=0)]
_Words: TypeAlias = str | tuple[str, int | str | UnsetType, int | UnsetType]
"""A wording to be read; or a wording, which is not, with the bounds that were given."""
_MOST_FIGURES = 65_536
_CLAIM = in_the_making(RecordedClaim)


class _Content(Struct, forbid_unknown_fields=True, kw_only=True, gc=False):
    """The fields of `model.content.claim_content`; what is left out there holds nothing. In the
    order in which they are written, in which they are found a fifth quicker than in another."""

    act: Act
    asserted_at: str = ""
    figure: str = ""
    high: _Whole | UnsetType = UNSET
    incident: _Named
    kind: Literal["claim"]
    low: _Whole | Literal["?"] | UnsetType = UNSET
    metric: Metric
    mode: Mode
    note: str = ""
    population: Population
    published_at: str = ""
    reason: str = ""
    ref: str = ""
    relays: str = ""
    scope: str = ""
    source: _Named
    targets: tuple[str, ...] = ()
    url: str = ""
    via: str = ""


class ClaimReader:
    """Rows of a claim query made claims; equal figures are made once, since to read the words
    of one takes longer than all else about its claim."""

    def __init__(self) -> None:
        self._figures: dict[_Words, Figure] = {}

    def claim(self, row: Sequence[Any]) -> RecordedClaim:
        """The claim of a row: its number, the incident and the bounds it is kept under, when it
        was recorded, hash and content. Raises TypeError, ValueError or DataError where that is
        no claim, or another one than its columns say."""
        draft: Any = _CLAIM()
        draft.seq, incident, fewest, most, recorded_us, digest, content = row
        try:
            said = _decode(content)
        except MsgspecError as problem:
            raise ClaimError(f"entry {row[0]} is no claim: {problem}") from problem
        if said.incident != incident:
            raise ClaimError(
                f"entry {row[0]} is kept under incident {shown(str(incident))}, and its content "
                f"is of {shown(said.incident)}"
            )
        if not 0 <= recorded_us <= LAST_US:
            raise ValueError(f"it was recorded at {shown(str(recorded_us))}, no moment")
        draft.incident, draft.recorded_us, draft.id = incident, recorded_us, digest.hex()
        draft.source, draft.scope, draft.targets = said.source, said.scope, said.targets
        draft.metric, draft.population = said.metric, said.population
        draft.mode, draft.act = said.mode, said.act
        low, high = said.low, said.high
        given = draft.bounds_given = low is not UNSET or high is not UNSET
        words = (said.figure, low, high) if given else said.figure
        figure = draft.figure = self._figures.get(words) or self._read(words, said)
        if figure.low != fewest or figure.high != most:
            raise ClaimError(
                f"entry {row[0]} is kept as {fewest} to {most}, and its content says "
                f"{figure.low} to {figure.high}"
            )
        asserted_at, published_at = said.asserted_at, said.published_at
        asserted = draft.asserted_at = stamp(asserted_at) if asserted_at else None
        if published_at == asserted_at:
            draft.published_at = asserted
        else:
            draft.published_at = stamp(published_at) if published_at else None
        draft.via, draft.url, draft.reason = said.via, said.url, said.reason
        draft.relays, draft.note, draft.ref = said.relays, said.note, said.ref
        draft.__class__ = RecordedClaim
        claim: RecordedClaim = draft
        if claim.targets or claim.act is not _ASSERT:  # What acts on others is followed blindly.
            claim.__post_init__()
        return claim

    def _read(self, words: _Words, said: _Content) -> Figure:
        """The figure of a content, kept by its wording and by the bounds that were given."""
        if len(self._figures) >= _MOST_FIGURES:
            self._figures.clear()
        low = None if said.low is UNSET else said.low
        high = None if said.high is UNSET else said.high
        figure = self._figures[words] = figure_said(said.figure, low, high)
        return figure


_decode = Decoder(_Content).decode
_ASSERT = Act.ASSERT
