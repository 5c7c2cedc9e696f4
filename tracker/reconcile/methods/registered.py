"""Methods that other distributions register through the entry point `casualty_tracker.methods`.

Nothing here runs until a method is asked for that is not built in, or all are listed: looking
through what is installed takes longer than a whole `tracker show`. A distribution or method
that is broken is told about and left out; it never stands in the way of another.
"""

import inspect
import re
from collections.abc import Callable, Iterator
from importlib.metadata import Distribution, EntryPoint, distributions
from typing import Any, NamedTuple

from tracker.errors import MethodError
from tracker.reconcile.methods.checked import checked, checked_words, told
from tracker.reconcile.methods.named import NamedMethod

GROUP = "casualty_tracker.methods"
"""The entry point group. Its name is stable."""
_NAME = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_LONGEST_RULE = 300


class Registration(NamedTuple):
    """One line under our group in a distribution's entry points."""

    name: str
    """What --method is to call it."""
    origin: str
    """The distribution with its version: `toy-methods 1.0`."""
    entry: EntryPoint


def registrations() -> list[Registration]:
    """Everything registered, sound or not, by name. Of a distribution found twice on the path
    the first counts, as it does for imports. Nothing is imported."""
    found: dict[str, list[Registration]] = {}
    for distribution in distributions():
        origin = _origin(distribution)
        found.setdefault(origin.split()[0].lower(), list(_of(distribution, origin)))
    return sorted(
        (one for several in found.values() for one in several),
        key=lambda one: (one.name, one.origin),
    )


def registered(name: str, taken: frozenset[str]) -> NamedMethod | None:
    """The registered method of that name, imported now; None when nobody registers one.

    `taken`: the names of the built-in methods. Raises MethodError for one that is broken.
    """
    named = [one for one in registrations() if one.name == name]
    return _loaded(named, taken) if named else None


def all_registered(taken: frozenset[str]) -> tuple[list[NamedMethod], list[MethodError]]:
    """Every registered method that can be used, and what is wrong with every other one."""
    by_name: dict[str, list[Registration]] = {}
    for one in registrations():
        by_name.setdefault(one.name, []).append(one)
    sound: list[NamedMethod] = []
    broken: list[MethodError] = []
    for several in by_name.values():
        try:
            sound.append(_loaded(several, taken))
        except MethodError as problem:
            broken.append(problem)
    return sound, broken


def _origin(distribution: Distribution) -> str:
    """Name and version; what cannot be read of a damaged one is said to be unknown."""
    try:
        name, version = distribution.metadata["Name"], distribution.version
    except Exception:  # noqa: BLE001 - a damaged distribution raises whatever its damage is
        name, version = None, None
    return f"{name or 'an-unnamed-distribution'} {version or ''}".strip()


def _of(distribution: Distribution, origin: str) -> Iterator[Registration]:
    """What a distribution registers with us; the entry points of others are not even read."""
    listed = distribution.read_text("entry_points.txt") or ""
    if GROUP not in listed:
        return
    try:
        entries = [one for one in distribution.entry_points if one.group == GROUP]
    except Exception:  # noqa: BLE001 - a line without = raises another error in every Python
        entries = [EntryPoint("entry_points.txt", "", GROUP)]
    for entry in entries:
        yield Registration(entry.name, origin, entry)


def _loaded(several: list[Registration], taken: frozenset[str]) -> NamedMethod:
    one = several[0]
    if len(several) > 1:
        others = " and ".join(each.origin for each in several[1:])
        raise MethodError(
            one.name, one.origin, f"is registered by {others} too", "uninstall all but one"
        )
    if one.name in taken:
        raise MethodError(
            one.name,
            one.origin,
            "has the name of a built-in method, which is the one that --method means",
            "register it under another name",
        )
    if not _NAME.fullmatch(one.name):
        raise MethodError(
            one.name,
            one.origin,
            "has a name that --method cannot take",
            "register it with small letters, digits, - and _, as in our-desk",
        )
    function = _imported(one)
    explain = getattr(function, "explain", None)
    return NamedMethod(
        one.name,
        checked(function, one.name, one.origin),
        _rule(function),
        f"registered by {one.origin}",
        explain=checked_words(explain, one.name, one.origin) if callable(explain) else None,
        origin=one.origin,
    )


def _imported(one: Registration) -> Callable[..., Any]:
    advice = f"install {one.origin.split()[0]} again, or uninstall it"
    try:
        function = one.entry.load()
    except (Exception, SystemExit) as problem:
        where = one.entry.value or "its line in entry_points.txt"
        raise MethodError(
            one.name, one.origin, f"cannot be loaded from {where}: {told(problem)}", advice
        ) from problem
    fault = _fault_in_signature(function)
    if fault:
        raise MethodError(
            one.name,
            one.origin,
            f"({one.entry.value}) {fault}",
            "a method is one function that takes a Standing and returns an Estimate: "
            "docs/methods.md",
        )
    return function  # type: ignore[no-any-return]  # `load` gives Any, and it is callable


def _fault_in_signature(function: object) -> str:
    if not callable(function):
        return "is no function"
    if inspect.isclass(function) or inspect.iscoroutinefunction(function):
        return f"is {'a class' if inspect.isclass(function) else 'async'}, not a plain function"
    try:
        inspect.signature(function).bind(None)
    except TypeError as problem:
        return f"cannot be called with the standing claims alone: {problem}"
    except ValueError:
        return ""
    return ""


def _rule(function: Callable[..., Any]) -> str:
    """The first paragraph of its docstring."""
    first = inspect.getdoc(function) or "says nothing about itself"
    words = " ".join(first.split("\n\n")[0].split()).rstrip(".")
    return words if len(words) <= _LONGEST_RULE else f"{words[:_LONGEST_RULE]}…"
