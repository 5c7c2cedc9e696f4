"""Profiles and small foreign files, for tests that name only what matters."""

from pathlib import Path
from typing import Any

from tracker.importing import FileReport, ImportOptions, import_files
from tracker.importing.profiles.loading import profile_of
from tracker.importing.profiles.profile import Profile
from tracker.ledger import Ledger
from tracker.model import RecordedClaim

HEAD = """\
name = "ours"
title = "a file of the tests"
[incident]
slug = "{event}"
[claims]
source = "wire"
ref = "{event}"
"""
DEAD = '[[claim]]\nmetric = "killed"\nfigure = "dead"\n'


def a_profile(text: str = HEAD + DEAD) -> Profile:
    """The profile of a text; one column of deaths by event unless said otherwise."""
    return profile_of(text, "ours.toml")


def taken(
    ledger: Ledger, folder: Path, text: str, profile: Profile | None = None, **options: Any
) -> FileReport:
    """The report on one foreign file of that content."""
    path = folder / options.pop("name", "foreign.csv")
    path.write_text(text, encoding="utf-8")
    given = ImportOptions(profile=profile or a_profile(), **options)
    return import_files(ledger, [str(path)], given).files[0]


def every_claim(ledger: Ledger) -> list[RecordedClaim]:
    """The claims of all incidents, in order of entry."""
    found = [claim for snapshot in ledger.snapshots() for claim in snapshot.claims]
    return sorted(found, key=lambda claim: claim.seq)
