"""The forms of a review: where an article comes from, and one of its drafts put right."""

from collections.abc import Mapping

from tracker.errors import NotFoundError, OptionError, StampError
from tracker.extract import Origin
from tracker.importing import read_stamp
from tracker.importing.likely_sources import likely_sources
from tracker.model import Incident, Snapshot
from tracker.tui.archive import Archive
from tracker.tui.article_words import GivenArticle
from tracker.tui.echoes import echo, time_said
from tracker.tui.forms import Asks, Field, Form
from tracker.tui.previewing import Outcome, outcome_of_rows
from tracker.tui.reviewed import Reviewed
from tracker.typed.drafting import beside_ledger, drafts_found
from tracker.typed.givens import Row

_ORIGIN = (
    Field("incident", "incident", Asks.REASON),
    Field("via", "via"),
    Field("published_at", "published", Asks.TIME),
    Field("url", "url"),
    Field("keep_text", "keep text"),
)
_DRAFT = (
    Field("figure", "figure", Asks.FIGURE),
    Field("metric", "metric", Asks.METRIC),
    Field("population", "of whom", Asks.POPULATION),
    Field("scope", "scope"),
    Field("mode", "mode", Asks.MODE),
    Field("source", "source", Asks.SOURCE),
    Field("asserted_at", "said", Asks.TIME),
    Field("low", "low"),
    Field("high", "high"),
)
_TARGET = Field("target", "contests")
_YES, _NO = ("y", "yes"), ("", "n", "no")


def origin_form(article: GivenArticle, incident: str) -> Form:
    """Of which incident an article is, and where it stood; `incident` where the line names none."""
    given = {**article.given, "incident": article.given["incident"] or incident}
    twin = f"tracker extract {article.name} --review"
    title = "Where does this article come from?"
    return Form(title, twin, _ORIGIN, given, does="reads it")


def origin_echoes(texts: Mapping[str, str], incidents: Mapping[str, Incident]) -> Mapping[str, str]:
    """What was understood of each field of the origin."""
    incident = incidents.get(texts["incident"].strip())
    zone = incident.timezone if incident is not None else "UTC"
    keeps = texts["keep_text"].strip().lower() in _YES
    when = texts["published_at"].strip()
    return {
        "incident": f"→ {incident.title or incident.slug}" if incident else "required: its slug",
        "published_at": time_said(when, zone) if when else "",
        "via": "" if texts["via"].strip() else "the outlet that carries it",
        "url": "" if texts["url"].strip() else "where it can be read",
        "keep_text": "kept beside the ledger, by its hash" if keeps else "no; yes keeps it",
    }


def read_drafts(archive: Archive, article: GivenArticle, texts: Mapping[str, str]) -> Reviewed:
    """The drafts of an article that comes from there. For a worker.

    Raises NotFoundError for an incident that is not there, OptionError for a time that cannot
    be read.
    """
    told = {name: text.strip() for name, text in texts.items()}
    snapshot = archive.snapshot(told["incident"])
    try:
        stamped = read_stamp(told["published_at"]).text if told["published_at"] else ""
    except StampError as problem:
        raise OptionError(f"published: {problem}") from None
    keeps = told["keep_text"].lower()
    if keeps not in (*_YES, *_NO):
        raise OptionError(f"keep text: yes or no, not {told['keep_text']!r}")
    origin = Origin(told["incident"], told["via"], stamped, told["url"], article.text.sha256)
    drafts = beside_ledger(drafts_found(article.text, origin), archive.ledger)
    return Reviewed(drafts, snapshot, keeps_text=keeps in _YES)


def origin_outcome(reviewed: Reviewed, remark: str) -> Outcome:
    """How many drafts there are."""
    count = len(reviewed.drafts.found)
    told = "1 draft" if count == 1 else f"{count:,} drafts"
    words = f"{len(reviewed.drafts.text.words):,} characters, SHA-256 {reviewed.sha256[:12]}"
    found = f"{told} found in {words}. Nothing is recorded without your yes to each."
    if not count:
        found = f"No figure of deaths or injuries was found in {words}."
    return Outcome((*([remark] if remark else []), found), "")


def draft_form(row: Row, place: int) -> Form:
    """One draft, to be put right before it is accepted."""
    fields = (*_DRAFT, _TARGET) if row["act"] == "dispute" else _DRAFT
    given = {field.name: row.get(field.name, "") for field in fields}
    title = f"Draft {place + 1}: {'a denial' if row['act'] == 'dispute' else 'a claim'}"
    return Form(title, "", fields, given, does="accepts it")


def edited_row(row: Row, texts: Mapping[str, str]) -> Row:
    """The draft's row with what was typed in its place."""
    return {**row, **{name: text.strip() for name, text in texts.items()}}


def draft_echoes(
    fields: tuple[Field, ...], texts: Mapping[str, str], snapshot: Snapshot
) -> Mapping[str, str]:
    """What was understood of each field, and for a new source those that may be meant."""
    told = {field.name: echo(field, texts, snapshot) for field in fields}
    name = texts["source"].strip()
    if not name:
        told["source"] = "required: who says so"
    elif told["source"].startswith("→ a new source"):
        near = ", ".join(one.slug for one in likely_sources(name, snapshot.sources))
        told["source"] += f"; or did you mean {near}?" if near else ""
    return told


def draft_outcome(
    archive: Archive, reviewed: Reviewed, accepted: list[Row], row: Row, method: str
) -> Outcome:
    """What one row more would do beside those accepted. Raises TrackerError."""
    refuse_incomplete(reviewed, accepted, row)
    rows = reviewed.in_order([*accepted, row])
    return outcome_of_rows(archive.ledger, reviewed.incident, rows, method, dry_run=True)


def refuse_incomplete(reviewed: Reviewed, accepted: list[Row], row: Row) -> None:
    """Raises OptionError for a row without a source, NotFoundError for a denial of nothing
    known."""
    if not row["source"]:
        raise OptionError("source: nobody is said to give it; say who does")
    if row["act"] == "dispute" and not reviewed.drafts.is_contestable(row["target"], accepted):
        advice = "say which claim it contests, by its ref or the beginning of its id"
        raise NotFoundError("claim", row["target"], advice=advice)
