"""Which of the profiles that come with the program fit a file."""

from collections.abc import Callable

from tracker.importing.faults import FileError
from tracker.importing.profiles.binding import bound
from tracker.importing.profiles.profile import Profile
from tracker.importing.profiles.shipped import shipped_profiles
from tracker.importing.readers.shape import Shape

FEWEST_COLUMNS = 2
"""Columns that a profile must read of a file to be named as one that fits."""


def fitting(header_of: Callable[[Shape], tuple[str, ...]]) -> tuple[Profile, ...]:
    """The profiles whose columns a file has; first the one that reads most of them.

    header_of: gives the file's header when it is read in a shape; may raise FileError.
    """
    headers: dict[Shape, tuple[str, ...]] = {}
    found: list[tuple[int, Profile]] = []
    for profile in shipped_profiles():
        if profile.is_canonical:
            continue
        if profile.shape not in headers:
            try:
                headers[profile.shape] = header_of(profile.shape)
            except FileError:
                headers[profile.shape] = ()
        found.append((_columns_read(profile, headers[profile.shape]), profile))
    found.sort(key=lambda one: -one[0])
    return tuple(profile for columns, profile in found if columns >= FEWEST_COLUMNS)


def advice(profiles: tuple[Profile, ...]) -> str:
    """What to try, as the end of a message; '' where nothing fits."""
    if not profiles:
        return ""
    name = profiles[0].name
    return f"; it looks like {name}: try --profile {name}"


def _columns_read(profile: Profile, header: tuple[str, ...]) -> int:
    try:
        return len(set(bound(profile, header).places.values()))
    except FileError:
        return 0
