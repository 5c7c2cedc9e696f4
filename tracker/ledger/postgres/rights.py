"""Which roles may do more than read and append, and how. Asked at founding and by verify alike.

Who appends every day must have no way around append_batch(): neither by itself nor by anything
that it is a member of: whoever is a member inherits it, may act as it, or may grant itself either.
"""

from collections.abc import Iterator

from tracker.ledger.database import Raw
from tracker.ledger.postgres.functions import APPEND_SIGNATURE
from tracker.ledger.postgres.names import OWNER, SCHEMA
from tracker.ledger.problem import Problem

_POWERS = (
    "pg_write_all_data",
    "pg_write_server_files",
    "pg_read_server_files",
    "pg_execute_server_program",
    "pg_create_subscription",
    "pg_maintain",
    "pg_database_owner",
)
"""Roles that every server has, with powers over tables that are not theirs or over its files."""
_NAMED = ", ".join(f"'{name}'" for name in (OWNER, *_POWERS))
_WRITING = "INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER"
_OF_COLUMNS = "INSERT, UPDATE, REFERENCES"


def may_write(role: str, table: str) -> str:
    """SQL that is true where a role may change a table or a column of it; both by number."""
    return (
        f"(has_table_privilege({role}, {table}, '{_WRITING}') "
        f"OR has_any_column_privilege({role}, {table}, '{_OF_COLUMNS}'))"
    )


_WRITES = may_write("r.oid", "c.oid")
_TABLES = (
    f"pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = '{SCHEMA}' "
    "AND c.relkind IN ('r', 'p', 'v', 'f', 'm')"
)
_MEMBER_OF = "SELECT 1 FROM pg_roles o WHERE pg_has_role(r.oid, o.oid, 'MEMBER') AND "
_POWERFUL = "o.rolsuper OR o.rolcreaterole OR o.rolreplication OR o.rolbypassrls"
_DATABASE = "SELECT 1 FROM pg_database d WHERE d.datname = current_database() AND "
_SETTABLE = (
    "SELECT 1 FROM pg_parameter_acl p, aclexplode(p.paracl) a "
    "WHERE CASE a.grantee WHEN 0 THEN true ELSE pg_has_role(r.oid, a.grantee, 'MEMBER') END"
)
_SET_FROM = 160_000
"""Version from which the right to act as a role exists apart from inheriting it."""
_DANGERS = {
    "is a superuser, or may create roles, replicate or bypass row security, or is a member of "
    "a role that may": f"EXISTS ({_MEMBER_OF} ({_POWERFUL}))",
    "owns the database and could drop it": f"EXISTS ({_DATABASE} "
    "pg_has_role(r.oid, d.datdba, 'MEMBER'))",
    "is a member of the owner or may write everywhere": f"EXISTS ({_MEMBER_OF} "
    f"o.rolname IN ({_NAMED}))",
    "may create things in the database": f"EXISTS ({_DATABASE} "
    "has_database_privilege(r.oid, d.oid, 'CREATE'))",
    f"may create things in the schema {SCHEMA}": "EXISTS (SELECT 1 FROM pg_namespace n "
    f"WHERE n.nspname = '{SCHEMA}' AND has_schema_privilege(r.oid, n.oid, 'CREATE'))",
    "may write to the tables past append_batch()": f"EXISTS (SELECT 1 FROM {_TABLES} "
    f"AND {_WRITES})",
    "may change settings of the server": f"EXISTS ({_SETTABLE})",
}
"""What makes a role too powerful for daily use, and the SQL that finds it of a role `r`."""
APPEND = f"to_regprocedure('{SCHEMA}.{APPEND_SIGNATURE}')"
_GRANTED = (
    "SELECT a.grantee FROM pg_proc p, "
    "aclexplode(COALESCE(p.proacl, acldefault('f', p.proowner))) a "
    f"WHERE p.oid = {APPEND} AND a.privilege_type = 'EXECUTE'"
)
_LET_IN = (
    f"r.rolname <> '{OWNER}' AND EXISTS (SELECT 1 FROM ({_GRANTED}) g WHERE g.grantee = r.oid "
    "OR g.grantee <> 0 AND NOT r.rolsuper AND g.grantee <> (SELECT oid FROM pg_roles "
    f"WHERE rolname = '{OWNER}') AND pg_has_role(r.oid, g.grantee, 'USAGE'))"
)
"""Roles that append every day. An administrator who is a superuser is none of them, for who is
a superuser counts as a member of everything."""
OTHERS = f"NOT r.rolsuper AND r.rolname <> '{OWNER}' AND r.rolname NOT LIKE 'pg\\_%'"
"""Roles `r` that must not write past append_batch()."""
_VERSION = "SELECT current_setting('server_version_num')::int"
_PAST_THE_FUNCTION = (
    f"SELECT r.rolname, 'may write to ' || c.relname || ' past append_batch()' "
    f"FROM pg_roles r CROSS JOIN {_TABLES} WHERE {OTHERS} AND {_WRITES} "
    f"UNION ALL SELECT r.rolname, 'may create things in the schema {SCHEMA}' "
    f"FROM pg_roles r JOIN pg_namespace n ON n.nspname = '{SCHEMA}' "
    f"WHERE {OTHERS} AND has_schema_privilege(r.oid, n.oid, 'CREATE') "
    "UNION ALL SELECT r.rolname, 'may act as the ledger''s owner' FROM pg_roles r "
    f"JOIN pg_roles o ON o.rolname = '{OWNER}' WHERE {OTHERS} AND "
    "(pg_has_role(r.oid, o.oid, 'USAGE') OR pg_has_role(r.oid, o.oid, ?)) "
    f"UNION ALL SELECT rolname, 'can log in' FROM pg_roles WHERE rolname = '{OWNER}' "
    "AND rolcanlogin ORDER BY 1, 2"
)
_MAINTAIN_FROM = 170_000
"""Version from which the right to lock, cluster and vacuum tables is given away by itself."""
_MAINTAINING = (
    f"SELECT DISTINCT r.rolname FROM pg_roles r CROSS JOIN {_TABLES} WHERE {OTHERS} "
    "AND has_table_privilege(r.oid, c.oid, 'MAINTAIN') ORDER BY 1"
)
_ANYBODY = f"SELECT 1 FROM ({_GRANTED}) g WHERE g.grantee = 0"


def danger_of(connection: Raw, role: str) -> str | None:
    """How a role could undo the guards, as words that follow its name; None where it cannot."""
    row = connection.execute(_dangers("r.rolname = ?"), (role,)).fetchone()
    return None if row is None else str(row[1])


def rights_problems(connection: Raw) -> Iterator[Problem]:
    """Roles that may do more than read and append."""
    said = set(connection.execute(_dangers(_LET_IN)).fetchall())
    version = _version(connection)
    how = "SET" if version >= _SET_FROM else "MEMBER"
    said |= set(connection.execute(_PAST_THE_FUNCTION, (how,)).fetchall())
    for role, why in sorted(said):
        yield Problem("schema", None, f"the role {role!r} {why}")
    if version >= _MAINTAIN_FROM:
        for (role,) in connection.execute(_MAINTAINING):
            message = f"the role {role!r} may lock the tables against everybody (MAINTAIN)"
            yield Problem("schema", None, message)
    if connection.execute(_ANYBODY).fetchone() is not None:
        yield Problem("schema", None, "every role of the server may call append_batch()")


def _dangers(whose: str) -> str:
    """SQL for the first danger of each of some roles that have one."""
    cases = " ".join(f"WHEN {test} THEN '{why}'" for why, test in _DANGERS.items())
    first = f"SELECT r.rolname, CASE {cases} END AS why FROM pg_roles r WHERE {whose}"
    return f"SELECT * FROM ({first}) AS each WHERE why IS NOT NULL ORDER BY 1"


def _version(connection: Raw) -> int:
    version: int = connection.execute(_VERSION).fetchall()[0][0]
    return version
