"""The profiles that come with the program, and those in files of one's own."""

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from os import PathLike
from pathlib import Path

from tracker.errors import OptionError, shown, suggestion
from tracker.importing.profiles.loading import load_profile, profile_of
from tracker.importing.profiles.profile import Profile

_FOLDER = files(__package__) / "shipped"
_ENDING = ".toml"


def profile_names() -> tuple[str, ...]:
    """Names of the profiles that come with the program, in order of the alphabet."""
    names = (entry.name for entry in _FOLDER.iterdir())
    return tuple(sorted(name.removesuffix(_ENDING) for name in names if name.endswith(_ENDING)))


def shipped_text(name: str) -> str:
    """The TOML of a profile that comes with the program. Raises OptionError, with near names."""
    if name not in profile_names():
        told = f"no profile {shown(name)}{suggestion(name, profile_names())}"
        raise OptionError(f"{told}; there are {', '.join(profile_names())}, and FILE{_ENDING}")
    return (_FOLDER / f"{name}{_ENDING}").read_text(encoding="utf-8")


@lru_cache(maxsize=64)
def shipped_profile(name: str) -> Profile:
    """The profile that comes with the program under that name. Raises OptionError."""
    return profile_of(shipped_text(name), f"{name}{_ENDING}")


def profile_named(name: str | PathLike[str]) -> Profile:
    """The profile of that name, or the one in that TOML file.

    Raises OptionError for a name there is none of and for what is no name, and what
    `load_profile` raises.

    >>> profile_named("canonical").is_canonical
    True
    """
    if not isinstance(name, str | PathLike):
        raise OptionError(f"a profile has a name or a file, not {shown(str(name))}")
    text = str(name)
    return load_profile(Path(text)) if text.endswith(_ENDING) else shipped_profile(text)


def shipped_profiles() -> Iterator[Profile]:
    """All profiles that come with the program."""
    return map(shipped_profile, profile_names())
