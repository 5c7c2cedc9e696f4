"""Options in a method's name: `gtd:window_hours=48`, `priority:order=coroner+hospital`.

They belong to the name because a number on screen is only as good as the rule beside it: a
dossier, its JSON and its timeline then say which window was meant, wherever they are read.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from tracker.errors import ChoiceError, OptionError, shown, suggestion
from tracker.model.choices import Kind, chosen
from tracker.reconcile.methods.named import MethodOption, NamedMethod

MOST_HOURS = 8_760
"""A year: claims that lie further apart are not about equally recent by any reading."""


def parts_of(name: str) -> tuple[str, dict[str, str]]:
    """A method's own name, and the options given with it, unread.

    >>> parts_of("gtd:window_hours=48")
    ('gtd', {'window_hours': '48'})
    >>> parts_of("latest")
    ('latest', {})
    """
    method, colon, rest = name.partition(":")
    given: dict[str, str] = {}
    for part in rest.split(",") if colon else ():
        option, equals, value = (word.strip() for word in part.partition("="))
        if not (option and equals and value):
            raise OptionError(
                f"--method {shown(name)}: no option is in {shown(part)}; "
                f"write {method}:OPTION=VALUE, several with commas between them"
            )
        if option in given:
            raise OptionError(f"--method {name}: {option} is given twice")
        given[option] = value
    return method, given


def with_options(method: NamedMethod, given: dict[str, str]) -> NamedMethod:
    """The method with those options set, and named so. Raises OptionError for an option it
    does not take and for a value that the option does not."""
    if not given:
        return method
    known = {option.name: option for option in method.options}
    values, written = {}, []
    for name, text in given.items():
        if name not in known:
            raise OptionError(_no_such_option(method, name, list(known)))
        try:
            values[name] = known[name].read(text)
        except ValueError as problem:
            raise OptionError(f"--method {method.name}:{name} takes {problem}") from None
        written.append(f"{name}={known[name].write(values[name])}")
    return replace(
        method,
        name=f"{method.name}:{','.join(written)}",
        estimate=partial(method.estimate, **values),
        given=values,
    )


def _no_such_option(method: NamedMethod, name: str, known: Sequence[str]) -> str:
    if not known:
        return f"--method {method.name} takes no options, so not {shown(name)} either"
    told = "; ".join(f"{option.name}: {option.meaning}" for option in method.options)
    return (
        f"--method {method.name} has no option {shown(name)}{suggestion(name, known)} "
        f"(it has {told})"
    )


def read_hours(text: str) -> int:
    """A whole number of hours, up to a year.

    >>> read_hours("48")
    48
    """
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and int(text) <= MOST_HOURS):
        raise ValueError(f"a whole number of hours from 0 to {MOST_HOURS:,}, not {shown(text)}")
    return int(text)


def read_order(text: str) -> tuple[Kind, ...]:
    """Kinds of source, the first before the others; claims of kinds left out do not count.

    >>> [kind.value for kind in read_order("coroner+hospital")]
    ['coroner', 'hospital']
    """
    try:
        order = tuple(chosen(Kind, "kind", word.strip()) for word in text.split("+"))
    except ChoiceError as problem:
        raise ValueError(f"kinds of source with + between them; {problem}") from None
    if len(set(order)) < len(order):
        raise ValueError(f"each kind once, not {shown(text)}")
    return order


def write_order(order: tuple[Kind, ...]) -> str:
    """The text that `read_order` reads as that order."""
    return "+".join(kind.value for kind in order)


WINDOW_HOURS = MethodOption(
    "window_hours",
    read_hours,
    str,
    "within how many hours of the newest claims are about equally recent (24)",
)
ORDER = MethodOption(
    "order",
    read_order,
    write_order,
    "the kinds of source that count, first before last, as coroner+hospital (all of them)",
)
