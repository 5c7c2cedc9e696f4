"""One target under atheris: `python -m tests.fuzzing.one figures CORPUS -max_total_time=60`."""

import importlib
import pkgutil
import sys

import atheris

with atheris.instrument_imports(include=["tracker"]):
    import tracker
    from tests.fuzzing.targets import TARGETS

    for module in pkgutil.walk_packages(tracker.__path__, "tracker."):
        if module.name.endswith("__main__"):
            continue
        try:  # Commands load theirs late, too late for this.
            importlib.import_module(module.name)
        except ModuleNotFoundError as missing:  # Of an extra, as Spark's, that need not be here.
            if str(missing.name).startswith("tracker"):
                raise


def main() -> None:
    """Hand the target inputs until the time is up or one raises."""
    name = sys.argv.pop(1)
    atheris.Setup(sys.argv, TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
