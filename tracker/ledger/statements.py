"""All the SQL that reads and appends, as plain text with question marks."""

import sqlite3
from collections.abc import Sequence
from functools import lru_cache

from tracker.ledger.names import KINDS, columns_of


@lru_cache
def insert_of(table: str, rows: int = 1) -> str:
    """Text that appends so many rows, columns in the order of the table."""
    columns = columns_of(table)
    into = " ".join(("INSERT INTO", table, "(", ", ".join(columns), ") VALUES"))
    marks = "(" + ", ".join("?" * len(columns)) + ")"
    return f"{into} {', '.join([marks] * rows)}"


@lru_cache
def digests_by_id60(count: int) -> str:
    """Text that finds claims by so many beginnings of hashes, as `DIGESTS_BY_ID60` by one."""
    marks = ", ".join("?" * count)
    return DIGESTS_BY_ID60.replace("c.id60 = ?", f"c.id60 IN ({marks})")


@lru_cache
def plain_claims(count: int) -> str:
    """Text that finds the plain claims of so many incidents, each with its incident, up to a
    number of claims."""
    marks = ", ".join("?" * count)
    return " ".join(("SELECT incident,", _SAID, _OF_PLAIN_CLAIMS.format(marks=marks)))


def _select(table: str, *rest: str) -> str:
    return " ".join(("SELECT", ", ".join(columns_of(table)), "FROM", table, *rest))


_CLAIMS = (
    "SELECT c.seq, c.incident, c.low, c.high, e.recorded_us, e.content_hash, e.content "
    "FROM claim c CROSS JOIN entry e WHERE e.seq = c.seq AND"
)
"""What `claim_reader.ClaimReader` reads, up to the condition. Seven columns, of which one holds
all that a claim says, come in less than half the time of the two dozen of the typed table."""

LAST_BATCH = _select("batch", "ORDER BY number DESC LIMIT 1")
LAST_ENTRY = "SELECT seq, recorded_us FROM entry ORDER BY seq DESC LIMIT 1"
MOMENT = "SELECT recorded_us FROM entry WHERE seq = ?"

ROWS_BY_SEQ = {kind: _select(kind, "WHERE seq <= ? ORDER BY seq") for kind in KINDS}
"""Every row of a kind recorded by an entry."""
NEWEST_INCIDENT = _select("incident", "WHERE slug = ? AND seq <= ? ORDER BY seq DESC LIMIT 1")
INCIDENTS_BETWEEN = _select(
    "incident", "WHERE slug >= ? AND slug <= ? AND seq <= ? ORDER BY slug, seq"
)
ZONES = "SELECT DISTINCT timezone FROM incident WHERE seq <= ?"
INCIDENT_AFTER = "SELECT 1 FROM incident WHERE seq > ? AND seq <= ? LIMIT 1"
NEWEST_SOURCE_SEQ = "SELECT COALESCE(MAX(seq), 0) FROM source WHERE seq <= ?"
SLUGS = {
    "incident": "SELECT DISTINCT slug FROM incident WHERE seq <= ?",
    "source": "SELECT DISTINCT slug FROM source WHERE seq <= ?",
}
IDS_OF_SLUG = {
    kind: f"SELECT e.content_hash FROM {kind} t CROSS JOIN entry e "  # noqa: S608
    "WHERE e.seq = t.seq AND t.slug = ? AND t.seq <= ? ORDER BY t.seq"
    for kind in ("incident", "source")
}

ROWS_OF_SLUG = {
    kind: _select(kind, "WHERE slug = ? AND seq <= ? ORDER BY seq")
    for kind in ("incident", "source")
}

CLAIM_TOTALS = "SELECT incident, COUNT(*) FROM claim WHERE seq <= ? GROUP BY incident"
CLAIMS_OF_INCIDENT = f"{_CLAIMS} c.incident = ? AND c.seq <= ? ORDER BY c.seq"
REST_OF_INCIDENT = (
    f"{_CLAIMS} c.incident = ? AND c.seq > ? AND c.seq <= ? ORDER BY c.incident, c.seq LIMIT ?"
)
LATER_INCIDENTS = (
    f"{_CLAIMS} c.incident > ? AND c.incident <= ? AND +c.seq <= ? "
    "ORDER BY c.incident, c.seq LIMIT ?"
)
"""These two are one page. As one condition on (incident, seq) SQLite would begin each page at
the incident's first claim, and an incident of many pages would take the square of its time."""
EVERY_SO_MANY = (
    "SELECT DISTINCT incident FROM (SELECT incident, ROW_NUMBER() OVER "
    "(ORDER BY incident, seq) AS place FROM claim WHERE seq <= ?) AS placed "
    "WHERE place % ? = 0 ORDER BY incident"
)
"""Incidents at which so many more claims are passed, in the order of their slugs."""
CLAIMS_BY_ID60 = f"{_CLAIMS} c.id60 BETWEEN ? AND ? AND +c.seq <= ? ORDER BY c.id60, c.seq"
"""The plus keeps SQLite from walking through all claims in order of seq instead."""
CLAIMS_BY_REF = f"{_CLAIMS} c.ref = ? AND c.seq <= ? ORDER BY c.seq"
"""One pass over all claims: there is no index of refs across incidents."""
DIGESTS_BY_ID60 = (
    "SELECT e.content_hash, c.seq, c.incident FROM claim c CROSS JOIN entry e "
    "WHERE e.seq = c.seq AND c.id60 = ?"
)
TWIN_IDS = "SELECT id60 FROM claim GROUP BY id60 HAVING COUNT(*) > 1"
"""What begins the hash of more than one claim: one pass over the index."""
KNOWN_CLAIMS = (
    "SELECT e.content_hash, c.seq, c.act, c.source, c.metric, c.population, c.scope, "
    "c.published_at, c.ref FROM claim c CROSS JOIN entry e "
    "WHERE e.seq = c.seq AND c.incident = ? AND c.seq <= ? ORDER BY c.seq"
)
BETWEEN = "\x1f"
"""Stands between texts that are handed over as one."""
_PARTS = (
    *("ref", "source", "metric", "population", "mode", "scope", "wording"),
    *("asserted_at", "published_at", "via", "url", "note"),
)


def _joined(columns: Sequence[str], *, is_old: bool) -> str:
    """An expression for the texts of columns with BETWEEN between them, '' for NULL. It is
    quicker by `format`, which PostgreSQL has, and SQLite from 3.38 on. is_old: it has it not."""
    if is_old:
        return f" || '{BETWEEN}' || ".join(f"COALESCE({column}, '')" for column in columns)
    return f"format('{BETWEEN.join(['%s'] * len(columns))}', {', '.join(columns)})"


_SAID = _joined(_PARTS, is_old=sqlite3.sqlite_version_info < (3, 38))
_OF_PLAIN_CLAIMS = (
    "FROM claim WHERE incident IN ({marks}) AND seq <= ? AND act = 'assert' "
    "AND bounds_given = 0 AND reason = '' AND relays = '' LIMIT ?"
)
"""What a `PlainClaim` is, and of which claims."""
TWINS = (
    "SELECT c.seq, d.seq FROM claim c CROSS JOIN claim d "
    "WHERE c.seq >= ? AND d.id60 = c.id60 AND d.seq < c.seq"
)
"""Claims from an entry on, each with an earlier one whose hash begins alike."""
ANY_TWINS = "SELECT 1 FROM claim GROUP BY id60 HAVING COUNT(*) > 1 LIMIT 1"
"""Quicker for a whole table: one pass over the index."""
DIGEST = "SELECT content_hash FROM entry WHERE seq = ?"
LEAVES = (
    "SELECT seq, recorded_us, content_hash FROM entry WHERE seq > ? AND seq <= ? "
    "ORDER BY seq LIMIT ?"
)
"""A page of what the leaves of the tree are made of."""
ENTRY = "SELECT recorded_us, content FROM entry WHERE seq = ?"

_CONTENTS = (
    "SELECT t.seq, e.content_hash, e.content FROM {kind} t CROSS JOIN entry e "
    "WHERE e.seq = t.seq AND t.seq > ? AND t.seq <= ?{of} ORDER BY t.seq LIMIT ?"
)
CONTENTS = {kind: _CONTENTS.format(kind=kind, of="") for kind in KINDS}
"""A page of the entries of a kind."""
CONTENTS_OF_INCIDENT = {
    "incident": _CONTENTS.format(kind="incident", of=" AND t.slug = ?"),
    "claim": _CONTENTS.format(kind="claim", of=" AND t.incident = ?"),
}
"""A page of one incident's entries of a kind."""
