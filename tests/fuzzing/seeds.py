"""Good inputs to begin with, from the sample data and the gallery of mistakes."""

import csv
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.fuzzing.targets import CLAIMS_HEADER
from tests.importing.written import FORMATS, PACKED, ods_cell
from tracker.ledger import seal
from tracker.ledger.checkpoints import sign_checkpoint
from tracker.ledger.keys import SignerKey
from tracker.ledger.proof_files import ConsistencyProof, InclusionProof
from tracker.model import Incident

ROOT = Path(__file__).parents[2]
GALLERY = ROOT / "tests" / "gallery" / "import"
PROFILES = ROOT / "tests" / "gallery" / "profiles"
MOST_BYTES = 4_096


def seeds_of(target: str) -> list[bytes]:
    """Inputs of the kind that a target takes, none of them long."""
    return [seed for seed in _SEEDS[target]() if 0 < len(seed) <= MOST_BYTES]


def _column(*names: str) -> Iterable[bytes]:
    for file in sorted((ROOT / "sample_data").glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as text:
            for row in csv.DictReader(text):
                yield from (row[name].encode() for name in names if row.get(name))


def _gallery(*endings: str) -> Iterable[bytes]:
    for file in sorted(GALLERY.iterdir()):
        if file.suffix in endings:
            yield file.read_bytes()


def _figures() -> Iterable[bytes]:
    return sorted(set(_column("figure")))[:400]


def _dates() -> Iterable[bytes]:
    return sorted(set(_column("asserted_at", "published_at", "occurred_at")))[:200]


def _notes() -> Iterable[bytes]:
    desk = SignerKey("example.org/desk", bytes(range(32)))
    heads = [sign_checkpoint(size, "cd" * 32, desk) for size in (5, 8)]
    yield str(desk.verifier).encode()
    yield from (str(head).encode() for head in heads)
    path = (bytes(32), bytes(range(32)))
    content = seal(Incident(slug="paris-2015")).content
    yield str(InclusionProof(3, 1_469_606_400_000_000, content, path, heads[0])).encode()
    yield str(ConsistencyProof(heads[0], path, heads[1])).encode()


def _policies() -> Iterable[bytes]:
    for floors in ("", "dozens = 30\n", '"a few" = 2\nscores = 40\n'):
        head = 'name = "house"\ndated = "2026-11-24"\nsource = "our handbook"\n'
        yield f"{head}nearly_floor_percent = 90\n[floors]\n{floors}".encode()


def _claims() -> Iterable[bytes]:
    yield b"q-1,q,hospital,killed,at least 40,,,2016-07-27,2016-07-28T16:00+03:00,assert,,,\n"
    yield b'q-2,q,hospital,killed,,40,50,,,retract,q-1,"so, it ""seems""","\n"\n'
    for seed in _gallery(".csv"):
        yield seed.partition(b"\n")[2] if seed.startswith(CLAIMS_HEADER[:12]) else seed


def _json() -> Iterable[bytes]:
    yield b'"low":1,"high":2,"note":"\\u00e9\\ud83d\\ude00","target":["a","b"]}]'
    yield from _gallery(".json", ".jsonl")


def _packed() -> Iterable[bytes]:
    yield from _gallery(".xlsx", ".ods", ".parquet", ".zip", ".gz", ".zst")
    rows = [["incident", "source", "killed"], ["q", "a", "4"]]
    for write in FORMATS.values():
        yield from (pack("a.csv", write(rows)) for pack in PACKED.values())


def _sheets() -> Iterable[bytes]:
    cells = "<c t='s'><v>0</v></c><c r='B2'/><c t='str'><v>killed</v></c><c s='1'><v>40</v></c>"
    odd = (
        "<c t='e'><v>#REF!</v></c><c><f>A1</f></c><c t='b'><v>1</v></c><c s='1'><v>42578.5</v></c>"
    )
    texts = "<si><t>q</t></si><si><r><t>a</t></r><rPh><t>b</t></rPh></si>"
    styles = "<numFmts><numFmt numFmtId='164' formatCode='d-mmm'/></numFmts><cellXfs><xf/>"
    end = "</sheetData><mergeCells><mergeCell ref='A2:A3'/></mergeCells>"
    for form in ("164", "14", "9"):
        style = f"{styles}<xf numFmtId='{form}'/></cellXfs>"
        yield f"<row r='2'>{cells}</row><row r='4'>{odd}</row>{end}|{texts}|{style}".encode()


def _ods_sheets() -> Iterable[bytes]:
    cell = "<table:table-cell office:value-type='{}' {}><text:p>{}</text:p></table:table-cell>"
    cells = [
        *map(ods_cell, ("q", "a", "killed")),
        cell.format("float", "office:value='40'", "40"),
        cell.format("date", "office:date-value='2016-07-27T15:04:00'", "27.07.16"),
        cell.format("time", "office:time-value='PT15H04M00S'", "15:04"),
    ]
    for more in ("", " table:number-rows-repeated='2'", " table:visibility='collapse'"):
        yield f"<table:table-row{more}>{''.join(cells)}</table:table-row>".encode()


def _foreign() -> Iterable[bytes]:
    yield b"q,at least 40,wire,killed,,,2016,7,0,37.05,41.22,1469637785,2016-07-27,month\n"
    yield b'"Q, again",-99,"the ""wire""",injured,5,9,-479,9,29,,,,27 July 2016,\n'
    yield b"q,40+,wire,killed,9,5,,,,-.5,,,,\nq,41,wire,killed,,,,,,,,,,\n"


_SEEDS: dict[str, Callable[[], Iterable[bytes]]] = {
    "figures": _figures,
    "dates": _dates,
    "notes": _notes,
    "policies": _policies,
    "files": lambda: _gallery(".csv", ".json", ".jsonl"),
    "claims": _claims,
    "json_files": _json,
    "exports": lambda: _gallery(".jsonl"),
    "packed": _packed,
    "sheets": _sheets,
    "ods_sheets": _ods_sheets,
    "profiles": lambda: (file.read_bytes() for file in sorted(PROFILES.glob("*.toml"))),
    "foreign": _foreign,
    "commands": lambda: _gallery(".csv", ".json", ".jsonl"),
}
