"""Runs commands one after the other in one program: `on_a_terminal.py LEDGER WORDS_AS_JSON`."""

import json
import sys
from pathlib import Path

from tracker.cli.root import root


def main(ledger: str, commands: str) -> None:
    """Every command on the ledger, as `tracker` would run it on this terminal."""
    for words in json.loads(Path(commands).read_text("utf-8")):
        try:
            root.main(["--db", ledger, *words], prog_name="tracker")
        except SystemExit:
            continue


if __name__ == "__main__":
    main(*sys.argv[1:])
