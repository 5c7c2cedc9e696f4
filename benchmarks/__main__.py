"""`make bench`: every section, each line a ratio within this run."""

import sys

from benchmarks import imports, proofs, screens, servers, startup, timelines

SECTIONS = {
    "startup": startup.results,
    "import": imports.results,
    "postgres": servers.results,
    "timelines": timelines.results,
    "proofs": proofs.results,
    "screens": screens.results,
}


def main(wanted: list[str]) -> None:
    """Print the sections named, or all of them."""
    for name in wanted or list(SECTIONS):
        print(f"{name}  (ratio, goal)", flush=True)
        for result in SECTIONS[name]():
            print(result, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
