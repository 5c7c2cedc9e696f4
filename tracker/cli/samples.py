"""Where the sample data is: inside an installed wheel, or beside the package in the repository."""

from importlib.resources import files
from pathlib import Path

from tracker.errors import NotFoundError


def sample_files() -> list[str]:
    """Paths of the sample incidents' files, in order of name.

    Raises NotFoundError when this installation carries none.
    """
    package = Path(str(files("tracker")))
    for folder in (package / "sample_data", package.parent / "sample_data"):
        found = sorted(folder.glob("*.csv"))
        if found:
            return [str(path) for path in found]
    raise NotFoundError("file", "sample_data", advice="this installation came without it")
