"""A ledger whose texts are whatever a test wants them to be."""

from pathlib import Path

from tracker.figures import Figure
from tracker.ledger import Ledger, seal
from tracker.ledger.sealing import Value
from tracker.model import Act, Claim, Incident, Metric, Source, stamp

SLUG, OTHER = "hostile", "other"


def hostile_ledger(place: Path, text: str, *, low: int = 12) -> str:
    """A ledger with that text as title, name, wording, place, note, reason and address; of one
    claim with figures of any size."""
    ledger = Ledger.open(place)
    incident = Incident(slug=SLUG, title=text, place=text, timezone="Asia/Baghdad")
    sources = (Source(slug="one", name=text), Source(slug="two", name="Two", aliases=(text,)))
    claims = [
        _claim(text, "one", low, 45 if low < 45 else 9_876_543_210_987),
        _claim(text, "two", 30, 41),
    ]
    values: tuple[Value, ...] = (incident, *sources, *claims)
    sealed = [seal(value) for value in values]
    dispute = _claim(text, "two", 30, 41, act=Act.DISPUTE, targets=(sealed[3].id,), reason=text)
    with ledger.writing() as writer:
        writer.append([*sealed, seal(dispute)])
    ledger.close()
    return str(place)


def _claim(text: str, source: str, low: int, high: int, **rest: object) -> Claim:
    fields = {
        "incident": SLUG,
        "source": source,
        "metric": Metric.KILLED,
        "figure": Figure.given(low, high, wording=text),
        "bounds_given": True,
        "published_at": stamp("2016-07-27"),
        "note": text,
        "url": text,
        **rest,
    }
    return Claim(**fields)  # type: ignore[arg-type]
