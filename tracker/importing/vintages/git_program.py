"""The git of this machine, asked for what a repository holds and for nothing else.

Arguments are fixed, there is no shell, nothing is fetched, nothing is written, and neither the
repository's hooks, pagers and helpers nor the user's settings have a say.
"""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from tracker.errors import DataError, NotFoundError, OptionError

_FIXED = (
    "--no-pager",
    "--no-replace-objects",
    "--literal-pathspecs",
    "-c", "core.hooksPath=/dev/null",
    "-c", "core.fsmonitor=false",
    "-c", "log.showSignature=false",
    "-c", "log.mailmap=false",
    "-c", "log.showRoot=true",
    "-c", "i18n.logOutputEncoding=UTF-8",
    "-c", "diff.orderFile=/dev/null",
    "-c", "diff.external=",
    "-c", "protocol.allow=never",
)  # fmt: skip
_SETTINGS = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_PAGER": "cat",
    "LC_ALL": "C",
}
_PASSED_ON = ("PATH", "SYSTEMROOT", "TMPDIR", "TEMP")
"""All that is kept of the environment: no GIT_DIR of a hook that calls us, no helper."""
_LONGEST_TOLD = 300


class Git:
    """Questions to one repository."""

    def __init__(self, repository: str) -> None:
        """Raises NotFoundError where there is no git or no such folder, OptionError where the
        folder is no repository that git will read."""
        if not Path(repository).is_dir():
            raise NotFoundError("folder", repository, advice="--git takes a repository's folder")
        program = shutil.which("git")
        if program is None:
            advice = "install git, or save the versions as files and give --vintages"
            raise NotFoundError("program", "git", advice=advice)
        self._command = (program, *_FIXED, "-C", repository)
        self._repository = repository
        if self._run(("rev-parse", "--git-dir")).returncode:
            raise self._refusal("rev-parse", "--git-dir")

    def told(self, *words: str) -> str | None:
        """What git prints; None where it ends with a failure."""
        result = self._run(words)
        return None if result.returncode else _text(result.stdout)

    def answer(self, *words: str) -> bytes:
        """What git prints. Raises OptionError, with its own words, where it fails."""
        result = self._run(words)
        if result.returncode:
            raise self._refusal(*words)
        return result.stdout

    def write(self, stream: BinaryIO, *words: str) -> None:
        """Has git print into a file. Raises DataError where it fails."""
        result = self._run(words, stream)
        if result.returncode:
            raise DataError(f"git cannot give it: {_last_line(result.stderr)}")

    def _run(
        self, words: Sequence[str], stream: BinaryIO | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        return subprocess.run(  # noqa: S603 - an absolute program, fixed words, no shell
            (*self._command, *words),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if stream is None else stream,
            stderr=subprocess.PIPE,
            env={**kept, **_SETTINGS},
            check=False,
        )

    def _refusal(self, *words: str) -> OptionError:
        told = _last_line(self._run(words).stderr)
        return OptionError(f"--git {self._repository}: {told}")


def _last_line(stderr: bytes) -> str:
    """What git gives as its reason, on one line."""
    lines = [line.strip() for line in _text(stderr).splitlines() if line.strip()]
    reasons = [line for line in lines if line.startswith(("fatal:", "error:"))] or lines
    told = reasons[0].removeprefix("fatal: ").removeprefix("error: ") if reasons else "no reason"
    return f"git says: {told[:_LONGEST_TOLD]}"


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")
