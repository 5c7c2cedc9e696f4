"""What is thrown at the program, and what must hold of whatever comes out.

Each target takes any bytes at all. It returns nothing; what it raises is a finding.
"""

import io
import tempfile
from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner

from tests.faults.hostile import attacks_in
from tests.importing.written import ods_cell, ods_of, xlsx_of
from tracker.cli.root import root
from tracker.errors import DataError, FigureError, NoteError, StampError
from tracker.figures import load_policy, read_figure, read_recorded_figure, write_figure
from tracker.figures.harms import HARMS_OF
from tracker.importing import ImportOptions, OnError, import_files
from tracker.importing.dates import DateOrder, read_stamp
from tracker.importing.profiles import load_profile, profile_of
from tracker.ledger import Ledger
from tracker.ledger.checkpoints import read_checkpoint
from tracker.ledger.keys import read_verifier_key
from tracker.ledger.proof_files import read_proof
from tracker.reports.export import export_csv, export_jsonl

SIGNS = (b"\x1f\x8b\x08\x00", b"\x28\xb5\x2f\xfd", b"PK\x03\x04", b"PAR1")
_COLUMNS = ("incident", "source", "metric", "figure", "asserted_at", "note")
SHEET_HEADER = (
    "<sheetData><row>" + "".join(f"<c t='str'><v>{name}</v></c>" for name in _COLUMNS) + "</row>"
)
ODS_HEADER = (
    "<table:table table:name='A'><table:table-row>"
    + "".join(map(ods_cell, _COLUMNS))
    + "</table:table-row>"
)
Target = Callable[[bytes], None]
LONGEST_FIGURE = 2_000
FOREIGN_PROFILE = Path(__file__).parents[1] / "gallery" / "profiles" / "ours.toml"
FOREIGN_HEADER = b"event,dead,paper,counts,least,most,year,month,day,lat,lon,stamp,said,exact\n"
CLAIMS_HEADER = (
    b"ref,incident,source,metric,figure,low,high,asserted_at,published_at,act,target,reason,note\n"
)


def figures(data: bytes) -> None:
    """Any wording is read or refused; what is read makes sense and reads the same once written."""
    text = data.decode("utf-8", "replace")[:LONGEST_FIGURE]
    metric = (None, *HARMS_OF)[len(data) % (1 + len(HARMS_OF))]
    try:
        figure = read_figure(text, metric=metric)
    except FigureError as refused:
        assert str(refused)
        return
    if metric is None:
        assert read_recorded_figure(text) == figure
    assert figure.low is None or figure.high is None or 0 <= figure.low <= figure.high
    try:
        written = write_figure(figure)
    except FigureError:
        return
    assert read_figure(written) == figure, written


def dates(data: bytes) -> None:
    """Any text is a time or is refused; what is read reads back, and no year is invented."""
    order = (None, *DateOrder)[len(data) % 3]
    text = data.decode("utf-8", "replace")[:200]
    try:
        known = read_stamp(text, order=order)
    except StampError as refused:
        assert str(refused)
        return
    assert read_stamp(known.text) == known
    assert known.begins_us("Asia/Damascus") <= known.ends_us("Asia/Damascus")


def notes(data: bytes) -> None:
    """Any bytes are a proof, a checkpoint, a key, or none; what is read is written the same."""
    text = data.decode("utf-8", "replace")  # A key is given as text, whatever a file's bytes are.
    readers: tuple[tuple[Callable[[], object], bytes], ...] = (
        (lambda: read_proof(data), data),
        (lambda: read_checkpoint(data), data),
        (lambda: read_verifier_key(text), text.encode()),
    )
    for read, given in readers:
        try:
            assert str(read()).encode() == given
        except NoteError as refused:
            assert str(refused)


def policies(data: bytes) -> None:
    """Any file is a policy or is refused."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "house.toml"
        file.write_bytes(data)
        try:
            assert load_policy(file).name.strip()
        except DataError as refused:
            assert str(refused)


def files(data: bytes) -> None:
    """Any file is taken or refused, and what was taken is known when it comes again."""
    _imported(data)


def claims(data: bytes) -> None:
    """Any rows under a good header, so that more of them are read."""
    _imported(CLAIMS_HEADER + data)


def json_files(data: bytes) -> None:
    """Any JSON, or nearly."""
    _imported(b'[{"incident":"q","source":"a","metric":"killed",' + data)


def packed(data: bytes) -> None:
    """Any bytes of a compressed file, a workbook or a Parquet file, with or without its sign."""
    for sign in (b"", *SIGNS):
        _imported(sign + data)


def sheets(data: bytes) -> None:
    """Any XML of an XLSX sheet, its texts and its styles."""
    sheet, _, rest = data.decode("utf-8", "replace").partition("|")
    texts, _, styles = rest.partition("|")
    _imported(xlsx_of(SHEET_HEADER + sheet, texts, styles=styles))


def ods_sheets(data: bytes) -> None:
    """Any XML of an ODS workbook's tables."""
    _imported(ods_of(ODS_HEADER + data.decode("utf-8", "replace") + "</table:table>"))


def exports(data: bytes) -> None:
    """Any lines after a good one of an export."""
    first = "".join(export_jsonl(_with_an_incident())).encode()
    _imported(first + data)


def profiles(data: bytes) -> None:
    """Any text is a profile, or is refused with its place."""
    try:
        assert profile_of(data.decode("utf-8", "replace"), "any.toml").name.strip()
    except DataError as refused:
        assert str(refused).startswith("any.toml")


def foreign(data: bytes) -> None:
    """Any rows of a foreign file, and again: what was taken is known."""
    ledger, text = Ledger.open(":memory:"), FOREIGN_HEADER + data
    options = ImportOptions(on_error=OnError.SKIP, profile=load_profile(FOREIGN_PROFILE))
    try:
        size = import_files(ledger, ["-"], options, stdin=io.BytesIO(text)).size
        assert ledger.verify().problems == ()
        assert import_files(ledger, ["-"], options, stdin=io.BytesIO(text)).size == size
    finally:
        ledger.close()


def commands(data: bytes) -> None:
    """The import command on any file: a code of the list, one document, nothing for a terminal."""
    with tempfile.TemporaryDirectory() as folder:
        db = str(Path(folder) / "ledger.db")
        words = ["--db", db, "import", "-", "--on-error", "skip"]
        told = CliRunner().invoke(root, words, input=data)
        if told.exception is not None and not isinstance(told.exception, SystemExit):
            raise told.exception
        assert told.exit_code in (0, 1, 2), told.output
        assert attacks_in(told.stdout) + attacks_in(told.stderr) == []


TARGETS: dict[str, Target] = {
    one.__name__: one
    for one in (
        *(figures, dates, notes, policies),
        *(files, claims, json_files, exports, profiles, foreign, commands),
        *(packed, sheets, ods_sheets),
    )
}


def _with_an_incident() -> Ledger:
    ledger = Ledger.open(":memory:")
    import_files(ledger, ["-"], stdin=io.BytesIO(b"slug,title\nq,Q\n"))
    return ledger


def _imported(data: bytes) -> None:
    """Taken with what is bad left out, taken again, moved by export: nothing changes on the way."""
    ledger = Ledger.open(":memory:")
    skip = ImportOptions(on_error=OnError.SKIP)
    try:
        report = import_files(ledger, ["-"], skip, stdin=io.BytesIO(data))
        assert report.size == ledger.head().size
        if report.size:
            assert ledger.verify().problems == ()
            import_files(ledger, ["-"], skip, stdin=io.BytesIO(data))
            _moved(ledger)
    finally:
        ledger.close()


def _moved(ledger: Ledger) -> None:
    lines = "".join(export_jsonl(ledger))
    again = Ledger.open(":memory:")
    try:
        import_files(again, ["-"], stdin=io.BytesIO(lines.encode()))
        assert "".join(export_jsonl(again)) == lines
        assert "".join(export_csv(again)) == "".join(export_csv(ledger))
    finally:
        again.close()
