"""The functions and triggers that make the tables append-only, as the text that must be there."""

from tracker.ledger.names import KINDS, TABLES, columns_of
from tracker.ledger.postgres.contents import says_its_content
from tracker.ledger.postgres.names import LOCK, SCHEMA

REFUSAL = "append-only"
"""How every guard's message begins."""
_CLOSING = "casualty_ledger.closing"
_SLOWEST_S = 60
"""Longest time from asking the server for the moment to handing it rows of that moment."""
_WORDS = ("occurred_at", "asserted_at", "published_at")
"""Columns of text that may hold nothing."""


def _blank(kind: str) -> str:
    """A row of a typed table that holds '' wherever a text must stand."""
    numbers = {"seq", "id60", "low", "high", "bounds_given", *_WORDS}
    cells = ", ".join("NULL" if name in numbers else "''" for name in columns_of(kind))
    return f"ROW({cells})::{kind}"


def _take(kind: str) -> str:
    return f"""
    INSERT INTO {kind} SELECT * FROM json_populate_recordset({_blank(kind)}, {kind}s);
    SELECT count(*), count(*) FILTER (WHERE {says_its_content(kind)})
        INTO fit, honest FROM {kind} t JOIN entry e ON e.seq = t.seq
        WHERE t.seq > last_seq AND e.kind = '{kind}';
    SELECT count(*) INTO meant FROM entry WHERE seq > last_seq AND kind = '{kind}';
    IF fit <> meant OR fit <> json_array_length({kind}s) THEN
        RAISE EXCEPTION '{REFUSAL}: rows of {kind} do not fit the entries';
    END IF;
    IF honest <> fit THEN
        RAISE EXCEPTION '{REFUSAL}: a row of {kind} does not say what its content says';
    END IF;
    of_kind := of_kind + fit;"""


APPEND_BODY = f"""
DECLARE
    last_seq bigint; last_us bigint; its_batch bigint; last_batch bigint; now_us bigint;
    added bigint; first_us bigint; in_line boolean;
    fit bigint; honest bigint; meant bigint; of_kind bigint := 0;
BEGIN
    PERFORM pg_advisory_xact_lock({LOCK[0]}, {LOCK[1]});
    PERFORM set_config('synchronous_commit', 'on', true)
        WHERE current_setting('synchronous_commit') IN ('off', 'local', 'remote_write');
    SELECT number INTO last_batch FROM batch ORDER BY number DESC LIMIT 1;
    last_batch := COALESCE(last_batch, 0);
    SELECT seq, recorded_us, batch INTO last_seq, last_us, its_batch
        FROM entry ORDER BY seq DESC LIMIT 1;
    last_seq := COALESCE(last_seq, 0);
    last_us := COALESCE(last_us, 0);
    IF closing IS NOT NULL THEN
        INSERT INTO batch SELECT number, first_seq, size, decode(frontier, 'hex'), root, recorded_by
            FROM json_to_record(closing) AS b(number bigint, first_seq bigint, size bigint,
                frontier text, root text, recorded_by text)
            WHERE number = last_batch + 1 AND size = last_seq AND first_seq <= size
                AND first_seq = COALESCE((SELECT size FROM batch WHERE number = last_batch), 0) + 1
                AND length(frontier) = 64 * bit_count(size::bit(64))
                AND root ~ '^[0-9a-f]{{64}}$';
        IF NOT FOUND THEN
            RAISE EXCEPTION '{REFUSAL}: the batch does not fit its entries';
        END IF;
        RETURN;
    END IF;
    added := json_array_length(entries);
    PERFORM set_config('{_CLOSING}', (last_seq + 1)::text, true);
    INSERT INTO entry SELECT seq, recorded_us, COALESCE(recorded_by, ''), batch, kind,
            convert_to(content, 'UTF8'), decode(content_hash, 'hex')
        FROM json_to_recordset(entries) AS e(seq bigint, recorded_us bigint, recorded_by text,
            batch bigint, kind text, content text, content_hash text);
    SELECT recorded_us INTO first_us FROM entry WHERE seq = last_seq + 1;
    now_us := extract(epoch FROM clock_timestamp()) * 1000000;
    SELECT count(*) = added AND max(seq) = last_seq + added AND bool_and(
            recorded_us - seq = first_us - last_seq - 1
            AND batch = last_batch + 1 AND content_hash = sha256(content))
        INTO in_line FROM entry WHERE seq > last_seq;
    IF in_line IS NOT TRUE OR first_us <= last_us OR first_us > greatest(now_us, last_us + 1)
            OR (first_us < now_us - {_SLOWEST_S} * 1000000::bigint
                AND NOT (its_batch > last_batch AND first_us = last_us + 1)) THEN
        RAISE EXCEPTION '{REFUSAL}: entries out of line';
    END IF;{"".join(_take(kind) for kind in KINDS)}
    IF of_kind <> added THEN
        RAISE EXCEPTION '{REFUSAL}: entries of no kind that there is';
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
