"""Ways past append_batch() that an administrator could leave, and what verify says of them."""

import psycopg
import pytest

from tests.ledger.builders import a_claim
from tests.ledger.postgres.by_hand import ByHand, hand_over
from tests.ledger.postgres.conftest import OnServer
from tracker.ledger.postgres.names import OWNER

THROUGH = "may write past append_batch() through public.{}"
COPY = (
    "INSERT INTO casualty_ledger.entry SELECT seq + 1, recorded_us - 9, recorded_by, batch, kind, "
    "content, content_hash FROM casualty_ledger.entry WHERE seq = 6"
)
FUNCTION = f"CREATE FUNCTION public.f() RETURNS void LANGUAGE sql SECURITY DEFINER AS '{COPY}'"
DETOURS: dict[str, tuple[str, str]] = {
    "a view": ("CREATE VIEW public.v AS TABLE entry; GRANT INSERT ON public.v TO {app}", "v"),
    "a column of a view": (
        "CREATE VIEW public.v AS TABLE entry; GRANT UPDATE (content) ON public.v TO {app}",
        "v",
    ),
    "a view of a view": (
        "CREATE VIEW public.u AS TABLE claim; CREATE VIEW public.v AS TABLE public.u; "
        "GRANT INSERT ON public.v TO PUBLIC",
        "v",
    ),
    "a rule on another table": (
        "CREATE TABLE public.t (); CREATE RULE r AS ON INSERT TO public.t DO ALSO "
        f"{COPY}; GRANT INSERT ON public.t TO {{app}}",
        "t",
    ),
}


@pytest.mark.parametrize("detour", DETOURS)
def test_verify_finds_who_may_write_through_something_else(
    on_server: OnServer, detour: str
) -> None:
    statements, name = DETOURS[detour]

    on_server.run(statements.format(app=on_server.server.app_role))

    told = {problem.message for problem in on_server.ledger.verify().problems}
    role = on_server.server.app_role
    assert f"the role {role!r} {THROUGH.format(name)}" in told


def test_views_that_only_read_are_nobodys_business(on_server: OnServer) -> None:
    on_server.run(
        "CREATE VIEW public.v AS SELECT incident, count(*) FROM claim GROUP BY 1; "
        "CREATE VIEW public.w AS TABLE claim; GRANT SELECT ON public.v, public.w TO PUBLIC"
    )

    assert on_server.problems() == set()


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        (FUNCTION + f"; ALTER FUNCTION public.f OWNER TO {OWNER}", "function public.f()"),
        (f"CREATE TABLE public.t (); ALTER TABLE public.t OWNER TO {OWNER}", "table public.t"),
        (f"CREATE SCHEMA s AUTHORIZATION {OWNER}", "schema s"),
        (
            f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} GRANT INSERT ON TABLES TO PUBLIC",
            "default privileges on new relations",
        ),
    ],
)
def test_verify_finds_what_acts_as_the_owner_elsewhere(
    on_server: OnServer, statements: str, said: str
) -> None:
    on_server.run(statements)

    found = [problem.message for problem in on_server.ledger.verify().problems]
    assert len(found) == 1
    assert said in found[0]
    assert f"{OWNER}'s and not ours" in found[0]


@pytest.mark.parametrize(
    "grant",
    ["EXECUTE ON FUNCTION append_batch", "SELECT ON claim", "USAGE ON SCHEMA casualty_ledger"],
)
def test_verify_finds_who_may_let_others_in(kept: OnServer, grant: str) -> None:
    role = kept.server.app_role

    kept.run(f"GRANT {grant} TO {role} WITH GRANT OPTION")

    found = [problem.message for problem in kept.ledger.verify().problems]
    kept.run(f"REVOKE GRANT OPTION FOR {grant} FROM {role}")
    assert found == [f"the role {role!r} may let others in"]


@pytest.mark.parametrize("otherwise", ["STRICT", "IMMUTABLE", "STABLE"])
def test_a_function_that_would_do_nothing_is_not_trusted(kept: OnServer, otherwise: str) -> None:
    """A strict function returns without a word where an argument is NULL, as one always is."""
    kept.run(f"ALTER FUNCTION append_batch {otherwise}")

    found = [problem.message for problem in kept.ledger.verify().problems]
    kept.run("ALTER FUNCTION append_batch CALLED ON NULL INPUT VOLATILE")
    assert found == ["the function append_batch() has been altered"]


OF_A_SESSION = (
    "standard_conforming_strings = off",
    "bytea_output = escape",
    "transform_null_equals = on",
    "array_nulls = off",
    "quote_all_identifiers = on",
    "DateStyle = 'German'",
    "extra_float_digits = -15",
    "casualty_ledger.closing = 'x'",
    "search_path = pg_temp",
    "enable_indexscan = off",
    "plan_cache_mode = force_custom_plan",
    "default_transaction_isolation = 'serializable'",
)


@pytest.mark.parametrize("setting", OF_A_SESSION)
def test_no_setting_of_a_session_changes_what_is_recorded(kept: OnServer, setting: str) -> None:
    first = 100 * kept.ledger.head().size
    claims = [a_claim(number, note='"\\x00é') for number in range(first, first + 5)]
    by_hand = ByHand(kept, *claims)

    hand_over(kept, f"SET {setting}", *by_hand.statements())

    assert kept.ledger.head().root == by_hand.root
    assert kept.problems() == set()


def test_a_state_seen_before_others_wrote_is_no_way_to_write_over_them(
    on_server: OnServer,
) -> None:
    stale = ByHand(on_server, a_claim(9))
    with on_server.server.connected(on_server.name, "app") as connection:
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        connection.execute("SELECT count(*) FROM entry")
        hand_over(on_server, *ByHand(on_server, a_claim(10)).statements())

        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute(stale.append.encode())

    assert on_server.problems() == set()


@pytest.mark.parametrize("keep", [True, False])
def test_what_is_taken_back_to_a_savepoint_is_not_missed(on_server: OnServer, keep: bool) -> None:
    first, second = ByHand(on_server, a_claim(9)), ByHand(on_server, a_claim(10))
    back = "RELEASE before" if keep else "ROLLBACK TO before"

    statements = ("BEGIN", "SAVEPOINT before", first.append, back, second.append)

    if keep:
        assert "duplicate key" in str(on_server.refusal_of(*statements))
    else:
        hand_over(on_server, *statements, second.close(), "COMMIT")
        assert on_server.ledger.head().root == second.root
    assert on_server.problems() == set()
