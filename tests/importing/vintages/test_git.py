"""The versions that a git history holds, from repositories that the git here makes."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.importing.setting import a_ledger
from tests.importing.vintages.setting import counts, said, take, text_of
from tracker.errors import NotFoundError, OptionError
from tracker.importing.vintages import versions_in_git

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git here")
FIRST = [("2022-03-01", 100)]
SECOND = [("2022-03-01", 90), ("2022-03-02", 120)]


class Repository:
    """A repository whose commits have the times that a test gives."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *words: str, when: str = "2022-01-01T00:00:00Z") -> str:
        """What git prints."""
        who = {
            f"GIT_{who}_{what}": "x"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        }
        times = {"GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": "2001-01-01T00:00:00Z"}
        kept = {"PATH": os.environ["PATH"], "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(self.folder)}
        done = subprocess.run(
            ["git", "-C", str(self.folder), *words],
            check=True, capture_output=True, text=True, env=kept | who | times,
        )  # fmt: skip
        return done.stdout.strip()

    def commit(self, name: str, text: str, when: str) -> str:
        """The commit that gives a file that content."""
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.git("add", "-A")
        self.git("commit", "--quiet", "-m", "x", when=when)
        return self.git("rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "repository")


def test_each_commit_is_a_version_published_when_it_was_committed(repository: Repository) -> None:
    ledger = a_ledger()
    first = repository.commit("data/toll.csv", text_of(FIRST), "2022-03-07T10:00:00+02:00")
    repository.commit("README", "x", "2022-03-07T11:00:00Z")
    second = repository.commit("data/toll.csv", text_of(SECOND), "2022-03-08T10:00:00Z")

    versions, remarks = versions_in_git(str(repository.folder), "data/toll.csv")
    report = take(ledger, versions)
    again = take(ledger, versions)

    assert [one.name for one in versions] == [
        f"{first[:12]}:data/toll.csv",
        f"{second[:12]}:data/toll.csv",
    ]
    assert [counts(one) for one in report.files] == [(1, 1, 0, 0, 0), (2, 2, 0, 1, 0)]
    assert [one.recorded for one in again.files] == [0, 0]
    assert [when for _, _, when in said(ledger, "2022-03-01")] == [
        "2022-03-07T10:00:00+02:00", "2022-03-08T10:00:00+00:00",
    ]  # fmt: skip
    assert ledger.snapshot("war").claims[-1].note == f"git commit {second}"
    assert remarks == ()


def test_a_repository_and_its_file_may_be_paths_and_nothing_else(repository: Repository) -> None:
    repository.commit("toll.csv", text_of(FIRST), "2022-03-07T10:00:00Z")
    nothing: Any = None

    versions, _ = versions_in_git(repository.folder, Path("toll.csv"))

    assert [one.name[12:] for one in versions] == [":toll.csv"]
    for given in ((nothing, "toll.csv"), (repository.folder, nothing)):
        with pytest.raises(OptionError, match="is a text or a path, not NoneType"):
            versions_in_git(*given)
    with pytest.raises(OptionError, match="branch takes a text, not NoneType"):
        versions_in_git(repository.folder, "toll.csv", nothing)


def test_a_file_is_followed_through_renames_and_hostile_names(repository: Repository) -> None:
    name = "\u202ene\nw \x02;$(touch x)--.csv"
    repository.commit("old.csv", text_of(FIRST), "2022-03-07T10:00:00Z")
    (repository.folder / "old.csv").rename(repository.folder / name)
    repository.commit("README", "x", "2022-03-08T10:00:00Z")
    repository.commit(name, text_of(SECOND), "2022-03-09T10:00:00Z")

    versions, _ = versions_in_git(str(repository.folder), name)

    assert [counts(one)[1] for one in take(a_ledger(), versions).files] == [1, 0, 2]
    assert sorted(path.name for path in repository.folder.iterdir()) == [".git", "README", name]


def test_what_stood_on_the_branch_counts_not_what_a_side_branch_tried(
    repository: Repository,
) -> None:
    repository.commit("toll.csv", text_of(FIRST), "2022-03-07T10:00:00Z")
    repository.git("checkout", "--quiet", "-b", "side")
    repository.commit("toll.csv", text_of([("2022-03-01", 7)]), "2022-03-08T10:00:00Z")
    repository.commit("toll.csv", text_of(SECOND), "2022-03-09T10:00:00Z")
    repository.git("checkout", "--quiet", "main")
    repository.git("merge", "--quiet", "--no-ff", "-m", "m", "side", when="2022-03-20T10:00:00Z")

    on_main, _ = versions_in_git(str(repository.folder), "toll.csv")
    on_side, _ = versions_in_git(str(repository.folder), "toll.csv", "side")

    assert [one.published_at.text[:10] for one in on_main] == ["2022-03-07", "2022-03-20"]
    assert len(on_side) == 3


def test_a_commit_dated_before_the_one_it_follows_is_refused(repository: Repository) -> None:
    ledger = a_ledger()
    repository.commit("toll.csv", text_of(FIRST), "2022-03-07T10:00:00Z")
    repository.commit("toll.csv", text_of([("2022-03-01", 90)]), "2022-03-06T10:00:00Z")
    repository.commit("toll.csv", text_of([("2022-03-01", 80)]), "2022-03-08T10:00:00Z")

    report = take(ledger, versions_in_git(str(repository.folder), "toll.csv")[0])

    assert [len(one.errors) for one in report.files] == [0, 1, 0]
    assert [figure for _, figure, _ in said(ledger, "2022-03-01")] == ["100", "80"]


def test_a_last_commit_dated_too_early_takes_none_of_the_others_away(
    repository: Repository,
) -> None:
    """The versions after its date were refused, as if the ledger had known later ones before."""
    ledger = a_ledger()
    repository.commit("toll.csv", text_of(FIRST), "2022-03-08T10:00:00Z")
    repository.commit("toll.csv", text_of(SECOND), "2022-03-09T10:00:00Z")
    repository.commit("toll.csv", text_of([*SECOND, ("2022-03-03", 130)]), "2022-03-07T10:00:00Z")

    versions, _ = versions_in_git(str(repository.folder), "toll.csv")
    report = take(ledger, versions)

    assert [bool(one.errors) for one in report.files] == [False, False, True]
    assert counts(report.files[1]) == (2, 2, 0, 1, 0)


def test_a_commit_by_a_clock_that_ran_ahead_takes_away_none_that_follow(
    repository: Repository,
) -> None:
    ledger = a_ledger()
    figures = [(100, "07"), (95, "20"), (90, "08"), (80, "09")]
    for figure, day in figures:
        rows = text_of([("2022-03-01", figure)])
        repository.commit("toll.csv", rows, f"2022-03-{day}T10:00:00Z")

    versions, _ = versions_in_git(str(repository.folder), "toll.csv")
    report = take(ledger, versions)
    size = ledger.head().size
    take(ledger, versions)

    assert [[fault.problem for fault in one.errors] for one in report.files] == [
        [],
        ["its commit is dated 2022-03-20T10:00:00+00:00, but one dated 2022-03-08T10:00:00+00:00 "
         "follows it; what it changed comes with the next version"],
        [],
        [],
    ]  # fmt: skip
    assert [figure for _, figure, _ in said(ledger, "2022-03-01")] == ["100", "90", "80"]
    assert ledger.head().size == size


def test_nothing_is_published_by_a_commit_that_is_still_to_come(repository: Repository) -> None:
    ledger = a_ledger()
    repository.commit("toll.csv", text_of(FIRST), "2022-03-07T10:00:00Z")
    repository.commit("toll.csv", text_of(SECOND), "2096-03-08T10:00:00Z")

    before = take(ledger, versions_in_git(str(repository.folder), "toll.csv")[0])
    repository.commit("toll.csv", text_of([*SECOND, ("2022-03-03", 1)]), "2022-03-09T10:00:00Z")
    after = take(ledger, versions_in_git(str(repository.folder), "toll.csv")[0])

    assert before.files[1].errors[0].problem == (
        "its commit is dated 2096-03-08T10:00:00+00:00, which is still to come; what it changed "
        "comes with the next version"
    )
    assert [counts(one)[1] for one in after.files] == [0, 0, 3]


def test_of_two_commits_in_a_second_the_later_is_the_version(repository: Repository) -> None:
    first = repository.commit("toll.csv", text_of(FIRST), "2022-03-07T10:00:00Z")
    second = repository.commit("toll.csv", text_of(SECOND), "2022-03-07T10:00:00Z")

    versions, remarks = versions_in_git(str(repository.folder), "toll.csv")

    assert [one.name[:12] for one in versions] == [second[:12]]
    assert remarks == (
        f"left out, because another version followed within the second: {first[:12]}",
    )


def test_a_file_that_was_taken_away_or_made_a_link_is_told(repository: Repository) -> None:
    repository.commit("toll.csv", text_of(FIRST), "2022-03-07T10:00:00Z")
    repository.git("rm", "--quiet", "toll.csv")
    repository.git("commit", "--quiet", "-m", "x", when="2022-03-08T10:00:00Z")
    (repository.folder / "toll.csv").symlink_to("/etc/hostname")
    repository.git("add", "-A")
    repository.git("commit", "--quiet", "-m", "x", when="2022-03-09T10:00:00Z")

    versions, remarks = versions_in_git(str(repository.folder), "toll.csv")
    report = take(a_ledger(), versions)

    assert [one.withdrawn for one in report.files] == [0, 0]
    assert "no file" in report.files[1].errors[0].problem
    assert "taken away by" in remarks[0]


def test_a_shallow_clone_is_told(repository: Repository, tmp_path: Path) -> None:
    repository.commit("toll.csv", text_of(FIRST), "2022-03-07T10:00:00Z")
    repository.commit("toll.csv", text_of(SECOND), "2022-03-08T10:00:00Z")
    clone = tmp_path / "clone"
    repository.git("clone", "--quiet", "--depth=1", f"file://{repository.folder}", str(clone))

    versions, remarks = versions_in_git(str(clone), "toll.csv")

    assert len(versions) == 1
    assert "shallow clone" in remarks[0]


def test_nothing_the_repository_sets_is_run(repository: Repository, tmp_path: Path) -> None:
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\ncat\n", encoding="utf-8")
    trap.chmod(0o755)
    repository.commit("toll.csv", text_of(FIRST), "2022-03-07T10:00:00Z")
    repository.commit(".gitattributes", "*.csv diff=trap filter=trap\n", "2022-03-08T10:00:00Z")
    for key in (
        "core.fsmonitor", "core.pager", "diff.trap.textconv", "diff.trap.command",
        "diff.external", "filter.trap.smudge", "gpg.program", "core.sshCommand", "pager.log",
    ):  # fmt: skip
        repository.git("config", key, str(trap))
    repository.git("config", "log.showSignature", "true")

    versions, _ = versions_in_git(str(repository.folder), "toll.csv")
    take(a_ledger(), versions)

    assert not (tmp_path / "sprung").exists()


def test_nothing_the_repository_sets_leaves_a_version_out(repository: Repository) -> None:
    first = repository.commit("toll.csv", text_of(FIRST), "2022-03-07T10:00:00Z")
    second = repository.commit("toll.csv", text_of(SECOND), "2022-03-08T10:00:00Z")
    for key, value in (
        ("log.showRoot", "false"), ("i18n.logOutputEncoding", "UTF-16"), ("log.follow", "false"),
        ("diff.orderFile", "nowhere"), ("diff.renames", "false"), ("format.pretty", "full"),
    ):  # fmt: skip
        repository.git("config", key, value)
    (repository.folder / ".git" / "info" / "grafts").write_text(f"{second}\n", encoding="ascii")

    versions, _ = versions_in_git(str(repository.folder), "toll.csv")

    assert [one.short for one in versions] == [f"commit {first}", f"commit {second}"]


@pytest.mark.parametrize("path", ["data", "data/", "./data", "."])
def test_the_files_of_a_folder_are_no_versions_of_one(repository: Repository, path: str) -> None:
    """The first would seem to be taken back when the second came."""
    repository.commit("data/deaths.csv", text_of(FIRST), "2022-03-07T10:00:00Z")
    repository.commit("data/missing.csv", text_of(SECOND), "2022-03-08T10:00:00Z")

    with pytest.raises(OptionError, match="is a folder; name the one file in it"):
        versions_in_git(str(repository.folder), path)


@pytest.mark.parametrize("is_in_one_commit", [False, True])
def test_a_folder_that_was_emptied_is_still_no_file(
    repository: Repository, *, is_in_one_commit: bool
) -> None:
    """Its files would be versions of one another, and the values of each taken back."""
    for day, name in enumerate(("deaths", "missing"), start=7):
        repository.commit(f"data/{name}.csv", text_of(FIRST), f"2022-03-{day:02}T10:00:00Z")
    for gone in ["data"] if is_in_one_commit else ["data/deaths.csv", "data"]:
        repository.git("rm", "--quiet", "-r", gone)
        repository.git("commit", "--quiet", "-m", "x", when="2022-03-09T10:00:00Z")

    with pytest.raises(OptionError, match="is or was a folder; name the one file in it"):
        versions_in_git(str(repository.folder), "data")


DAYS = [(f"2022-03-{day:02}", 100 + day) for day in range(1, 9)]


def test_a_file_that_began_as_a_copy_has_no_versions_of_the_other(repository: Repository) -> None:
    """Else what the north says would have been said, and taken back, by the south."""
    repository.commit("north.csv", text_of(DAYS), "2022-03-07T10:00:00Z")
    first = repository.commit("south.csv", text_of(DAYS[:7]), "2022-03-08T10:00:00Z")

    versions, remarks = versions_in_git(str(repository.folder), "south.csv")

    assert [one.short for one in versions] == [f"commit {first}"]
    assert remarks[0].startswith("the file began as a copy of north.csv")


def test_a_file_that_was_put_back_has_its_own_past_beside_a_copy(repository: Repository) -> None:
    first = repository.commit("toll.csv", text_of(DAYS), "2022-03-07T10:00:00Z")
    repository.commit("copy.csv", text_of(DAYS), "2022-03-08T10:00:00Z")
    repository.git("rm", "--quiet", "toll.csv")
    repository.git("commit", "--quiet", "-m", "x", when="2022-03-09T10:00:00Z")
    last = repository.commit("toll.csv", text_of(DAYS[:7]), "2022-03-10T10:00:00Z")

    versions, remarks = versions_in_git(str(repository.folder), "toll.csv")

    assert [one.short for one in versions] == [f"commit {first}", f"commit {last}"]
    assert ["the file itself was taken away" in remark for remark in remarks] == [True]


def test_a_file_that_was_renamed_and_copied_at_once_is_followed(repository: Repository) -> None:
    first = repository.commit("toll.csv", text_of(DAYS), "2022-03-07T10:00:00Z")
    repository.git("mv", "toll.csv", "a.csv")
    second = repository.commit("b.csv", text_of(DAYS), "2022-03-08T10:00:00Z")

    for name in ("a.csv", "b.csv"):
        versions, remarks = versions_in_git(str(repository.folder), name)
        assert [one.short for one in versions] == [f"commit {first}", f"commit {second}"]
        assert remarks == ()


@pytest.mark.parametrize("path", [".", "data"])
def test_nor_are_those_of_the_whole_repository_or_of_a_folder_that_is_gone(
    repository: Repository, path: str
) -> None:
    """A file at the top had hidden that the path is a folder, and so had its end."""
    repository.commit("data/deaths.csv", text_of(FIRST), "2022-03-07T10:00:00Z")
    repository.commit("data/missing.csv", "ref\n", "2022-03-08T10:00:00Z")
    shutil.rmtree(repository.folder / "data")
    repository.commit("README", "x", "2022-03-09T10:00:00Z")

    with pytest.raises(OptionError, match="is or was a folder; name the one file in it"):
        versions_in_git(str(repository.folder), path)


def test_a_file_begun_as_a_copy_has_not_the_versions_of_the_one_that_stayed(
    repository: Repository,
) -> None:
    """Git follows a copy too. What the other file had gone on to say seemed to be taken back."""
    ledger = a_ledger()
    repository.commit("east.csv", text_of(FIRST), "2022-03-07T10:00:00Z")
    repository.commit("east.csv", text_of(SECOND), "2022-03-08T10:00:00Z")
    copied = repository.commit("west.csv", text_of(SECOND), "2022-03-09T10:00:00Z")
    west = text_of([("2022-03-09", 3)])
    repository.commit("west.csv", west, "2022-03-10T10:00:00Z")

    versions, remarks = versions_in_git(str(repository.folder), "west.csv")
    report = take(ledger, versions)

    assert [one.published_at.text[:10] for one in versions] == ["2022-03-09", "2022-03-10"]
    assert [counts(one) for one in report.files] == [(2, 2, 0, 0, 0), (1, 1, 0, 0, 2)]
    assert remarks[0].startswith(f"the file began as a copy of east.csv, in {copied[:12]}")


def test_what_is_no_repository_branch_or_file_is_refused(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit("toll.csv", text_of(FIRST), "2022-03-07T10:00:00Z")
    there = str(repository.folder)

    with pytest.raises(OptionError, match="not a git repository"):
        versions_in_git(str(tmp_path), "toll.csv")
    with pytest.raises(NotFoundError, match="no folder"):
        versions_in_git(str(tmp_path / "nowhere"), "toll.csv")
    with pytest.raises(NotFoundError, match="no branch or commit"):
        versions_in_git(there, "toll.csv", "--output=x")
    with pytest.raises(NotFoundError, match="no commit of it has such a file"):
        versions_in_git(there, "other.csv")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NotFoundError, match="install git"):
        versions_in_git(there, "toll.csv")
