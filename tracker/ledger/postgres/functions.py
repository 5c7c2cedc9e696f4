"""The functions and triggers that make the tables append-only, as the text that must be there."""

from tracker.ledger.names import KINDS, TABLES, columns_of
from tracker.ledger.postgres.contents import (
    BOUNDS_AS_SAID,
    columns_from,
    content_of,
    handed_over,
)
from tracker.ledger.postgres.names import LOCK, SCHEMA
from tracker.ledger.postgres.trees import EXTENDED, LEAF, ROOT, VARIABLES

REFUSAL = "append-only"
"""How every guard's message begins."""
_CLOSING = "casualty_ledger.closing"
_SLOWEST_S = 60
"""Longest time from asking the server for the moment to handing it rows of that moment."""
_ID60 = "('x' || left(encode(content_hash, 'hex'), 15))::bit(60)::bigint"
"""SQL of the first 60 bits of a hash, as a number."""


def _take(kind: str) -> str:
    """PL/pgSQL that takes the contents of one kind, as entries and as typed rows."""
    columns = ", ".join(columns_of(kind)).replace("id60", _ID60)
    honest = BOUNDS_AS_SAID if kind == "claim" else "true"
    return f"""
    IF cardinality(given.{kind}) > 0 THEN
        WITH rows AS (SELECT {columns_from(kind)} FROM {handed_over(kind)} OFFSET 0),
        written AS (SELECT t.*, convert_to({content_of(kind)}, 'UTF8') AS content
            FROM rows t OFFSET 0),
        t AS MATERIALIZED (SELECT *, sha256(content) AS content_hash FROM written),
        kept AS (INSERT INTO entry SELECT seq, given.first_us + seq - last_seq - 1,
            COALESCE(given.recorded_by, ''), last_batch + 1, '{kind}', content, content_hash
            FROM t),
        typed AS (INSERT INTO {kind} SELECT {columns} FROM t)
        SELECT count(*), min(seq), bool_and({honest}) INTO taken, lowest, is_honest FROM t;
        IF (lowest > last_seq) IS NOT TRUE THEN
            RAISE EXCEPTION '{REFUSAL}: entries out of line';
        END IF;
        IF is_honest IS NOT TRUE THEN
            RAISE EXCEPTION '{REFUSAL}: bounds of a claim are not those of its content';
        END IF;
        added := added + taken;
    END IF;"""


_CLOSE = f"""
        SELECT string_agg({LEAF}, '' ORDER BY e.seq), count(*), min(e.recorded_by),
                count(DISTINCT e.recorded_by)
            INTO level, nodes, recorder, recorders FROM entry e WHERE e.seq > size_before;
        IF recorders <> 1 THEN
            RAISE EXCEPTION '{REFUSAL}: the batch does not fit its entries';
        END IF;
        added := nodes;
        ahead := size_before;{EXTENDED}{ROOT}
        IF encode(root_after, 'hex') IS DISTINCT FROM closing->>'root' THEN
            RAISE EXCEPTION '{REFUSAL}: the root is not that of the entries';
        END IF;
        INSERT INTO batch VALUES (last_batch + 1, size_before + 1, size_before + added,
            frontier_after, encode(root_after, 'hex'), recorder);
        RETURN;"""
APPEND_BODY = f"""
DECLARE
    last_seq bigint; last_us bigint; its_batch bigint; last_batch bigint; size_before bigint;
    now_us bigint; given record; taken bigint; lowest bigint; is_honest boolean;
    added bigint := 0; recorders bigint; recorder text; {VARIABLES}
BEGIN
    PERFORM pg_advisory_xact_lock({LOCK[0]}, {LOCK[1]});
    PERFORM set_config('synchronous_commit', 'on', true)
        WHERE current_setting('synchronous_commit') IN ('off', 'local', 'remote_write');
    SELECT b.number, b.size, b.frontier INTO last_batch, size_before, frontier_before
        FROM batch b ORDER BY b.number DESC LIMIT 1;
    last_batch := COALESCE(last_batch, 0);
    size_before := COALESCE(size_before, 0);
    frontier_before := COALESCE(frontier_before, '');
    IF closing IS NOT NULL THEN{_CLOSE}
    END IF;
    SELECT e.seq, e.recorded_us, e.batch INTO last_seq, last_us, its_batch
        FROM entry e ORDER BY e.seq DESC LIMIT 1;
    last_seq := COALESCE(last_seq, 0);
    last_us := COALESCE(last_us, 0);
    SELECT * INTO given FROM json_to_record(entries) AS e(first_us bigint, recorded_by text,
        incident bigint[], source bigint[], claim bigint[],
        low bigint[], high bigint[], qualifier text[]);
    now_us := extract(epoch FROM clock_timestamp()) * 1000000;
    IF (given.first_us > last_us AND given.first_us <= greatest(now_us, last_us + 1)
            AND (given.first_us >= now_us - {_SLOWEST_S} * 1000000::bigint
                OR its_batch > last_batch AND given.first_us = last_us + 1)) IS NOT TRUE THEN
        RAISE EXCEPTION '{REFUSAL}: entries out of line';
    END IF;
    PERFORM set_config('{_CLOSING}', (last_seq + 1)::text, true);{"".join(map(_take, KINDS))}
    IF added = 0 OR added <> (SELECT max(e.seq) FROM entry e) - last_seq THEN
        RAISE EXCEPTION '{REFUSAL}: entries out of line';
    END IF;
END
"""
_REFUSE_BODY = f"""
BEGIN
    RAISE EXCEPTION '{REFUSAL}: % of % refused', TG_OP, TG_TABLE_NAME;
END
"""
_UNCLOSED_BODY = f"""
BEGIN
    IF NOT EXISTS (SELECT 1 FROM batch WHERE first_seq <= NEW.seq AND size >= NEW.seq) THEN
        RAISE EXCEPTION '{REFUSAL}: entries that belong to no batch';
    END IF;
    RETURN NULL;
END
"""
BODIES = {
    "append_batch": APPEND_BODY,
    "refuse_change": _REFUSE_BODY,
    "refuse_unclosed": _UNCLOSED_BODY,
}
"""Every function's name and its exact body."""
PLANS = ("enable_seqscan", "enable_bitmapscan", "enable_hashjoin", "enable_mergejoin", "jit")
CONFIG = [f"search_path={SCHEMA}, pg_temp", *(f"{name}=off" for name in PLANS)]
"""Settings of append_batch(), as the server lists them."""
_SETTINGS = " ".join(
    (f"SET search_path = {SCHEMA}, pg_temp", *(f"SET {name} = off" for name in PLANS))
)
APPEND_SIGNATURE = "append_batch(json, json, json, json, json)"

FUNCTIONS = (
    "CREATE OR REPLACE FUNCTION append_batch("
    "entries json, incidents json, sources json, claims json, closing json) "
    f"RETURNS void LANGUAGE plpgsql SECURITY DEFINER {_SETTINGS} "
    f"AS $body${APPEND_BODY}$body$",
    *(
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql {_SETTINGS} "
        f"AS $body${BODIES[name]}$body$"
        for name in ("refuse_change", "refuse_unclosed")
    ),
)
"""What makes the functions."""


def _guards(table: str) -> dict[str, str]:
    on = f"ON {SCHEMA}.{table}"
    refuse = "EXECUTE FUNCTION refuse_change()"
    return {
        f"{table}_no_change": f"CREATE TRIGGER {table}_no_change BEFORE DELETE OR UPDATE {on} "
        f"FOR EACH ROW {refuse}",
        f"{table}_no_truncate": f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE {on} "
        f"FOR EACH STATEMENT {refuse}",
    }


TRIGGERS: dict[str, tuple[str, str]] = {
    **{name: (table, sql) for table in TABLES for name, sql in _guards(table).items()},
    "entry_in_batch": (
        "entry",
        f"CREATE CONSTRAINT TRIGGER entry_in_batch AFTER INSERT ON {SCHEMA}.entry "
        "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW "
        f"WHEN ((new.seq = (NULLIF(current_setting('{_CLOSING}'::text, true), ''::text))::bigint)) "
        f"EXECUTE FUNCTION refuse_unclosed()",
    ),
}
"""Every trigger's name, its table, and its SQL as the server writes it."""
