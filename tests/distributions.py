"""Toy distributions, installed by writing what an installer would write."""

from pathlib import Path

GROUP = "casualty_tracker.methods"
WORKING = '''\
from tracker.reconcile import Estimate, Standing, from_claim, nothing_usable


def oldest(standing: Standing) -> Estimate:
    """The oldest standing claim that has a number.

    For a desk that wants to see where it began.
    """
    numbered = [one for one in standing.claims if one.value is not None]
    if not numbered:
        return nothing_usable(standing, "no standing claim has a number")
    return from_claim(standing, numbered[0], "the oldest claim with a number", "newer")


def _place(estimate, one):
    return f"number {estimate.standing.claims.index(one) + 1} by age"


oldest.explain = _place
'''


def install(
    folder: Path,
    name: str,
    entries: dict[str, str] | str,
    code: str = WORKING,
    version: str = "1.0",
) -> None:
    """A distribution with one module and its entry points: method name → `module:function`, or
    the text of the file. The module bears the distribution's name, _ for -."""
    (folder / f"{name.replace('-', '_')}.py").write_text(code, encoding="utf-8")
    info = folder / f"{name.replace('-', '_')}-{version}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", encoding="utf-8"
    )
    if not isinstance(entries, str):
        lines = "".join(f"{method} = {value}\n" for method, value in entries.items())
        entries = f"[{GROUP}]\n{lines}"
    (info / "entry_points.txt").write_text(entries, encoding="utf-8")
