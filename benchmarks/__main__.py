"""`make bench`: every section, each line a ratio within this run."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from benchmarks import (
    as_of,
    growth,
    import_peers,
    imports,
    page,
    proofs,
    screens,
    servers,
    startup,
    timeline_peers,
    timelines,
)
from benchmarks.timing import Line

SECTIONS = {
    "startup": startup.results,
    "import": imports.results,
    "import-peers": import_peers.results,
    "postgres": servers.results,
    "as-of": as_of.results,
    "timelines": timelines.results,
    "timelines-peers": timeline_peers.results,
    "growth": growth.results,
    "proofs": proofs.results,
    "screens": screens.results,
    "million": growth.million_results,
}
LONG = frozenset({"million"})
"""Sections that take the better part of an hour: only when they are named."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the sections named, or all but the long ones; write them into a page."""
    parser = argparse.ArgumentParser(prog="benchmarks", description="Ratios against named peers.")
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=", ".join(SECTIONS))
    parser.add_argument("--write", type=Path, metavar="PAGE", help="put the results into this page")
    given = parser.parse_args(arguments)
    if unknown := set(given.sections) - set(SECTIONS):
        parser.error(f"no section {', '.join(sorted(unknown))}")
    for name in given.sections or [one for one in SECTIONS if one not in LONG]:
        print(f"{name}  (ratio, goal)", flush=True)
        lines: list[Line] = []
        for result in SECTIONS[name]():
            print(result, flush=True)
            lines.append(result)
        if given.write:
            page.write_sections(given.write, {name: lines}, list(SECTIONS))


if __name__ == "__main__":
    main()
