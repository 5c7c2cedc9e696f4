"""Where the texts of articles are kept, for whoever asks for it."""

from pathlib import Path

from tracker.errors import StorageError
from tracker.extract import Text
from tracker.whole_files import write_whole

FOLDER = "texts"
_MEMORY = (":memory:", "sqlite://")


def folder_of_texts(where: str) -> Path:
    """Beside the file of the ledger at a path, named after it; in the user's data directory for
    any other."""
    if "://" in where or where in _MEMORY:
        from platformdirs import user_data_path  # noqa: PLC0415 - only where no file is named

        return user_data_path("casualty-tracker", appauthor=False) / FOLDER
    file = Path(where).expanduser()
    return file.with_name(f"{file.name}.{FOLDER}")


def keep_text(text: Text, where: str) -> Path:
    """The file in which a text of the ledger at that place stands from now on, named by its
    SHA-256, for its owner alone.

    Raises StorageError where it cannot be written.
    """
    folder = folder_of_texts(where)
    file = folder / f"{text.sha256}.txt"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not file.exists():
            write_whole(file, [text.words.encode("utf-8", "surrogatepass")])
    except OSError as problem:
        raise StorageError(f"{file}: {problem.strerror or problem}; the text is not kept") from None
    return file
