"""What opens over the timeline: why, a claim, methods, a date, a difference, a filter."""

from tests.tui.conftest import opened, run
from tracker.tui.dialogs.dialog import Dialog


def test_why_shows_the_account_that_the_command_prints(sample_ledger: str) -> None:
    async def scene() -> None:
        async with opened(sample_ledger, incident="qamishli-2016") as ui:
            await ui.press("w")
            assert "1. Eligible – 64 of 64 rows on this count" in ui.screen
            assert "tracker why qamishli-2016 killed" in ui.screen
            await ui.press("escape")
            assert not isinstance(ui.app.screen, Dialog)

    run(scene)


def test_a_claim_is_shown_with_its_times_id_entry_and_proof(sample_ledger: str) -> None:
    async def scene() -> None:
        async with opened(sample_ledger, incident="qamishli-2016", size=(100, 40)) as ui:
            await ui.press("v")
            assert "“More than 50”" in ui.screen
            assert "2016-08-03, known to the day" in ui.screen
            assert "set aside: lower, and it leaves room for the number" in ui.screen
            assert "tracker prove 773f163a" in ui.screen

    run(scene)


def test_all_methods_stand_side_by_side_and_enter_takes_one(sample_ledger: str) -> None:
    async def scene() -> None:
        async with opened(sample_ledger, incident="qamishli-2016") as ui:
            await ui.press("M")
            for name in ("consensus", "latest", "range", "gtd", "acled", "ucdp", "majority"):
                assert f"│ {name} " in ui.screen
            await ui.press("j", "enter")
            assert ui.desk.view.method == "latest"
            assert "killed at least 51" in ui.lines[1]

    run(scene)


def test_a_date_says_what_was_understood_before_it_is_taken(sample_ledger: str) -> None:
    async def scene() -> None:
        async with opened(sample_ledger, incident="qamishli-2016") as ui:
            await ui.press("g")
            await ui.type("2016-07-27")
            assert "2016-07-27 → what was public by the end of 2016-07-27 EEST" in ui.screen
            await ui.press("enter")
            assert "PAST VIEW: public by the end of 2016-07-27 EEST" in ui.lines[0]

    run(scene)


def test_a_date_that_moves_with_the_clock_is_refused(sample_ledger: str) -> None:
    async def scene() -> None:
        async with opened(sample_ledger, incident="qamishli-2016") as ui:
            await ui.press("g")
            await ui.type("yesterday")
            assert "takes a written date or time" in ui.screen
            await ui.press("enter")
            assert isinstance(ui.app.screen, Dialog)

    run(scene)


def test_two_g_go_to_the_top_also_on_the_timeline(sample_ledger: str) -> None:
    async def scene() -> None:
        async with opened(sample_ledger, incident="qamishli-2016") as ui:
            await ui.press("G")
            assert ui.claims.place > 10
            await ui.press("g", "g")
            assert ui.claims.place == 0

    run(scene)


def test_the_difference_is_told_from_the_mark_to_now(sample_ledger: str) -> None:
    async def scene() -> None:
        async with opened(sample_ledger, incident="qamishli-2016", size=(120, 40)) as ui:
            await ui.press("d")
            await ui.until("Mark a moment with m first")
            await ui.press("m", "[", "[", "d")
            assert "before  low 30, best 57, high 67" in ui.screen
            assert "after   low 48, best 57, high 67, disputed" in ui.screen

    run(scene)


def test_a_filter_takes_the_words_of_the_command_line(sample_ledger: str) -> None:
    async def scene() -> None:
        async with opened(sample_ledger, incident="qamishli-2016") as ui:
            await ui.press("/")
            await ui.type("--state standing --metric injured hospit")
            await ui.press("enter")
            assert ui.desk.shown is not None
            listed = ui.desk.shown.claims.listed
            assert listed
            assert {row.metric.value for row in listed} == {"injured"}

    run(scene)


def test_a_filter_that_is_none_says_what_is_wrong_and_escape_leaves_it(sample_ledger: str) -> None:
    async def scene() -> None:
        async with opened(sample_ledger, incident="qamishli-2016") as ui:
            await ui.press("/")
            await ui.type("--state withdrwn")
            assert "did you mean withdrawn?" in ui.screen
            await ui.press("escape")
            assert ui.desk.view.words == ""
            assert "withdrwn" not in ui.screen

    run(scene)


def test_sorting_goes_through_the_columns_and_back(sample_ledger: str) -> None:
    async def scene() -> None:
        async with opened(sample_ledger, incident="sri-lanka-2019") as ui:
            await ui.press("s", "s", "s")
            assert ui.desk.view.sort == "figure"
            assert ui.desk.shown is not None
            values = [row.figure.value or -1 for row in ui.desk.shown.claims.listed]
            assert values == sorted(values, reverse=True)
            await ui.press("S")
            values = [row.figure.value or -1 for row in ui.desk.shown.claims.listed]
            assert values == sorted(values)

    run(scene)


def test_the_list_of_incidents_is_filtered_and_sorted(sample_ledger: str) -> None:
    async def scene() -> None:
        async with opened(sample_ledger) as ui:
            await ui.press("/")
            await ui.type("lan")
            assert "Sri Lanka" in ui.screen
            assert "Beirut port" not in "\n".join(ui.lines[3:])
            await ui.press("escape", "s", "s")
            order = [line.split()[0] for line in ui.lines[3:10]]
            assert order[0] == "Paris"

    run(scene)
