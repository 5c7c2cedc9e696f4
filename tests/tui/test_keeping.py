"""Incidents and sources from the UI: the entries that the commands make, and none by looking."""

from pathlib import Path

from click.testing import CliRunner

from tests.tui.conftest import opened, run
from tests.tui.test_forms import entries
from tracker.cli.root import root
from tracker.ledger import Ledger
from tracker.tui.dialogs.dialog import Dialog


def newest_ids(where: str, count: int) -> list[str]:
    """Ids of the last entries, the newest first."""
    ledger = Ledger.open(where, create=False)
    size = ledger.head().size
    found = ledger.browser().entries(size - count + 1, size)
    ledger.close()
    return [one.id for one in found]


def by_commands(own: str, place: Path, *commands: tuple[str, ...]) -> str:
    """A copy of a ledger on which commands are run."""
    place.write_bytes(Path(own).read_bytes())
    for words in commands:
        CliRunner().invoke(root, ["--db", str(place), *words], catch_exceptions=False)
    return str(place)


def test_an_incident_is_added_and_put_right_as_the_commands_do(
    own_ledger: str, tmp_path: Path
) -> None:
    twin = by_commands(
        own_ledger, tmp_path / "twin.db",
        ("incident", "add", "quetta-2016", "--title", "Quetta", "--timezone", "Asia/Karachi"),
        ("incident", "edit", "beirut-2020", "--perpetrator", "nobody", "--admin1", ""),
    )  # fmt: skip

    async def scene() -> None:
        before = entries(own_ledger)
        async with opened(own_ledger, size=(90, 30)) as ui:
            await ui.press("a")
            await ui.until("required: small letters")
            await ui.fill("field-slug", "Quetta 2016")
            assert "is not a short name" in " ".join(ui.screen.split())
            await ui.fill("field-slug", "quetta-2016")
            await ui.fill("field-title", "Quetta")
            await ui.fill("field-timezone", "Asia/Karachy")
            assert "is not a time zone" in " ".join(ui.screen.split())
            await ui.fill("field-timezone", "Asia/Karachi")
            await ui.until("new incident quetta-2016")
            assert entries(own_ledger) == before
            await ui.press("ctrl+s")
            await ui.until(f"{before + 1} entries")
            await ui.press("r")
            await ui.until("Put right: beirut-2020")
            await ui.until("Not yet: this is what it says already")
            await ui.fill("field-perpetrator", "nobody")
            await ui.fill("field-admin1", "")
            await ui.until("suspected: – → nobody")
            assert "the estimates of beirut-2020 stay as they are" in ui.screen
            await ui.press("ctrl+s")
            await ui.until(f"{before + 2} entries")

    run(scene)
    assert newest_ids(own_ledger, 2) == newest_ids(twin, 2)


def test_a_source_is_added_put_right_and_merged_as_the_commands_do(
    own_ledger: str, tmp_path: Path
) -> None:
    twin = by_commands(
        own_ledger, tmp_path / "twin.db",
        ("source", "add", "port-hospital", "--name", "Port hospital", "--kind", "hospital",
         "--alias", "Hospital of the port", "--alias", "Port clinic"),
        ("source", "edit", "port-hospital", "--reliability", "B", "--drop-alias", "Port clinic"),
        ("source", "merge", "port-hospital", "asayish"),
        ("source", "edit", "port-hospital", "--apart"),
    )  # fmt: skip

    async def scene() -> None:
        size = entries(own_ledger)
        async with opened(own_ledger, incident="qamishli-2016", size=(90, 34)) as ui:
            await ui.press("3", "a")
            await ui.until("Add a source")
            await ui.fill("field-slug", "port-hospital")
            await ui.fill("field-name", "Port hospital")
            await ui.fill("field-kind", "hospitl")
            assert "hospital" in " ".join(ui.screen.split())
            await ui.fill("field-kind", "hospital")
            await ui.fill("field-aliases", "Hospital of the port; Port clinic")
            await ui.press("ctrl+s")
            await ui.until(f"{size + 1} entries")
            await ui.press("/")
            await ui.type("port-hospital")
            await ui.press("enter", "r")
            await ui.until("Put right: port-hospital")
            await ui.fill("field-reliability", "B")
            await ui.fill("field-aliases", "Hospital of the port")
            await ui.until("reliability: F → B")
            await ui.press("ctrl+s")
            await ui.until(f"{size + 2} entries")
            await ui.press("x")
            await ui.until("Merge port-hospital")
            await ui.fill("field-into", "port-hospital")
            await ui.until("name the other source")
            await ui.fill("field-into", "asayish")
            await ui.until("merged into: – → asayish")
            await ui.press("ctrl+s")
            await ui.until(f"{size + 3} entries")
            await ui.press("r")
            await ui.until("merged into")
            await ui.fill("field-merged_into", "")
            await ui.press("ctrl+s")
            await ui.until(f"{size + 4} entries")

    run(scene)
    assert newest_ids(own_ledger, 4) == newest_ids(twin, 4)


def test_what_a_source_put_right_does_to_the_estimate_in_view_is_said_before(
    own_ledger: str,
) -> None:
    async def scene() -> None:
        before = entries(own_ledger)
        async with opened(own_ledger, incident="qamishli-2016", size=(110, 34)) as ui:
            await ui.press("3", "/")
            await ui.type("syrian-observatory")
            await ui.press("enter", "r")
            await ui.until("Put right:")
            await ui.fill("field-affiliation", "islamic-state")
            await ui.until("killed: low 48, best 57, high 67, disputed →")
            await ui.press("escape")
        assert entries(own_ledger) == before

    run(scene)


def test_the_first_incident_of_an_empty_ledger_can_be_added_and_is_opened(tmp_path: Path) -> None:
    place = str(tmp_path / "empty.db")
    Ledger.open(place).close()

    async def scene() -> None:
        async with opened(place, size=(90, 30)) as ui:
            assert "Nothing is recorded yet" in ui.lines[0]
            await ui.press("a")
            await ui.until("Add an incident")
            await ui.fill("field-slug", "quetta-2016")
            await ui.press("ctrl+s")
            await ui.until("1 entry")
            await ui.press("2", "a")
            await ui.until("Add a claim to quetta-2016")
            await ui.fill("field-source", "Example desk")
            await ui.fill("field-figure", "70")
            await ui.press("ctrl+s")
            await ui.until("3 entries")
            assert "killed 70" in ui.lines[1]

    run(scene)


def test_beside_each_other_a_key_acts_on_what_has_the_focus(own_ledger: str) -> None:
    async def scene() -> None:
        async with opened(own_ledger, incident="qamishli-2016", size=(110, 34)) as ui:
            await ui.press("r")
            await ui.until("Correct ")
            await ui.press("escape", "shift+tab", "shift+tab")
            assert ui.desk.focused_id() == "incidents"
            await ui.press("r")
            await ui.until("Put right: qamishli-2016")

    run(scene)


def test_incidents_and_sources_are_not_recorded_where_it_was_opened_to_look_only(
    own_ledger: str,
) -> None:
    async def scene() -> None:
        async with opened(own_ledger, incident="qamishli-2016", read_only=True) as ui:
            for keys in (("1", "a"), ("r",), ("3", "a"), ("r",), ("x",)):
                await ui.press(*keys)
                assert not isinstance(ui.app.screen, Dialog)

    run(scene)
