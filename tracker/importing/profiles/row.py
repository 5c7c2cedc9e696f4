"""One row of a foreign file, its cells understood as the profile says."""

import re
from collections.abc import Callable, Sequence

from tracker.importing.profiles.binding import Binding
from tracker.importing.profiles.profile import ColumnRule, without_point
from tracker.importing.profiles.templates import Template

_FOOTNOTES = re.compile(r"\[[^\[\]\d]{0,12}\d{0,4}\]|[†‡§¶]+|(?<=\d)\*+$")
_DAY_AND_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[T ].*", re.ASCII)
_PLAIN = ColumnRule()


class RowReader:
    """Reads the cells of a file's rows; `at` turns to another row."""

    def __init__(self, binding: Binding) -> None:
        self._cells: Sequence[str] = ()
        self._texts: dict[str, str] = {}
        """Cells of this row that were read, by column."""
        profile = binding.profile
        is_quoted = not profile.shape.quoting
        self._readers: dict[str, Callable[[], list[str]]] = {
            name: self._reader(at, profile.rules.get(name, _PLAIN), profile.blank, is_quoted)
            for name, at in binding.places.items()
        }

    def at(self, cells: Sequence[str]) -> None:
        """The row to read next."""
        self._cells = cells
        self._texts.clear()

    def text(self, column: str) -> str:
        """The cell under a column, several values joined; '' where it is blank, or says that
        nothing is known, or where the file lacks the column."""
        text = self._texts.get(column)
        if text is None:
            reader = self._readers.get(column)
            text = self._texts[column] = "; ".join(reader()) if reader else ""
        return text

    def names(self, template: Template) -> bool:
        """Whether a template names something: one of its columns that the file has, but for those
        in brackets, is filled. True where the file has none of them."""
        columns = [name for name in template.naming if name in self._readers]
        return not columns or any(map(self.text, columns))

    def brief(self, column: str) -> str:
        """The same, of several values the first and how many there are besides."""
        reader = self._readers.get(column)
        values = reader() if reader else []
        if len(values) < 2:
            return "".join(values)
        return f"{values[0]} and {len(values) - 1} more"

    def _reader(
        self,
        at: int,
        rule: ColumnRule,
        blank: frozenset[str],
        is_quoted: bool,  # noqa: FBT001
    ) -> Callable[[], list[str]]:
        unknown = blank | rule.blank

        def read() -> list[str]:
            text = self._cells[at].strip()
            if is_quoted and len(text) > 1 and text[0] == text[-1] == '"':
                text = text[1:-1].replace('""', '"').strip()
            if rule.has_footnotes:
                text = " ".join(_FOOTNOTES.sub(" ", text).split())
            code = without_point(text)
            if not text or text in unknown or code in unknown:
                return []
            if rule.is_day_only and (day := _DAY_AND_TIME.fullmatch(text)):
                text = day[1]
            if rule.split:
                parts = (part.strip() for part in text.split(rule.split))
                found = dict.fromkeys(rule.means.get(part, part) for part in parts)
                return [part for part in found if part]
            text = rule.means.get(text, rule.means.get(code, text))
            return [text] if text else []

        return read
