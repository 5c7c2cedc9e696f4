"""Every mistake a person can make on the command line, with the exact text and exit code.

commands.txt holds them in blocks: the command, what it says, its exit code. To take a new one
in, add its command to MISTAKES and run `python -m tests.gallery.test_command_mistakes`.
"""

import fcntl
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import forks
from tests.distributions import install
from tests.forks import Forks
from tests.gallery.proofs import MISTAKES as PROOF_MISTAKES
from tests.gallery.proofs import put_proof_files
from tests.gallery.versions import MISTAKES as VERSION_MISTAKES
from tests.gallery.versions import put_versions
from tests.ledger.attacks import CLAIMS
from tests.ledger.builders import a_ledger, tampered
from tests.ledger.made_by_hand import NAMING, SENSELESS, YEAR_US, claim, into_file, said
from tracker import Ledger, add

PAGE = Path(__file__).with_name("commands.txt")
SAMPLE_DATA = Path(__file__).parents[2] / "sample_data"
MISTAKES = (
    "shwo qamishli-2016",
    "show",
    "show qamshli-2016",
    "show qamishli-2016 --method concensus",
    "show qamishli-2016 --method gtd:windw_hours=3",
    "show qamishli-2016 --method gtd:window_hours=two",
    "show qamishli-2016 --method gtd:48",
    "show qamishli-2016 --method gtd:window_hours=3,window_hours=4",
    "show qamishli-2016 --method priority:order=coroner+hospitl",
    "show qamishli-2016 --method priority:order=coroner+coroner",
    "show qamishli-2016 --method latest:window_hours=3",
    "show qamishli-2016 --method our-import",
    "show qamishli-2016 --method our-signature",
    "show qamishli-2016 --method our-order",
    "show qamishli-2016 --method our-failure",
    "show qamishli-2016 --method our-twice",
    "show qamishli-2016 --as-of yesterday",
    "show qamishli-2016 --as-of 03/04/2016",
    "show qamishli-2016 --as-of 2016-02-30",
    "show qamishli-2016 --known-at 2001-01-01",
    "show qamishli-2016 --as-of ''",
    "--db empty.db show qamishli-2016",
    "history qamishli-2016 --metric kiled",
    "history qamishli-2016 --metric displaced",
    "history qamishli-2016 --source asaysh",
    "sources --source sanaa",
    "sources --source ''",
    "why qamishli-2016 kiled",
    "why qamishli-2016 ''",
    "why qamishli-2016 killed/Turkey",
    "why qamishli-2016 detained",
    "why qamishli-2016 killed --metric injured",
    "diff qamishli-2016 --from 2016-07-27",
    "diff qamishli-2016 --from 2016-07-28 --to 2016-07-27",
    "diff qamishli-2016 --from 2016-07-27 --to 2016-07-27T16:00",
    "diff qamishli-2016 --known-from 2100-01-02 --known-to 2100-01-01",
    "diff qamishli-2016 --known-from 2026-11-01",
    "diff qamishli-2016 --known-from '' --known-to ''",
    "diff qamishli-2016 --known-at 2026-11-01 --known-from 2026-11-01 --known-to 2026-11-02",
    "tui",
    "tui qamishli-2016",
    "tui --as-of 2016-07-27",
    "tui --known-at 2016-07-27",
    "import no-such-file.csv",
    "import",
    "import ''",
    "import sources.csv --on-error skip --refused sources.csv",
    "import sources.csv --on-error skip --refused ledger.db",
    "import ledger.db",
    "import - --on-error skip --refused ledger.db",
    "import sources.csv --on-error skip --refused -",
    "import sources.csv --receipt sources.csv",
    "import sources.csv --receipt new/",
    "import sources.csv --receipt no-such-folder/today.json",
    "import sources.csv --on-error skip --refused out --receipt out",
    "watch no-such-folder",
    "watch ''",
    "watch sources.csv",
    "--db :memory: watch .",
    "watch watched --once",
    "import sources.csv --published-at yesterday",
    "import sources.csv --dayfirst --monthfirst",
    "import sources.csv --sheet ''",
    "import sources.csv --member ''",
    "import sources.csv --rows ''",
    "import sources.csv --delimiter ''",
    "import sources.csv --delimiter ab",
    "import sources.csv --header-row 0",
    "import sources.csv --policy aclde",
    "import sources.csv --policy no-such.toml",
    "import sources.csv --policy deep.toml",
    "import sources.csv --profile ucdp",
    "import sources.csv --profile no-such.toml",
    "import sources.csv --profile ucdp-ged",
    "import sources.csv --profile casualty-source-aggregation --on-error skip",
    "import foreign.csv",
    "profiles show gdt",
    "profiles check sources.csv",
    "profiles check sources.csv --profile canonical",
    "profiles check ledger.db",
    "profiles check article.txt",
    "profiles check no-such.csv",
    "profiles check twice.csv",
    "profiles draft sources.csv",
    "extract no-such.txt",
    "extract picture.png",
    "extract latin.txt --encoding utf-9",
    "extract article.txt --published-at yesterday",
    "extract article.txt --published-at 03/04/2016",
    "extract article.txt --via ''",
    "extract ''",
    "extract article.txt --review",
    "extract - --review --incident qamishli-2016",
    "extract article.txt --review --json --incident qamishli-2016",
    "extract article.txt --review --incident nowhere-2020",
    "extract article.txt --review --incident qamishli-2016",
    "extract article.txt --incident qamishli-2016 --keep-text --db sources.csv",
    "extract article.txt",
    "add nowhere-2020 --source police --killed 4",
    "add qamishli-2016 --source asayish",
    "add qamishli-2016 --source asayish --killed 'sevral dozen'",
    "add qamishli-2016 --source asayish --killed '40 wounded'",
    "add qamishli-2016 --source asayish --killed '50-40'",
    "add qamishli-2016 --source asayish --killed 4 --asserted-at 2016-02-30",
    "add qamishli-2016 --source asayish --killed 4 --asserted-at 3/4/2020",
    "add qamishli-2016 --source asayish --killed 4 --low 9 --high 5",
    "correct qamishli-2016-002 --killed 41",
    "correct zzzz --killed 41 --reason misread",
    "void qamishli-2016-002",
    "add qamishli-2016 --source asayish --source-kind hospital --killed 45 --dry-run",
    "void '' --reason misread",
    "--db two-names.db void 42b333 --reason misread",
    "retract no-such-claim",
    "retract two-figures",
    "retract paris-2015-037",
    "dispute qamishli-2016-095",
    "dispute qamishli-2016-095 --source ''",
    "incident add Qamishli",
    "incident add qamishli-2016 --title Again",
    "incident edit qamishli-2016 --timezone Mars/Olympus",
    "source edit nobody --kind media",
    "source edit asayish --kind hospitl",
    "source edit asayish --alias sana",
    "source add police --alias sana",
    "source edit syrian-observatory-for-human-rights --speaks-for sohr",
    "source merge sohr nobody",
    "source merge sohr ''",
    "source edit asayish --drop-alias Internal",
    "export --format xml",
    "export --output ''",
    "export --output no-such-folder/out.csv",
    "export --output ledger.db",
    "export --output out.csv --receipt out.csv",
    "export --receipt -",
    "export --receipt new/",
    "export --receipt no-such-folder/today.json",
    "export --output installed",
    "export --output ledger.db-journal",
    "export nowhere-2020 --format csv",
    "export --output new/",
    "export --format parquet --output installed/",
    "export --format parquet --output new/ --receipt new.receipt",
    "export qamishli-2016 --format parquet --output new/",
    "reconcile nowhere-2020",
    "reconcile --method concensus",
    "reconcile --as-of yesterday",
    "reconcile --known-at yesterday",
    "reconcile --known-at 2016-02-30",
    "reconcile --jobs 0",
    "reconcile --output ''",
    "reconcile --output ledger.db",
    "reconcile --output new/",
    "reconcile --output no-such-folder/table.csv",
    "reconcile --method our-failure",
    "reconcile qamishli-2016 --engine spark",
    "--db no-such.db reconcile",
    "--db no-such-folder/no-such.db show qamishli-2016",
    "--db '' show qamishli-2016",
    "--db no-such-folder/no-such.db incident add paris-2015",
    "--db sources.csv show qamishli-2016",
    "--db pipe show qamishli-2016",
    "--db pipe import sources.csv",
    "--db postgresql://desk:secret@127.0.0.1:1/ledger show qamishli-2016",
    "--db postgresql://127.0.0.1:port/ledger show qamishli-2016",
    "--db postgresql+asyncpg://127.0.0.1/ledger show qamishli-2016",
    "--db postgresql://desk:p@secret@127.0.0.1:1/ledger show qamishli-2016",
    "--db 'postgresql://127.0.0.1:1/ledger?user=desk&password=secret' show qamishli-2016",
    "--db postgresql://127.0.0.1:1/ledger?sslmode=mostly show qamishli-2016",
    "--db mysql://desk:secret@127.0.0.1/ledger show qamishli-2016",
    "db init --app-role desk",
    "db init --app-role ''",
    "--db postgresql://127.0.0.1:1/ledger db init",
    "db backup sources.csv",
    "db backup ledger.db",
    "db backup ledger.db-wal",
    "db backup no-such-folder/today.db",
    "db backup -",
    "db backup new/",
    "db backup ''",
    "--db untrue.db db backup copy.db",
    "db copy untrue.db copy.db",
    "db copy ledger.db copy.db --size 900",
    "db copy ledger.db copy.db --size 0",
    "db copy pipe copy.db",
    "db copy no-such.db copy.db",
    "db copy ledger.db sources.csv",
    "db copy ledger.db ledger.db",
    "db copy ledger.db :memory:",
    "db copy ledger.db postgresql://desk:secret@127.0.0.1:1/ledger",
    "--db no-such.db db upgrade",
    "--db sources.csv db upgrade",
    "db upgrade --backup ledger.db",
    "--wait soon show qamishli-2016",
    "--db postgresql://desk/ledger show qamishli-2016",
    "--wait 0.1 --db written.db verify",
    "--wait 0.1 --db written-untrue.db verify",
    "--wait 0.1 --db withheld.db verify",
    "--wait 0.1 --db withheld.db verify --json",
    "--db postgresql://desk:secret@127.0.0.1:1/ledger verify",
    "--db made-up.db verify",
    "--db made-up.db reconcile",
    "--db acts.db show qamishli-2016",
    "--db altered.db export",
    *PROOF_MISTAKES,
    *VERSION_MISTAKES,
)
HASH = re.compile(r"\b[0-9a-f]{64}\b")
"""A root depends on the moment of recording."""
MOMENT = re.compile(r"\b\d{4}-\d\d-\d\dT[0-9:]{8}\.\d{6}Z")


ARTICLE = (
    "Nine people died. The army denied that 301 had been killed. Clashes since May have killed 40."
)
OURS = {
    "our-import": "import nowhere",
    "our-signature": "def method(standing, as_of): ...",
    "our-order": (
        "from tracker.reconcile import nothing_usable\n"
        "def method(standing):\n"
        "    return nothing_usable(standing, 'mine')._replace(low=57, high=48)"
    ),
    "our-failure": "def method(standing): return standing.claims[99]",
    "our-twice": "def method(standing): ...",
}
"""Methods of others that are broken, each in a distribution of its name."""


def block(mistake: str, folder: Path, waiting: Forks) -> str:
    """The command, what it says on standard error, and its exit code. What a command finds is
    said on standard output."""
    variables, words = split(mistake)
    installed = [str(folder / "installed")] if "--method our-" in mistake else []
    environment = {
        **variables,
        "TRACKER_DB": str(folder / "ledger.db"),
        "PYTHONPATH": os.pathsep.join([str(SAMPLE_DATA.parent), *installed]),
        "PATH": "/usr/bin:/bin",
        "COLUMNS": "80",
        "HOME": str(folder),
    }
    told = waiting.run(shlex.split(words), environment, folder)
    said = (told.stderr or told.stdout).replace(str(folder), "FOLDER").rstrip("\n")
    said = MOMENT.sub("MOMENT", HASH.sub("HASH", said))
    return f"{typed(mistake)}\n{said}\nexit {told.code}\n"


def split(mistake: str) -> tuple[dict[str, str], str]:
    """The variable that is set for a command alone, if there is one, and its words."""
    first, _, rest = mistake.partition(" ")
    name, is_set, value = first.partition("=")
    return ({name: value}, rest) if is_set and name.isupper() else ({}, mistake)


def typed(mistake: str) -> str:
    """The command as a person types it."""
    variables, words = split(mistake)
    return " ".join(("$", *(f"{name}={value}" for name, value in variables.items()),
                     "tracker", words))  # fmt: skip


def filled_folder(folder: Path) -> Path:
    """A folder with a ledger of the sample data in it, and one of its files."""
    files = sorted(str(path) for path in SAMPLE_DATA.glob("*.csv"))
    command = [sys.executable, "-m", "tracker.cli", "--db", str(folder / "ledger.db"), "import"]
    subprocess.run([*command, *files], cwd=SAMPLE_DATA.parent, check=True, capture_output=True)
    report = ["--source", "asayish", "--killed", "44", "--injured", "140", "--ref", "two-figures"]
    subprocess.run(
        [*command[:-1], "add", "qamishli-2016", *report],
        cwd=SAMPLE_DATA.parent,
        check=True,
        capture_output=True,
    )
    Ledger.open(folder / "empty.db").close()
    shutil.copyfile(folder / "ledger.db", folder / "two-names.db")
    with Ledger.open(folder / "two-names.db") as ledger:
        add(ledger, "qamishli-2016", source="asayish", missing=3, ref="42b333")
    (folder / "sources.csv").write_bytes((SAMPLE_DATA / "sources.csv").read_bytes())
    (folder / "foreign.csv").write_text("Name,Date,Dead\nFlood,2021,4\n", encoding="utf-8")
    (folder / "twice.csv").write_text("Name,Dead\nFlood,4\nFlood,6\n", encoding="utf-8")
    (folder / "deep.toml").write_text(f"floors = {'[' * 50_000}", encoding="utf-8")
    os.mkfifo(folder / "pipe")
    watch_already(folder / "watched")
    put_an_untrue_ledger(folder)
    put_ledgers_in_others_hands(folder)
    put_ledgers_made_up(folder)
    put_proof_files(folder)
    put_versions(folder)
    (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "latin.txt").write_bytes("12 tués".encode("latin-1"))
    installed = folder / "installed"
    installed.mkdir()
    for name, code in OURS.items():
        install(installed, name, {name: f"{name.replace('-', '_')}:method"}, code)
    install(installed, "our-other", {"our-twice": "our_other:method"}, OURS["our-twice"])
    return folder


def watch_already(folder: Path) -> None:
    """A folder at which this program is at work, as `tracker watch` is, until it ends."""
    folder.mkdir()
    fcntl.flock(os.open(folder, os.O_RDONLY), fcntl.LOCK_EX)


def put_an_untrue_ledger(folder: Path) -> None:
    """The same ledger with a figure in a column that its content does not say, and once more
    with one in a content that its hash is not of."""
    changes = {
        "untrue.db": "claim SET low = 90000, high = 90000, wording = '90000'",
        "altered.db": "entry SET content = CAST(replace(content, '359', '953') AS BLOB)",
    }
    for name, change in changes.items():
        shutil.copyfile(folder / "ledger.db", folder / name)
        tampered(folder / name, f"UPDATE {change} WHERE seq = 900")


def put_ledgers_in_others_hands(folder: Path) -> None:
    """Ledgers that are being written to until this program ends, or that nobody else may read, by
    the locks that SQLite puts on a file for that."""
    reserved, shared = (0x40000001, 1), (0x40000002, 510)
    for name, of, (start, length) in (
        ("written.db", "ledger.db", reserved),
        ("written-untrue.db", "untrue.db", reserved),
        ("withheld.db", "ledger.db", shared),
    ):
        shutil.copy(folder / of, folder / name)
        fcntl.lockf(os.open(folder / name, os.O_RDWR), fcntl.LOCK_EX, length, start)


def put_ledgers_made_up(folder: Path) -> None:
    """Ledgers to which somebody added by hand: one names what is not there, one acts on nothing."""
    for name in ("made-up.db", "acts.db"):
        a_ledger(*CLAIMS, where=folder / name).close()
    for contents in NAMING.values():
        into_file(folder / "made-up.db", contents)
    into_file(folder / "made-up.db", [said(CLAIMS[0]), claim()], later_us=YEAR_US)
    into_file(folder / "acts.db", [SENSELESS["a void without a target"]])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled_folder(tmp_path_factory.mktemp("gallery"))


@pytest.fixture(scope="module")
def waiting() -> Iterator[Forks]:
    with forks.waiting(loaded=forks.RECORDING) as waiting:
        yield waiting


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_gets_its_message_and_exit_code(
    mistake: str, folder: Path, waiting: Forks
) -> None:
    expected = {
        told.split("\n", 1)[0]: told for told in PAGE.read_text(encoding="utf-8").split("\n\n")
    }
    assert block(mistake, folder, waiting).rstrip("\n") == expected[typed(mistake)].rstrip("\n")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        filled = filled_folder(Path(name))
        with forks.waiting(loaded=forks.RECORDING) as program:
            blocks = [block(mistake, filled, program) for mistake in MISTAKES]
        PAGE.write_text("\n".join(blocks), encoding="utf-8")
