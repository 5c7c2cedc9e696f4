"""Other people's files: what a profile says, and how rows become claims by it.

    a TOML text → loading (the keys, each checked) → a Profile
    a Profile and a header → binding (which column is which) → ForeignRows
    a row → row (cells understood) → numbers, dates, foreign_incidents → a canonical row

What is canonical goes the way of every import: names, identity, revision, faults.
"""

from tracker.importing.profiles.loading import load_profile, profile_of
from tracker.importing.profiles.profile import Profile
from tracker.importing.profiles.shipped import profile_named, profile_names, shipped_profiles

__all__ = [
    "Profile",
    "load_profile",
    "profile_named",
    "profile_names",
    "profile_of",
    "shipped_profiles",
]
