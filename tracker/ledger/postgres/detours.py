"""Ways past append_batch() that rights to the ledger's own tables do not show.

Views, rules and functions act with the rights of whoever owns them. What a superuser's function
does cannot be told from here.
"""

from collections.abc import Iterator

from tracker.ledger.database import Raw
from tracker.ledger.postgres.names import OWNER, SCHEMA
from tracker.ledger.postgres.rights import APPEND, OTHERS, may_write
from tracker.ledger.problem import Problem

_OURS = f"(SELECT oid FROM pg_namespace WHERE nspname = '{SCHEMA}')"
_THROUGH = (
    # Views and rules, and views of those views, however many.
    f"WITH RECURSIVE reaching AS (SELECT oid FROM pg_class WHERE relnamespace = {_OURS} UNION "
    "SELECT w.ev_class FROM reaching l JOIN pg_depend d ON d.refobjid = l.oid "
    "AND d.refclassid = 'pg_class'::regclass AND d.classid = 'pg_rewrite'::regclass "
    "JOIN pg_rewrite w ON w.oid = d.objid) "
    "SELECT DISTINCT r.rolname, c.oid::regclass::text FROM reaching l JOIN pg_class c "
    f"ON c.oid = l.oid AND c.relnamespace <> {_OURS} JOIN pg_class t "
    f"ON t.relnamespace = {_OURS} AND t.relkind = 'r' CROSS JOIN pg_roles r "
    f"WHERE {OTHERS} AND {may_write('c.relowner', 't.oid')} "
    "AND (has_table_privilege(r.oid, c.oid, 'INSERT, UPDATE, DELETE') "
    "OR has_any_column_privilege(r.oid, c.oid, 'INSERT, UPDATE')) ORDER BY 1, 2"
)
_OF_OWNER = (
    "SELECT pg_describe_object(d.classid, d.objid, d.objsubid) FROM pg_shdepend d "
    f"JOIN pg_roles o ON o.oid = d.refobjid AND o.rolname = '{OWNER}' "
    "JOIN pg_database b ON b.oid = d.dbid AND b.datname = current_database() "
    "WHERE d.refclassid = 'pg_authid'::regclass AND d.deptype = 'o' "
    f"AND NOT (d.classid = 'pg_namespace'::regclass AND d.objid IN {_OURS}) "
    "AND NOT EXISTS (SELECT 1 FROM pg_class c WHERE d.classid = 'pg_class'::regclass "
    f"AND c.oid = d.objid AND c.relnamespace = {_OURS}) "
    "AND NOT EXISTS (SELECT 1 FROM pg_proc p WHERE d.classid = 'pg_proc'::regclass "
    f"AND p.oid = d.objid AND p.pronamespace = {_OURS}) ORDER BY 1"
)
_PASSED_ON = (
    "SELECT DISTINCT r.rolname FROM pg_roles r JOIN ("
    "SELECT (aclexplode(proacl)).* FROM pg_proc "
    f"WHERE oid = {APPEND} UNION ALL SELECT (aclexplode(relacl)).* FROM pg_class "
    f"WHERE relnamespace = {_OURS} UNION ALL SELECT (aclexplode(nspacl)).* FROM pg_namespace "
    f"WHERE nspname = '{SCHEMA}') a ON a.grantee = r.oid "
    f"WHERE a.is_grantable AND {OTHERS} ORDER BY 1"
)


def detour_problems(connection: Raw) -> Iterator[Problem]:
    """Roles that may write through something else, what acts as the owner elsewhere, and roles
    that may let others in."""
    for role, what in connection.execute(_THROUGH):
        yield Problem(
            "schema", None, f"the role {role!r} may write past append_batch() through {what}"
        )
    for (what,) in connection.execute(_OF_OWNER):
        yield Problem("schema", None, f"there is the {what}, which is {OWNER}'s and not ours")
    for (role,) in connection.execute(_PASSED_ON):
        yield Problem("schema", None, f"the role {role!r} may let others in")
