"""One target under atheris: `python -m tests.fuzzing.one figures CORPUS -max_total_time=60`."""

import sys

import atheris

with atheris.instrument_imports(include=["tracker"]):
    from tests.fuzzing.targets import TARGETS


def main() -> None:
    """Hand the target inputs until the time is up or one raises."""
    name = sys.argv.pop(1)
    atheris.Setup(sys.argv, TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
