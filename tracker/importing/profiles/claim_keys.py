"""The claims among the keys of a profile: what [claims] says of all, [[claim]] of each."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from tracker.errors import ChoiceError
from tracker.importing.profiles.condition_keys import read_condition
from tracker.importing.profiles.date_keys import read_date
from tracker.importing.profiles.profile import ClaimRule, Condition, DateRule
from tracker.importing.profiles.template_keys import template
from tracker.importing.profiles.templates import Template
from tracker.importing.profiles.toml_table import Keys
from tracker.model import Metric, Mode, Population
from tracker.model.choices import chosen

_DEFAULTS = {
    "metric": "",
    "population": "all",
    "scope": "",
    "mode": "total",
    "source": "",
    "source_kind": "",
    "via": "",
    "url": "",
    "note": "",
    "ref": "",
}
_COLUMNS = ("figure", "qualifier", "low", "best", "high", "size_class")


def read_claims(keys: Keys) -> tuple[ClaimRule, ...]:
    """The claims of a profile, in its order. Raises ProfileError."""
    shared = keys.table_or_empty("claims")
    texts = {name: template(shared, name, text) for name, text in _DEFAULTS.items()}
    asserted, published = read_date(shared, "asserted_at"), read_date(shared, "published_at")
    shared.end()
    rules: list[ClaimRule] = []
    for one in keys.tables("claim"):
        rule = _claim(one, texts, asserted, published)
        _refuse_twin(rule, rules, one)
        rules.append(rule)
    return tuple(rules)


def _claim(
    keys: Keys,
    shared: Mapping[str, Template],
    asserted: DateRule | None,
    published: DateRule | None,
) -> ClaimRule:
    texts = {name: template(keys, name, shared[name].text) for name in _DEFAULTS}
    columns = {name: keys.text(name) for name in _COLUMNS}
    given: dict[str, Any] = {**texts, **columns}
    rule = ClaimRule(
        **given,
        classes=_classes(keys),
        fraction_scope=keys.text("fractions"),
        asserted_at=read_date(keys, "asserted_at") or asserted,
        published_at=read_date(keys, "published_at") or published,
        key=keys.text("key"),
        only=tuple(map(_condition, keys.tables("only"))),
        place=keys.place,
    )
    keys.end()
    for name in ("metric", "source", "ref"):
        if not texts[name].text.strip():
            keys.refuse("", f"needs {name}, here or in [claims]")
    _refuse_stranger(keys, "metric", texts, Metric)
    _refuse_stranger(keys, "population", texts, Population)
    _refuse_stranger(keys, "mode", texts, Mode)
    _refuse_columns(keys, columns)
    return rule


def _refuse_stranger(
    keys: Keys, name: str, texts: Mapping[str, Template], kind: type[StrEnum]
) -> None:
    if not texts[name].columns:
        try:
            chosen(kind, name, texts[name].text)
        except ChoiceError as problem:
            keys.refuse(name, str(problem))


def _refuse_columns(keys: Keys, columns: Mapping[str, str]) -> None:
    has_bounds = columns["low"] or columns["high"]
    if bool(columns["figure"]) == bool(has_bounds):
        keys.refuse("", "needs either figure, or low and high: the columns of the number")
    if columns["best"] and not (columns["low"] and columns["high"]):
        keys.refuse("best", "stands between low and high; name the columns of both")
    if columns["qualifier"] and not columns["figure"]:
        keys.refuse("qualifier", "stands before a figure; name the column of the figure")


def _condition(keys: Keys) -> Condition:
    condition = read_condition(keys)
    keys.end()
    return condition


def _classes(keys: Keys) -> dict[str, tuple[int, int | None]]:
    table = keys.table_or_empty("classes")
    if table.names and not keys.has("size_class"):
        keys.refuse("classes", "needs size_class: the column of the class")
    return {name: table.bounds(name) for name in table.names}


def _refuse_twin(rule: ClaimRule, others: list[ClaimRule], keys: Keys) -> None:
    """Raises ProfileError where two claims of a row would come to one ref."""
    for other in others:
        if not (rule.only or other.only) and _told_by(rule) == _told_by(other):
            told = f"comes to the same ref as the claim of {other.place}; give one of them a key"
            keys.refuse("", told)


def _told_by(rule: ClaimRule) -> tuple[str, ...]:
    own = (rule.metric.text, rule.population.text, rule.scope.text)
    return (rule.ref.text, *((rule.key,) if rule.key else own))
