"""A profile proposed for an unknown file, as TOML: guesses, each said to be one."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from tracker.errors import DataError
from tracker.importing.headers import column_name
from tracker.importing.names import slug_from
from tracker.importing.profiles.columns_seen import Role, Seen, seen
from tracker.importing.profiles.likely_figures import LikelyFigure, Named, figures_in, named_by
from tracker.importing.readers.shape import PLAIN_SHAPE, Shape

MOST_TOLD = 3
"""Columns that are called like counts and are none, where there is no other."""
_ALONE = "a bound beside a best number, and the other bound is missing"


def drafted(
    file: str,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    shape: Shape = PLAIN_SHAPE,
) -> str:
    """The TOML of a profile for a file with that header and those first rows, read in a shape.

    It loads as it stands and names every column; what it guesses is said in comments.
    Raises DataError where no column looks like a count of people.
    """
    names = Counter(map(column_name, header))
    columns = [
        seen(name, [row[at] for row in rows], is_doubled=names[column_name(name)] > 1)
        for at, name in enumerate(header)
    ]
    by_role = {one.role: one for one in reversed(columns)}
    by_role |= {one.role: one for one in reversed(columns) if one.tells_apart}
    named = named_by(by_role, header, rows)
    figures, left = figures_in(columns, named)
    if not figures:
        told = "no column looks like a count of people, by its name and its cells"
        left_out = [one for one in columns if one.is_counting][:MOST_TOLD]
        why = "".join(f"; {one.name}: {one.why_left}" for one in left_out)
        raise DataError(f"{file}: {told}{why}; write a profile by hand: docs/profiles.md")
    name = slug_from(PurePath(file).name.split(".")[0])
    parts = [_head(name, file, figures, named), _file(shape), *_about_rows(name, named, by_role)]
    parts += [_claim(figure, named) for figure in figures]
    parts += [_footnotes(one) for figure in figures for one in figure.columns if one.has_footnotes]
    used = {name for figure in figures for name in figure.roles.values()}
    left |= {one.name: _ALONE for figure in figures for one in figure.columns}
    used |= {one.name for one in columns if _column(one)[1:-1] in "".join(parts)}
    parts.append(_ignored({one.name: _why(one, left) for one in columns if one.name not in used}))
    return "\n".join(part for part in parts if part)


def _why(one: Seen, left: dict[str, str]) -> str:
    return left.get(one.name) or one.why_left or "not looked at yet"


def _head(name: str, file: str, figures: Sequence[LikelyFigure], named: Named) -> str:
    sentinels = dict.fromkeys(
        word for figure in figures for one in figure.columns for word in one.sentinels
    )
    lines = [
        f"# Drafted from the names and first rows of {_one_line(PurePath(file).name)}.",
        "# Every line is a guess: read it against what the publisher says of the columns.",
        f"name = {_quoted(name)}",
        f"title = {_quoted(PurePath(file).name)}          # say what the file is",
        "# complete = true      # if every version holds all values: what is gone was withdrawn",
    ]
    if not named.tells_apart:
        lines.append("number_repeats = true      # rows share a ref, and are numbered")
    if sentinels:
        lines.append(f"blank = {_list(sentinels)}      # taken for: not known")
    return "\n".join(lines) + "\n"


def _file(shape: Shape) -> str:
    """What the caller had to say of how the rows stand."""
    said = {
        key: getattr(shape, key)
        for key in ("sheet", "member", "delimiter", "rows", "header_row")
        if getattr(shape, key) != getattr(PLAIN_SHAPE, key)
    }
    lines = [
        f"{key} = {_quoted(value) if key != 'header_row' else value}" for key, value in said.items()
    ]
    return "\n".join(["[file]", *lines]) + "\n" if said else ""


def _about_rows(name: str, named: Named, by_role: dict[Role, Seen]) -> list[str]:
    naming, date = named.by, by_role.get(Role.DATE)
    title = by_role.get(Role.TITLE, naming)
    lines = ["[incident]"]
    if naming is None:
        lines.append("# slug = ...       # nothing tells the rows apart: say which column does,")
        lines.append("                   # or import with --incident, if all are about one")
    elif naming is date:
        lines.append(f"slug = {_quoted(name)}       # all rows are about one incident")
        lines.append(f"title = {_quoted(name)}")
    else:
        told = "one incident a row" if naming.tells_apart else "rows share an incident"
        lines.append(f"slug = {_quoted(f'{name}-{{{naming.name}}}')}       # {told}")
        lines.append(f"title = {_column(title)}")
        if date and not named.date:
            lines.append(f"occurred_at = {{ text = {_column(date)}, or_summary = true }}")
    lines += _one_each(by_role, Role.PLACE, Role.ADMIN1, Role.COUNTRY)
    lines += _one_each(by_role, Role.LATITUDE, Role.LONGITUDE)
    return ["\n".join(lines) + "\n", _source(name, by_role), _claims(name, named, by_role)]


def _one_each(by_role: dict[Role, Seen], *roles: Role) -> list[str]:
    return [f"{role} = {_column(by_role[role])}" for role in roles if role in by_role]


def _source(name: str, by_role: dict[Role, Seen]) -> str:
    if Role.SOURCE in by_role:
        return ""
    lines = [
        "[[source]]           # whoever gives these figures; name it",
        f"slug = {_quoted(f'publisher-of-{name}')}",
        'kind = "unknown"',
    ]
    return "\n".join(lines) + "\n"


def _claims(name: str, named: Named, by_role: dict[Role, Seen]) -> str:
    source, naming = by_role.get(Role.SOURCE), named.by
    said = named.date or (naming if naming is by_role.get(Role.DATE) else None)
    lines = ["[claims]"]
    lines.append(f"source = {_column(source) if source else _quoted(f'publisher-of-{name}')}")
    if naming is None:
        lines.append('ref = "row"       # nothing tells the rows apart')
    else:
        ref = "/".join(f"{{{one.name}}}" for one in (naming, named.date) if one)
        lines.append(f"ref = {_quoted(ref)}       # names the row again in the next version")
    if said:
        told = "       # if it is when this was said" if named.date else ""
        lines.append(f"asserted_at = {_column(said)}{told}")
    if not named.tells_apart:
        lines.append("# scope = ...      # rows share an incident: say what tells them apart")
    lines += _one_each(by_role, Role.URL, Role.NOTE)
    return "\n".join(lines) + "\n"


def _claim(figure: LikelyFigure, named: Named) -> str:
    first = figure.first
    is_unsaid = first.is_unsaid
    lines = ["[[claim]]", f"metric = {_quoted(str(first.metric))}"]
    lines[-1] += "       # the columns do not say what they count" if is_unsaid else ""
    if first.population != "all":
        lines.append(f"population = {_quoted(first.population)}")
    if first.scope:
        lines.append(f"scope = {_quoted(first.scope)}")
    lines += [f"{role} = {_quoted(column)}" for role, column in figure.roles.items()]
    if named.is_series and not (figure.is_running or "total" in first.name.lower()):
        lines.append('# mode = "increment"       # if a number is of its row\'s day alone')
    return "\n".join(lines) + "\n"


def _footnotes(one: Seen) -> str:
    return f"[columns.{_quoted(one.name)}]\nfootnotes = true       # takes off marks such as [1]\n"


def _ignored(left: dict[str, str]) -> str:
    if not left:
        return ""
    by_why: dict[str, list[str]] = {}
    for column, why in left.items():
        by_why.setdefault(why, []).append(column)
    lines = [f"{_quoted(why)} = {_list(columns)}" for why, columns in by_why.items()]
    return "[ignore]             # of which no claim is made, and why\n" + "\n".join(lines) + "\n"


def _column(one: Seen | None) -> str:
    """A template of one column."""
    return _quoted(f"{{{one.name}}}" if one else "")


def _quoted(text: str) -> str:
    """The text as TOML writes it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _list(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]"


def _one_line(text: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in text)
