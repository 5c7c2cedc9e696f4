"""Runs commands one after the other in one program: `on_a_terminal.py LEDGER WORDS_AS_JSON`.

Ends with code 1, and what it was, where any of them asked for the network.
"""

import json
import sys
from pathlib import Path

from tracker.cli.root import root

asked: list[str] = []


def listen(event: str, given: tuple[object, ...]) -> None:
    """Notes what Python reports of sockets, name servers and addresses of the web."""
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.")):
        asked.append(f"{event} {given}")


def main(ledger: str, commands: str) -> None:
    """Every command on the ledger, as `tracker` would run it on this terminal."""
    for words in json.loads(Path(commands).read_text("utf-8")):
        try:
            root.main(["--db", ledger, *words], prog_name="tracker")
        except SystemExit:
            continue


if __name__ == "__main__":
    sys.addaudithook(listen)
    main(*sys.argv[1:])
    if asked:
        sys.exit("asked for the network: " + ", ".join(asked))
