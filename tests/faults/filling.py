"""Fills a disk up while recording, importing and exporting; run on a small disk of its own.

Prints what it did; any promise not kept ends it with a traceback.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner, Result

from tests.faults.setting import is_sound, roots_kept
from tests.ledger.builders import a_claim, a_ledger, record
from tracker.cli.root import root
from tracker.errors import StorageError
from tracker.ledger import Ledger

ROWS = "".join(f"q-{n},qamishli-2016,hospital,killed,{n},{'n' * 300}\n" for n in range(2_000))
CLAIMS = f"ref,incident,source,metric,figure,note\n{ROWS}"


def tracker(path: Path, *words: str, given: str = "") -> Result:
    """One command on the ledger."""
    return CliRunner().invoke(root, ["--db", str(path), *words], input=given)


def fill(disk: Path) -> Path:
    """A file that takes up whatever room is left."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (4096, 1):
            try:
                while file.write(b"\0" * size):
                    pass
            except OSError:
                continue
    return filler


def is_refused_as_full(act: Callable[[], object]) -> bool:
    """Whether an act ends with the sentence on the full disk."""
    try:
        act()
    except StorageError as refusal:
        assert "the disk is full" in str(refusal), refusal
        assert "nothing was recorded" in str(refusal)
        return True
    return False


def recorded_until_full(ledger: Ledger) -> int:
    """How many claims went in, one by one, before the disk was full."""
    number = 0
    while not is_refused_as_full(lambda: record(ledger, a_claim(number, note="n" * 200))):  # noqa: B023
        number += 1
    return number


def main(disk: Path) -> None:
    """Fill the disk, see that everything is refused kindly, make room, go on."""
    path = disk / "ledger.db"
    ledger = a_ledger(where=path)
    count = recorded_until_full(ledger)
    assert count
    filler = fill(disk)
    kept, head = roots_kept(path), ledger.head()
    assert head.size == 4 + count, "what was acknowledged is there"
    assert is_refused_as_full(lambda: record(ledger, a_claim(77_777, note="n" * 9_000)))
    assert ledger.head() == head
    assert len(ledger.snapshot("qamishli-2016").claims) == count
    ledger.close()

    imported = tracker(path, "import", "-", given=CLAIMS)
    exported = tracker(path, "export", "--output", str(disk / "whole.csv"))
    for told in (imported, exported):
        assert told.exit_code == 6, (told.exit_code, told.output)
        assert told.stdout == ""
        assert len(told.stderr.splitlines()) == 1, told.stderr
    assert sorted(one.name for one in disk.iterdir()) == ["filler", "ledger.db"], "no partial file"
    shown = tracker(path, "verify")
    assert shown.exit_code == 0, shown.output

    filler.unlink()
    ledger = Ledger.open(path)
    assert roots_kept(path) == kept
    record(ledger, a_claim(88_888))
    assert is_sound(ledger)
    ledger.close()
    sys.stdout.write(f"{count} claims kept on a disk that filled up, 0 lost")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
