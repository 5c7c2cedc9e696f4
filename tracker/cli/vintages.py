"""`tracker import --vintages` and `--git`: the options, and the versions they mean."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.options import F, not_blank
from tracker.errors import OptionError

if TYPE_CHECKING:
    from tracker.importing import ImportOptions, ImportReport
    from tracker.importing.each_row import Progress
    from tracker.importing.vintages import Version
    from tracker.ledger import Ledger

_KEY = "tracker.versions"


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionsAsked:
    """What the command line says of the versions of one file."""

    vintages: tuple[str, ...] = ()
    """Folders, patterns of names, or files."""
    repository: str | None = None
    path: str | None = None
    branch: str | None = None
    pattern: str | None = None
    since: str | None = None
    """From when on versions are wanted; None wants all."""
    complete: bool | None = None
    """None leaves it to the profile."""

    def imported(
        self,
        ledger: "Ledger",
        files: tuple[str, ...],
        options: "ImportOptions",
        progress: "Progress | None",
        cut_off: "Callable[[ImportReport], None]",
    ) -> "ImportReport":
        """What became of the versions, of which some may be named as `files` too.

        Raises OptionError for options that do not go together, and what importing raises.
        """
        from tracker.importing.vintages import (  # noqa: PLC0415 - sqlmodel
            import_vintages,
            versions_since,
        )
        from tracker.typed.moments import stamp_given  # noqa: PLC0415

        versions, remarks = self._meant(files, options)
        since = stamp_given(self.since, "--since", options.order)
        if since is not None:
            versions = versions_since(versions, since)
        by_profile = options.profile is not None and options.profile.complete
        is_complete = by_profile if self.complete is None else self.complete
        report = import_vintages(
            ledger,
            versions,
            options,
            is_complete=is_complete,
            progress=progress,
            cut_off=cut_off,
        )
        return replace(report, remarks=(*report.remarks, *remarks))

    def _meant(
        self, files: tuple[str, ...], options: "ImportOptions"
    ) -> tuple[tuple["Version", ...], tuple[str, ...]]:
        from tracker.importing.vintages import versions_in_git, versions_named  # noqa: PLC0415

        if self.repository is None:
            names = (*self.vintages, *files)
            usual = options.profile.published_name if options.profile else ""
            return versions_named(names, self.pattern or "", usual), ()
        if files or self.vintages:
            raise OptionError("--git and --path name all versions; leave --vintages and FILE out")
        if self.path is None:
            raise OptionError("--git needs --path FILE: which file of the repository")
        if self.pattern:
            raise OptionError("--published-name does not go with --git: commits have their times")
        return versions_in_git(self.repository, self.path, self.branch or "HEAD")


def versions_options(command: F) -> F:
    """`--vintages`, `--git` and what goes with them; ask `versions_asked` for their values."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def versions_asked(ctx: click.Context) -> VersionsAsked | None:
    """What was said of versions; None for a plain import. Raises OptionError for options that
    say something of versions of which none are named."""
    given: dict[str, Any] = ctx.meta.get(_KEY, {})
    if not given:
        return None
    asked = VersionsAsked(**given)
    if asked.repository is None:
        for name, option in (("path", "--path"), ("branch", "--branch")):
            if name in given:
                raise OptionError(f"{option} goes with --git REPOSITORY")
        if not asked.vintages:
            options = {"pattern": "--published-name", "complete": "--complete"}
            (option, *_) = (options.get(name, f"--{name}") for name in given)
            raise OptionError(f"{option} goes with --vintages or --git")
    return asked


def _kept(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    """Keeps an option where it is given, so that the command need not hand on each."""
    for text in value if isinstance(value, tuple) else (value,):
        if isinstance(text, str):
            not_blank(ctx, param, text)
    if value not in (None, ()) and param.name is not None:
        ctx.meta.setdefault(_KEY, {})[param.name] = value


def _option(*names: str, **about: Any) -> Callable[[F], F]:
    """One that may be given `multiple` times is kept as a tuple; click has no other default."""
    default = None if not about.get("multiple") else ()
    return click.option(*names, callback=_kept, expose_value=False, default=default, **about)


_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    _option(
        "--vintages",
        metavar="DIR|GLOB",
        multiple=True,
        help="The versions of one file, in order of the times in their names: what changed "
        "becomes a restatement.",
    ),
    _option("--published-name", "pattern", metavar="PATTERN", help="How they do: 'toll_{date}'."),
    _option("--git", "repository", metavar="REPOSITORY", help="The versions in a git history, ..."),
    _option("--path", metavar="FILE", help="... of this file, ..."),
    _option("--branch", metavar="NAME", help="... in this branch or commit, if not HEAD."),
    _option(
        "--since",
        metavar="T",
        help="Only versions from T on, and the last before it to compare them with.",
    ),
    _option(
        "--complete/--no-complete",
        help="Whether each version has all values, so that one it lacks was withdrawn. Else as "
        "the profile says, or not.",
    ),
)
