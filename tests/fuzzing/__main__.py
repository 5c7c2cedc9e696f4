"""`make fuzz`: every target for its share of FUZZ_SECONDS, with the number of inputs at the end.

Needs the extra `fuzz` (atheris). Each target runs in a program of its own, since a finding ends
it; what it found is then printed, and the file that does it again is named.
"""

import os
import re
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from tests.fuzzing.seeds import seeds_of
from tests.fuzzing.targets import TARGETS

HALF_AN_HOUR = 1_800
MISSING = """\
atheris is not installed, and nothing was fuzzed: pip install -e '.[fuzz]'
It comes for Linux and macOS. Without it, pytest tests/fuzzing throws fewer inputs at the same
targets.
"""
_RUNS = re.compile(r"Done (\d+) runs in (\d+) second")


def main() -> int:
    """Run all targets, or those named; 1 where one found something."""
    if find_spec("atheris") is None:
        sys.stderr.write(MISSING)
        return 0
    wanted = sys.argv[1:] or list(TARGETS)
    seconds = int(os.environ.get("FUZZ_SECONDS", HALF_AN_HOUR)) // len(wanted)
    inputs, found = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for name in wanted:
            runs, is_clean = _fuzzed(name, max(seconds, 1), Path(folder) / name)
            inputs += runs
            found += not is_clean
            state = "clean" if is_clean else "FOUND SOMETHING"
            sys.stdout.write(f"{name:>12}: {runs:>9,} inputs in {seconds} s, {state}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{inputs:,} inputs, {found} of {len(wanted)} targets found something\n")
    return 1 if found else 0


def _fuzzed(name: str, seconds: int, corpus: Path) -> tuple[int, bool]:
    corpus.mkdir()
    for number, seed in enumerate(seeds_of(name)):
        (corpus / str(number)).write_bytes(seed)
    command = [sys.executable, "-m", "tests.fuzzing.one", name, str(corpus)]
    limits = [f"-max_total_time={seconds}", "-max_len=4096", "-timeout=60", "-rss_limit_mb=4096"]
    done = subprocess.run(
        [*command, *limits, "-print_final_stats=1"], capture_output=True, text=True, check=False
    )
    said = done.stdout + done.stderr
    runs = _RUNS.search(said) or re.search(r"stat::number_of_executed_units:\s+(\d+)", said)
    if done.returncode:
        sys.stderr.write(said[-6_000:])
    return int(runs[1]) if runs else 0, done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
