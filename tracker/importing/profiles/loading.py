"""A profile's TOML to a Profile, checked key by key before a row is read."""

from pathlib import Path

from tracker.errors import ClaimError, OptionError, suggestion
from tracker.importing.profiles.binding import uses_of
from tracker.importing.profiles.claim_keys import read_claims
from tracker.importing.profiles.condition_keys import read_condition
from tracker.importing.profiles.date_keys import read_date
from tracker.importing.profiles.name_dates import ANYTHING, MOST_ANYTHING, PLACEHOLDER
from tracker.importing.profiles.profile import (
    ColumnRule,
    IncidentRule,
    Profile,
    Skip,
)
from tracker.importing.profiles.template_keys import template
from tracker.importing.profiles.toml_table import Keys, read_toml
from tracker.importing.readers.shape import Shape
from tracker.model import Kind, Reliability, Source
from tracker.model.content import INCIDENT_TEXTS
from tracker.model.incident import check_slug
from tracker.model.stamps import zone_named

_MOST_HEADER_ROW = 1_000


def load_profile(path: Path | str) -> Profile:
    """The profile in a TOML file.

    Raises DataError with key and line, NotFoundError or StorageError.
    """
    return profile_of(read_toml(Path(path)), str(path))


def profile_of(text: str, where: str) -> Profile:
    """The profile that a TOML text describes; `where` names it in messages. Raises DataError."""
    keys = Keys.of_text(text, where)
    is_canonical = keys.flag("canonical")
    incident = keys.table("incident")
    published_name = keys.text("published_name")
    if published_name and published_name.count(PLACEHOLDER) != 1:
        keys.refuse("published_name", f"needs {PLACEHOLDER} once, where the date stands")
    if published_name.count(ANYTHING) > MOST_ANYTHING:
        told = f"has {ANYTHING} more than {MOST_ANYTHING} times; leave out what does not matter"
        keys.refuse("published_name", told)
    shape, are_tags = _shape(keys, is_canonical=is_canonical)
    profile = Profile(
        name=keys.needed("name"),
        title=keys.needed("title"),
        about=keys.text("about"),
        is_canonical=is_canonical,
        complete=keys.flag("complete"),
        shape=shape,
        encoding=keys.text("encoding") or None,
        published_name=published_name,
        are_tags=are_tags,
        blank=frozenset(keys.texts("blank")),
        rules={name: _column(one) for name, one in keys.within("columns")},
        skips=tuple(map(_skip, keys.tables("skip"))),
        incident=_incident(incident) if incident else IncidentRule(),
        sources=tuple(map(_source, keys.tables("source"))),
        claims=read_claims(keys),
        numbers_repeats=keys.flag("number_repeats"),
        ignored=_ignored(keys),
        optional=frozenset(keys.texts("optional")),
    )
    keys.end()
    if not is_canonical and not profile.claims:
        keys.refuse("claim", "is missing: write [[claim]] for every figure a row gives")
    if is_canonical and (profile.claims or incident):
        told = "goes with the file's own columns, so no [incident] and no [[claim]] may be given"
        keys.refuse("canonical", told)
    _refuse_unused(profile, keys)
    return profile


def _refuse_unused(profile: Profile, keys: Keys) -> None:
    """Raises ProfileError for a column of which something is said and that nothing reads: its
    name is misspelt, or it belongs under [ignore]."""
    used = list(dict.fromkeys(name for name, _ in uses_of(profile, profile.claims)))
    for name in profile.rules:
        if name not in used:
            told = f"nothing here reads this column{suggestion(name, used)}"
            keys.table_or_empty("columns").refuse(name, told)


def _shape(keys: Keys, *, is_canonical: bool) -> tuple[Shape, bool]:
    file = keys.table_or_empty("file")
    try:
        shape = Shape(
            format=file.text("format"),
            delimiter=file.text("delimiter"),
            quoting=file.flag("quoting", default=True),
            sheet=file.text("sheet"),
            member=file.text("member"),
            header_row=file.number("header_row", 0, _MOST_HEADER_ROW),
            rows=file.text("rows"),
            totals=file.flag("totals"),
            verbatim=not is_canonical,
        )
    except OptionError as problem:
        file.refuse("", str(problem))
    are_tags = file.flag("tags")
    file.end()
    return shape, are_tags


def _column(keys: Keys) -> ColumnRule:
    rule = ColumnRule(
        frozenset(keys.texts("blank")),
        keys.pairs("means"),
        keys.text("split"),
        keys.flag("footnotes"),
        keys.flag("day_only"),
    )
    keys.end()
    return rule


def _skip(keys: Keys) -> Skip:
    condition = read_condition(keys)
    skip = Skip(condition, keys.needed("why"))
    keys.end()
    return skip


def _incident(keys: Keys) -> IncidentRule:
    texts = {name: template(keys, name) for name in INCIDENT_TEXTS}
    slug = template(keys, "slug")
    zone = keys.text("timezone", "UTC")
    try:
        zone_named(zone)
    except ClaimError as problem:
        keys.refuse("timezone", str(problem))
    rule = IncidentRule(
        slug=slug if slug.pieces else None,
        texts={name: text for name, text in texts.items() if text.pieces},
        coordinates=keys.text("coordinates"),
        timezone=zone,
        occurred_at=read_date(keys, "occurred_at"),
    )
    keys.end()
    return rule


def _source(keys: Keys) -> Source:
    kind, reliability = keys.text("kind", "unknown"), keys.text("reliability", "F")
    if kind not in set(Kind):
        keys.refuse("kind", f"is none of {', '.join(Kind)}")
    if reliability not in set(Reliability):
        keys.refuse("reliability", f"is none of {', '.join(Reliability)}")
    slug = keys.needed("slug")
    try:
        check_slug(slug, "a source")
        source = Source(
            slug=slug,
            name=keys.text("name"),
            kind=Kind(kind),
            affiliation=keys.text("affiliation"),
            reliability=Reliability(reliability),
            aliases=keys.texts("aliases"),
        )
    except ClaimError as problem:
        keys.refuse("slug", str(problem))
    keys.end()
    return source


def _ignored(keys: Keys) -> dict[str, str]:
    table = keys.table("ignore")
    if table is None:
        return {}
    return {column: why for why in table.names for column in table.texts(why)}
