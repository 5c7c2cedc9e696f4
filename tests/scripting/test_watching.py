"""What arrives in a folder is recorded once, put away with its receipt, and never lost."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from tests.places import PLACES
from tracker.errors import BusyError, NotFoundError, OptionError, StorageError, WatchedError
from tracker.importing import ImportOptions, OnError
from tracker.importing.call import Call
from tracker.ledger import Ledger
from tracker.scripting.arrivals import Arrival, Arrivals
from tracker.scripting.drop_folder import DropFolder, names_like
from tracker.scripting.taking import Taken
from tracker.scripting.watching import watch

HEADER = "ref,incident,source,metric,figure\n"
GOOD = HEADER + "q-1,qamishli,sana,killed,44\n"
BAD = HEADER + "q-2,qamishli,sana,killed,sevral\n"
both_databases = pytest.mark.usefixtures("each_database")


class Inbox:
    """A folder that is watched, and the ledger that its files go into."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "inbox"
        self.folder.mkdir()
        self.where = PLACES.shared(folder)

    def put(self, name: str, text: str = GOOD) -> Path:
        """A file that has arrived."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def take(self, **options: object) -> list[Taken]:
        """What one turn takes."""
        given = ImportOptions(**options)  # type: ignore[arg-type]
        return list(watch(self.where, self.folder, given, every_s=0.01, once=True))

    def names(self, kind: str = "") -> list[str]:
        """Names of the files in done/ or refused/, or of those still there."""
        return sorted(one.name for one in (self.folder / kind).iterdir() if one.is_file())

    def receipt(self, name: str) -> dict[str, object]:
        """The receipt of a file that was put away."""
        found: dict[str, object] = json.loads((self.folder / f"{name}.json").read_bytes())
        return found

    def claims(self) -> int:
        """How many claims there are."""
        return sum(PLACES.open(self.where).claim_totals().values())


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    return Inbox(tmp_path)


@both_databases
def test_each_file_goes_to_done_or_refused_with_its_receipt(inbox: Inbox) -> None:
    inbox.put("a-bad.csv", BAD)
    inbox.put("b.csv")
    inbox.put("notes.csv", "colour,weight\nred,4\n")

    taken = inbox.take()

    assert [(one.name, one.is_refused) for one in taken] == [
        ("a-bad.csv", True), ("b.csv", False), ("notes.csv", True),
    ]  # fmt: skip
    assert inbox.names() == []
    assert inbox.names("done") == ["b.csv", "b.csv.json"]
    assert inbox.names("refused") == [
        "a-bad.csv", "a-bad.csv.json", "notes.csv", "notes.csv.json",
    ]  # fmt: skip
    receipt = inbox.receipt("done/b.csv")
    assert receipt == taken[1].receipt
    assert receipt["moved_to"] == "done/b.csv"
    assert receipt["files"][0]["sha256"] == sha256(GOOD.encode()).hexdigest()  # type: ignore[index]
    assert inbox.claims() == 1
    modes = [(inbox.folder / one).stat().st_mode & 0o777 for one in ("done", "refused")]
    assert modes == [0o700, 0o700]


def test_the_same_name_again_gets_another_and_the_same_rows_are_known(inbox: Inbox) -> None:
    for text in (GOOD, GOOD, GOOD.replace("44", "45")):
        inbox.put("daily.csv", text)
        inbox.take()

    kept = [name for name in inbox.names("done") if not name.endswith(".json")]
    assert kept == ["daily-2.csv", "daily-3.csv", "daily.csv"]
    assert inbox.receipt("done/daily-2.csv")["files"][0]["already_known"] == 1  # type: ignore[index]
    assert inbox.claims() == 2


def test_a_file_is_left_until_two_looks_find_it_the_same(tmp_path: Path) -> None:
    file = tmp_path / "slow.csv"
    file.write_text(HEADER, encoding="utf-8")
    arrivals = Arrivals(tmp_path, lambda _: False, print)

    looks = [arrivals.look()]
    with file.open("a", encoding="utf-8") as writing:
        writing.write("q-1,qamishli,sana,killed,44\n")
    looks += [arrivals.look(), arrivals.look()]

    assert [[one.path.name for one in look] for look in looks] == [[], [], ["slow.csv"]]


def test_files_come_in_the_order_in_which_they_were_last_written(tmp_path: Path) -> None:
    for age, name in ((3, "b.csv"), (1, "a.csv"), (2, "c.csv")):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, ns=(0, 10**18 - age))
    arrivals = Arrivals(tmp_path, lambda _: False, print)
    arrivals.look()

    assert [one.path.name for one in arrivals.look()] == ["b.csv", "c.csv", "a.csv"]


def test_what_is_unfinished_hidden_or_no_file_is_left_alone(inbox: Inbox) -> None:
    outside = inbox.folder.parent / "outside.csv"
    outside.write_text(GOOD, encoding="utf-8")
    (inbox.folder / "link.csv").symlink_to(outside)
    os.mkfifo(inbox.folder / "pipe.csv")
    (inbox.folder / "folder.csv").mkdir()
    for name in ("a.csv.part", ".hidden.csv", "b.csv~"):
        inbox.put(name)
    told: list[str] = []

    taken = list(watch(inbox.where, inbox.folder, every_s=0.01, once=True, tell=told.append))

    assert taken == []
    assert sorted(told) == [
        "link.csv is left alone: it is no file but a link, a pipe or the like",
        "pipe.csv is left alone: it is no file but a link, a pipe or the like",
    ]
    assert outside.exists()


@pytest.mark.usefixtures("on_files")
def test_a_ledger_in_the_watched_folder_is_no_arrival(inbox: Inbox) -> None:
    inbox.where = str(inbox.folder / "ledger.db")
    inbox.put("a.csv")

    first, second = inbox.take(), inbox.take()

    assert ([one.name for one in first], second) == (["a.csv"], [])
    assert inbox.claims() == 1


def test_a_file_that_may_not_be_read_is_refused_and_stops_no_other(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox.put("a-closed.csv")
    inbox.put("b.csv")
    opened = Path.open

    def closed(path: Path, *how: object) -> object:
        if path.name == "a-closed.csv":
            raise PermissionError(13, "Permission denied")
        return opened(path, *how)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", closed)

    taken = inbox.take()

    assert [one.is_refused for one in taken] == [True, False]
    assert [fault.problem for fault in taken[0].report.errors] == ["Permission denied"]


def test_skipping_records_the_good_rows_of_a_file_that_is_refused(inbox: Inbox) -> None:
    inbox.put("mixed.csv", GOOD + "q-2,qamishli,sana,killed,sevral\n")

    (taken,) = inbox.take(on_error=OnError.SKIP)

    assert (taken.is_refused, inbox.claims()) == (True, 1)


@contextmanager
def stopped_before(step: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The program ends, as if it were killed, when it comes to that step."""

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        if step == "receipt":
            patched.setattr("tracker.scripting.drop_folder.write_receipt", killed)
        else:
            patched.setattr(Path, "rename", killed)
        with pytest.raises(KeyboardInterrupt):
            yield


@both_databases
@pytest.mark.parametrize("step", ["receipt", "move"])
def test_a_kill_between_recording_and_moving_records_nothing_twice(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    inbox.put("a.csv")
    with stopped_before(step, monkeypatch):
        inbox.take()
    assert (inbox.names(), inbox.claims()) == (["a.csv"], 1)

    (taken,) = inbox.take()

    assert taken.report.files[0].already_known == 1
    assert inbox.names("done") == ["a.csv", "a.csv.json"]
    first = inbox.receipt("done/a.csv")["files"][0]["recorded"]  # type: ignore[index]
    assert first == (1 if step == "move" else 0), "the receipt of what was recorded stays"


def test_a_receipt_of_other_bytes_is_never_written_over(inbox: Inbox) -> None:
    inbox.put("a.csv")
    inbox.take()
    (inbox.folder / "done" / "a.csv").unlink()
    before = inbox.receipt("done/a.csv")
    inbox.put("a.csv", GOOD.replace("44", "45"))

    inbox.take()

    assert inbox.receipt("done/a.csv") == before
    assert inbox.names("done") == ["a-2.csv", "a-2.csv.json", "a.csv.json"]


def test_a_file_that_takes_the_name_meanwhile_is_imported_in_its_turn(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox.put("daily.csv")
    newer = GOOD.replace("44", "45").replace("q-1", "q-2")
    put_away = DropFolder.put_away

    def replaced(*given: object) -> object:
        inbox.put("new.part", newer).rename(inbox.folder / "daily.csv")
        return put_away(*given)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(DropFolder, "put_away", replaced)
        assert inbox.take() == []
    assert inbox.names() == ["daily.csv"]

    (taken,) = inbox.take()

    assert (taken.report.files[0].recorded, inbox.claims()) == (1, 2)
    assert taken.moved_to.read_text(encoding="utf-8") == newer


def test_a_file_that_changes_while_it_is_read_is_looked_at_again(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = inbox.put("a.csv")
    run = Call.run

    def written_to(call: Call, works: object) -> None:
        run(call, works)  # type: ignore[arg-type]
        path.write_text(GOOD + "q-2,qamishli,sana,injured,9\n", encoding="utf-8")

    with monkeypatch.context() as patched:
        patched.setattr(Call, "run", written_to)
        assert inbox.take() == []
    assert inbox.names() == ["a.csv"]

    assert [one.report.files[0].recorded for one in inbox.take()] == [2]


@pytest.mark.parametrize("again", [False, True], ids=["once", "and put there again"])
def test_a_file_that_is_taken_away_after_its_import_is_told_and_stops_nothing(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch, again: bool
) -> None:
    inbox.put("a.csv")
    inbox.put("b.csv", BAD)
    put_away = DropFolder.put_away
    told: list[str] = []

    def taken_away(drop: DropFolder, arrival: Arrival, *given: object) -> object:
        if arrival.path.name == "a.csv":
            arrival.path.unlink()
        return put_away(drop, arrival, *given)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(DropFolder, "put_away", taken_away)
        taken = list(watch(inbox.where, inbox.folder, every_s=0.01, once=True, tell=told.append))

    assert [one.name for one in taken] == ["b.csv"]
    assert told == [
        "a.csv was taken away before it could be moved to done; its receipt is done/a.csv.json"
    ]
    assert inbox.receipt("done/a.csv")["files"][0]["recorded"] == 1  # type: ignore[index]
    if again:
        inbox.put("a.csv")
        (known,) = inbox.take()
        assert known.report.files[0].already_known == 1
        assert inbox.names("done") == ["a.csv", "a.csv.json"]


@pytest.mark.parametrize("step", ["run", "__init__"])
def test_a_file_that_is_taken_away_while_it_is_read_is_told_and_stops_nothing(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    gone = inbox.put("a.csv")
    inbox.put("b.csv", GOOD.replace("q-1", "q-2"))
    told: list[str] = []
    went_on = getattr(Call, step)

    def taken_away(call: Call, *given: object) -> None:
        if step == "run":
            went_on(call, *given)
            gone.unlink(missing_ok=True)
        else:
            gone.unlink(missing_ok=True)
            went_on(call, *given)

    with monkeypatch.context() as patched:
        patched.setattr(Call, step, taken_away)
        taken = list(watch(inbox.where, inbox.folder, every_s=0.01, once=True, tell=told.append))

    assert [one.name for one in taken] == ["b.csv"]
    assert told == [
        "a.csv was taken away while it was read; put it there again to have it imported"
    ]
    assert inbox.claims() == 1


@pytest.mark.usefixtures("on_files")
def test_a_busy_ledger_is_waited_for(inbox: Inbox) -> None:
    inbox.put("a.csv")
    told: list[str] = []
    other = Ledger.open(inbox.where)
    writing = other.writing()
    writing.__enter__()

    def let_go(text: str) -> None:
        told.append(text)
        writing.__exit__(None, None, None)

    turns = watch(inbox.where, inbox.folder, every_s=0.01, busy_timeout_ms=10, tell=let_go)
    taken = next(turns)
    turns.close()
    other.close()

    assert taken.report.files[0].recorded == 1
    assert told[0].startswith("a.csv waits: ")


@pytest.mark.usefixtures("on_files")
def test_one_turn_does_not_wait_for_a_busy_ledger_beyond_its_time(inbox: Inbox) -> None:
    inbox.put("a.csv")
    other = Ledger.open(inbox.where)

    with other.writing(), pytest.raises(BusyError):
        list(watch(inbox.where, inbox.folder, every_s=0.01, once=True, busy_timeout_ms=10))

    assert inbox.names() == ["a.csv"]


def test_a_second_watcher_of_the_same_folder_is_refused(inbox: Inbox) -> None:
    with DropFolder.held(inbox.folder), pytest.raises(WatchedError, match="one is enough"):
        inbox.take()


@pytest.mark.parametrize(
    ("prepare", "error"),
    [
        (lambda folder: folder.rmdir(), NotFoundError),
        (lambda folder: (folder.rmdir(), folder.touch()), OptionError),
        (lambda folder: (folder / "done").symlink_to(folder.parent), OptionError),
        (lambda folder: (folder / "refused").touch(), OptionError),
    ],
    ids=["gone", "a file", "done leads elsewhere", "refused is a file"],
)
def test_what_cannot_be_watched_is_refused_at_once(
    inbox: Inbox, prepare: Callable[[Path], object], error: type[Exception]
) -> None:
    prepare(inbox.folder)

    with pytest.raises(error):
        inbox.take()


def test_a_folder_that_goes_away_ends_it(inbox: Inbox) -> None:
    inbox.put("a.csv")
    turns = watch(inbox.where, inbox.folder, every_s=0.01)
    next(turns)
    inbox.folder.rename(inbox.folder.with_name("elsewhere"))

    with pytest.raises(StorageError, match="No such file"):
        next(turns)


@pytest.mark.usefixtures("on_files")
def test_a_ledger_that_goes_away_is_not_made_anew(inbox: Inbox) -> None:
    inbox.put("a.csv")
    turns = watch(inbox.where, inbox.folder, every_s=0.01)
    next(turns)
    Path(inbox.where).unlink()
    inbox.put("b.csv")

    with pytest.raises(NotFoundError):
        next(turns)

    assert inbox.names() == ["b.csv"]


def test_a_ledger_in_memory_is_refused(inbox: Inbox) -> None:
    with pytest.raises(OptionError, match="in memory"):
        list(watch(":memory:", inbox.folder, once=True))


@pytest.mark.parametrize(
    ("options", "told"), [({"dry_run": True}, "a dry run"), ({"refused_path": "r"}, "refused_path")]
)
def test_no_file_is_put_away_of_which_nothing_is_kept(
    inbox: Inbox, options: dict[str, object], told: str
) -> None:
    inbox.put("march.csv")

    with pytest.raises(OptionError, match=told):
        inbox.take(**options)

    assert inbox.names() == ["march.csv"]


def test_a_name_of_greatest_length_leaves_room_for_a_number_and_a_receipt(inbox: Inbox) -> None:
    name = "é" * 125 + ".csv"
    inbox.put(name)

    (taken,) = inbox.take()

    assert taken.moved_to.name.startswith("é" * 90)
    assert taken.moved_to.suffix == ".csv"


def test_names_go_on_without_end() -> None:
    names = names_like("notes")

    assert [next(names) for _ in range(3)] == ["notes", "notes-2", "notes-3"]


@pytest.mark.usefixtures("on_files")
@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
def test_a_signal_ends_the_command_between_two_files_and_kill_9_loses_none(inbox: Inbox) -> None:
    command = [sys.executable, "-m", "tracker.cli", "--db", inbox.where, "watch"]
    command += [str(inbox.folder), "--every", "0.1", "--json"]
    for number, end in enumerate((signal.SIGTERM, signal.SIGKILL)):
        inbox.put(f"{number}.csv", GOOD.replace("q-1", f"q-{number}"))
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
            assert running.stdout is not None
            receipt = json.loads(running.stdout.readline())
            running.send_signal(end)
        assert running.returncode == (0 if end == signal.SIGTERM else -signal.SIGKILL)
        assert receipt["files"][0]["recorded"] == 1

    assert (inbox.names(), inbox.claims()) == ([], 2)
    assert inbox.take() == []
