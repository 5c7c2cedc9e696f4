"""The names of the tables and their columns, known without loading SQLModel.

Looking at a ledger needs only these: loading the table classes takes longer than all the rest
of `tracker show`. A test asserts that classes and names agree.
"""

KINDS = ("incident", "source", "claim")
"""What an entry can hold; each has a table of that name."""
TABLES = ("entry", *KINDS, "batch")
"""All tables of the ledger, referenced ones first."""
COLUMNS = {
    "entry": (
        "seq",
        "recorded_us",
        "recorded_by",
        "batch",
        "kind",
        "content",
        "content_hash",
    ),
    "incident": (
        "seq",
        "slug",
        "title",
        "occurred_at",
        "timezone",
        "place",
        "admin1",
        "country",
        "latitude",
        "longitude",
        "perpetrator",
        "summary",
        "revises",
    ),
    "source": (
        "seq",
        "slug",
        "name",
        "kind",
        "affiliation",
        "speaks_for",
        "reliability",
        "aliases",
        "merged_into",
        "revises",
    ),
    "claim": (
        "seq",
        "id60",
        "incident",
        "source",
        "metric",
        "population",
        "scope",
        "mode",
        "wording",
        "low",
        "high",
        "qualifier",
        "bounds_given",
        "asserted_at",
        "published_at",
        "via",
        "url",
        "act",
        "targets",
        "reason",
        "relays",
        "note",
        "ref",
    ),
    "batch": (
        "number",
        "first_seq",
        "size",
        "frontier",
        "root",
        "recorded_by",
    ),
}
"""Every table's columns, in order, key first."""


def columns_of(table: str) -> tuple[str, ...]:
    """Names of a table's columns, in order, key first."""
    return COLUMNS[table]
