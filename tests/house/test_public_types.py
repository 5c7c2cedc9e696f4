"""Whoever annotates a script finds every type of a public signature, and whoever catches an
error its class."""

import ast
import inspect
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import FunctionType, SimpleNamespace
from typing import Any, get_args, get_type_hints

import pytest

import tracker

PAGE = (Path(__file__).parents[2] / "docs" / "scripting.md").read_text("utf-8")
ROWS = re.findall(r"^\| `(tracker[a-z_.]*)` \| (.*) \|$", PAGE, re.MULTILINE)
PLACED = {(home, name) for home, names in ROWS for name in re.findall(r"`(\w+)`", names)}
NOT_PROMISED = set(
    re.findall(r"`(\w+)`", PAGE.partition("the program's own, and with")[2].split("\n")[0])
)
ERRORS = {name for name in tracker.__all__ if name.endswith("Error")} | {"OSError"}


def test_a_type_that_the_page_places_stands_there() -> None:
    assert len(PLACED) > 20
    assert [one for one in PLACED if not hasattr(import_module(one[0]), one[1])] == []


def test_what_a_signature_names_is_seen_also_where_it_is_imported_for_that_alone() -> None:
    assert tracker.HeldHead in _types_of(tracker.Ledger)
    assert tracker.HeldHead in _types_of(tracker.verify)
    assert tracker.RecordedClaim in _types_of(tracker.Recorded)


@pytest.mark.parametrize("name", tracker.__all__)
def test_every_type_of_a_public_signature_can_be_imported(name: str) -> None:
    lent = {getattr(tracker, one) for one in tracker.__all__}
    placed = {getattr(import_module(home), one) for home, one in PLACED}

    unknown = set(_types_of(getattr(tracker, name))) - lent - placed

    assert {one for one in unknown if one.__name__ not in NOT_PROMISED} == set()


@pytest.mark.parametrize("name", tracker.__all__)
def test_every_error_that_is_announced_can_be_caught(name: str) -> None:
    texts = [inspect.getdoc(one) or "" for one, _ in _described(getattr(tracker, name))]

    assert set(re.findall(r"\b[A-Z]\w*Error\b", " ".join(texts))) - ERRORS == set()


def _types_of(public: Any) -> Iterator[type]:
    """The program's own types in the annotations of what scripts call or are given."""
    for described, own in _described(public):
        module = sys.modules[described.__module__]
        hints = get_type_hints(SimpleNamespace(__annotations__=own), _names_in(module))
        for said in hints.values():
            yield from (one for one in _leaves(said) if one.__module__.startswith("tracker"))


def _described(public: Any) -> Iterator[tuple[Any, dict[str, Any]]]:
    """What has a docstring and annotations: a function, or a class with its public methods."""
    if isinstance(public, FunctionType):
        yield inspect.unwrap(public), inspect.unwrap(public).__annotations__
        return
    fields = {
        name: said for name, said in inspect.get_annotations(public).items() if name[0] != "_"
    }
    yield public, fields
    for name, member in vars(public).items():
        bare = getattr(member, "__func__", getattr(member, "fget", member))
        if not name.startswith("_") and isinstance(bare, FunctionType):
            yield inspect.unwrap(bare), inspect.unwrap(bare).__annotations__


def _names_in(module: Any) -> dict[str, Any]:
    """What a module knows, with what it imports for its annotations alone."""
    known = dict(vars(module))
    for statement in ast.parse(inspect.getsource(module)).body:
        if isinstance(statement, ast.If) and ast.unparse(statement.test) == "TYPE_CHECKING":
            imports = compile(ast.Module(statement.body, []), module.__name__, "exec")
            exec(imports, known)  # noqa: S102 - the module's own imports
    return known


def _leaves(said: Any) -> Iterator[type]:
    if isinstance(said, list):
        for one in said:
            yield from _leaves(one)
    elif parts := get_args(said):
        yield from _leaves(list(parts))
    elif isinstance(said, type):
        yield said
