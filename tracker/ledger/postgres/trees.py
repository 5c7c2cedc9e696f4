"""The hash tree after a batch, worked out on the server: what `merkle` does, in SQL.

A level of the tree is one run of bytes, 32 a node, so that a node is found by its place.
"""

from tracker.ledger.merkle import HASH_BYTES

_LAST = HASH_BYTES - 1
_ENVELOPE = (
    "'casualty-tracker/1' || chr(10) || e.seq || chr(10) || e.recorded_us || chr(10) "
    "|| encode(e.content_hash, 'hex') || chr(10)"
)
LEAF = f"sha256(decode('00', 'hex') || convert_to({_ENVELOPE}, 'UTF8'))"
"""SQL that gives the leaf of entry `e`."""

EXTENDED = f"""
        WHILE nodes > 0 LOOP
            IF ahead % 2 = 1 THEN
                level := substr(frontier_before, length(frontier_before) - {_LAST}) || level;
                frontier_before := substr(frontier_before, 1,
                    length(frontier_before) - {HASH_BYTES});
                nodes := nodes + 1;
            END IF;
            IF nodes % 2 = 1 THEN
                narrower := substr(level, length(level) - {_LAST}) || narrower;
            END IF;
            nodes := nodes / 2;
            ahead := ahead / 2;
            SELECT string_agg(sha256(decode('01', 'hex')
                    || substr(level, {2 * HASH_BYTES} * place + 1, {2 * HASH_BYTES})),
                    '' ORDER BY place)
                INTO level FROM generate_series(0, nodes - 1) AS place;
        END LOOP;
        frontier_after := frontier_before || narrower;"""
"""PL/pgSQL that puts the leaves in `level`, `nodes` of them, at the end of the tree of `ahead`
leaves with the compact range `frontier_before`; gives `frontier_after`."""

ROOT = f"""
        level := frontier_after;
        root_after := substr(level, length(level) - {_LAST});
        WHILE length(level) > {HASH_BYTES} LOOP
            level := substr(level, 1, length(level) - {HASH_BYTES});
            root_after := sha256(decode('01', 'hex') || substr(level, length(level) - {_LAST})
                || root_after);
        END LOOP;"""
"""PL/pgSQL that gives `root_after` of `frontier_after`, which is not empty."""
VARIABLES = (
    "level bytea; nodes integer; ahead bigint; narrower bytea := ''; frontier_before bytea; "
    "frontier_after bytea; root_after bytea;"
)
"""What the two need declared."""
