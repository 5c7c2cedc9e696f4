"""Versions that a git history holds: one for every commit of a branch that changed a file."""

import re
import tempfile
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from os import PathLike
from typing import NamedTuple

from tracker.clock import now_us
from tracker.errors import DataError, NotFoundError, OptionError, StampError, shown, text_given
from tracker.importing.faults import FileError
from tracker.importing.inputs import MOST_SPOOLED, Input, name_of
from tracker.importing.vintages.commit_order import told_dates
from tracker.importing.vintages.git_program import Git
from tracker.importing.vintages.version import Version
from tracker.model import Stamp, stamp

_FORMAT = "--format=%x02%H %cI"
_RECORD = re.compile(
    r"\x02(?P<commit>[0-9a-f]{40,64}) (?P<when>\S+)(?:\0|$)"
    r"(?:\n?:\d{6} (?P<mode>\d{6}) [0-9a-f]+ (?P<blob>[0-9a-f]+) "
    r"(?:(?P<how>[RC])\d*\0(?P<was>[^\0]+)|[A-Z]\d*)\0(?P<path>[^\0]+)\0)?",
    re.ASCII,
)
"""One commit, and what it did to the file; paths end at a zero, which none can hold."""
_OF_THE_NEXT = ":"
"""What begins one more file of a commit."""
_FILE_MODES = ("100644", "100755")
SHORTEST_COMMIT = 12


class Stored(NamedTuple):
    """A file as one commit leaves it."""

    commit: str
    published_at: Stamp
    mode: str
    """As git writes it; all zeros where the commit takes the file away."""
    blob: str
    path: str
    copied: str = ""
    """The other file of which this is the first copy; '' for any other version."""

    @property
    def is_gone(self) -> bool:
        """Whether the commit takes the file away."""
        return not self.mode.strip("0")


def versions_in_git(
    repository: str | PathLike[str], path: str | PathLike[str], branch: str = "HEAD"
) -> tuple[tuple[Version, ...], tuple[str, ...]]:
    """The versions of a file in a branch, oldest first, and what is to be said of the history.

    Its first parents are walked, across renames of the file: what stood on the branch, from
    when its commits say. A version counts from its committer's time. One that another follows
    within the second was never to be seen and is left out; one whose date contradicts those of
    the others, or is still to come, is marked as misdated. Raises OptionError or NotFoundError
    where there is no such history.
    """
    repository, path = name_of(repository), name_of(path)
    git = Git(repository)
    text_given("branch", branch)
    tip = git.told("rev-parse", "--verify", "--quiet", "--end-of-options", f"{branch}^{{commit}}")
    if tip is None:
        raise NotFoundError("branch or commit", branch, advice=f"in {repository}")
    _refuse_folder(git, tip.strip(), path)
    stored = list(reversed(_walked(git, tip.strip(), path)))
    if not stored:
        advice = "no commit of it has such a file; --path is counted from the folder of --git"
        raise NotFoundError("file", path, advice=advice)
    return tuple(_versions(git, stored)), tuple(_remarks(git, stored))


def _walked(git: Git, tip: str, path: str) -> list[Stored]:
    """All versions of a file, newest first. One that was taken away and put back is to git a copy
    of any file like it: before that it has its own past. Raises OptionError."""
    walk = ("log", "--first-parent", "--diff-merges=first-parent", "--follow", "--raw", "-z")
    words = (*walk, "--no-abbrev", "--no-textconv", "--no-ext-diff", _FORMAT)
    log = git.answer(*words, tip, "--", path).decode("utf-8", "surrogateescape")
    stored = list(_stored(git, log, path))
    if not (stored and stored[-1].copied and stored[-1].path == stored[0].path):
        return stored
    before = _walked(git, f"{stored[-1].commit}^", path)
    return [*stored[:-1], stored[-1]._replace(copied=""), *before] if before else stored


def _refuse_folder(git: Git, tip: str, path: str) -> None:
    """Raises OptionError where the path is that of a folder: each of its files would be taken for
    a version of the one before, and the values of that for withdrawn."""
    if (git.told("ls-tree", tip, "--", path.rstrip("/")) or "").startswith("040000"):
        raise _is_folder(path)


def _is_folder(path: str, then: str = "is") -> OptionError:
    return OptionError(f"--path {shown(path)} {then} a folder; name the one file in it")


def _stored(git: Git, log: str, asked: str) -> Iterator[Stored]:
    """What the log tells, newest first, back to where the file began as a copy of another that
    lived on, whose versions are none of its own. Raises OptionError for what is no such log, for
    a commit's impossible time, and where what was asked for has been a folder."""
    at, name = 0, ""
    while at < len(log):
        found = _RECORD.match(log, at)
        if found is None:
            if log.startswith(_OF_THE_NEXT, at):
                raise _is_folder(asked, "is or was")
            raise OptionError(f"git tells the history in a way I do not know: {log[at:][:60]!r}")
        at = found.end()
        if found["mode"] is None:
            continue
        if found["path"] != (name or found["path"]):
            raise _is_folder(asked, "is or was")
        name = found["was"] or found["path"]
        copied = name if found["how"] == "C" and _holds(git, found["commit"], name) else ""
        try:
            published = _stamp_of(found["when"])
        except StampError as problem:
            raise OptionError(f"commit {found['commit'][:SHORTEST_COMMIT]}: {problem}") from None
        yield Stored(
            found["commit"], published, found["mode"], found["blob"], found["path"], copied
        )
        if copied:
            return


def _holds(git: Git, commit: str, path: str) -> bool:
    return git.told("cat-file", "-e", f"{commit}:{path}") is not None


def _stamp_of(told: str) -> Stamp:
    """The time that git tells. From 2.45 on it writes UTC as Z; a version must be the same claim
    whichever git read it. Raises StampError.

    >>> _stamp_of("2022-03-19T14:58:33Z").text, _stamp_of("2022-03-19T14:58:33+00:00").text
    ('2022-03-19T14:58:33+00:00', '2022-03-19T14:58:33+00:00')
    """
    return stamp(f"{told[:-1]}+00:00" if told.endswith("Z") else told)


def _versions(git: Git, stored: list[Stored]) -> Iterator[Version]:
    kept = [
        one
        for one, following in zip(stored, (*stored[1:], None), strict=True)
        if not one.is_gone and (following is None or _moment(following) != _moment(one))
    ]
    problems = told_dates([one.published_at for one in kept], now_us())
    for one, problem in zip(kept, problems, strict=True):
        yield Version(
            name=f"{one.commit[:SHORTEST_COMMIT]}:{_shown(one.path)}",
            short=f"commit {one.commit}",
            published_at=one.published_at,
            opened=partial(_opened, git, one),
            origin=f"git commit {one.commit}",
            misdated=problem,
        )


def _opened(git: Git, one: Stored) -> Input:
    """The file as the commit has it. Raises FileError."""
    name = f"{one.commit[:SHORTEST_COMMIT]}:{_shown(one.path)}"
    if one.mode not in _FILE_MODES:
        raise FileError("the commit has a link or another repository in its place, no file")
    size = (git.told("cat-file", "-s", one.blob) or "").strip()
    if not size.isdigit():
        raise FileError("the repository does not hold the bytes of this version")
    if int(size) > MOST_SPOOLED:
        raise FileError(f"it has {int(size):,} bytes; at most {MOST_SPOOLED:,} are read")
    copy = tempfile.TemporaryFile()  # noqa: SIM115 - closed with its Input
    try:
        git.write(copy, "cat-file", "blob", one.blob)
    except DataError as problem_of_git:
        copy.close()
        raise FileError(str(problem_of_git)) from None
    return Input(name, copy)


def _remarks(git: Git, stored: list[Stored]) -> Iterator[str]:
    if (git.told("rev-parse", "--is-shallow-repository") or "").strip() == "true":
        yield "the repository is a shallow clone: versions before its first commit are not in it"
    if stored[0].copied:
        commit, other = stored[0].commit[:SHORTEST_COMMIT], _shown(stored[0].copied)
        yield f"the file began as a copy of {other}, in {commit}; that one's versions are not read"
    gone = [one.commit[:SHORTEST_COMMIT] for one in stored if one.is_gone]
    if gone:
        yield (
            f"the file itself was taken away by {', '.join(gone)}: its values are not counted "
            "as withdrawn for that"
        )
    passed = [one for one, after in pairwise(stored) if _moment(one) == _moment(after)]
    if passed:
        commits = ", ".join(one.commit[:SHORTEST_COMMIT] for one in passed)
        yield f"left out, because another version followed within the second: {commits}"


def _moment(one: Stored) -> int:
    return one.published_at.ends_us("UTC")


def _shown(path: str) -> str:
    """A path that can be shown and kept: what is no text in it is escaped."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
