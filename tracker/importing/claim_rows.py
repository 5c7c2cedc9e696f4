"""Rows of a claims file, long or wide, to drafts of claims."""

from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import Any

from tracker.importing.cells import Choices, CountWords, Figures, Stamps, clean
from tracker.importing.drafts import Draft
from tracker.importing.faults import RowError, together
from tracker.importing.headers import LONG_COLUMNS, Layout
from tracker.importing.names import IncidentNames, SourceNames
from tracker.importing.options import ImportOptions
from tracker.importing.readers import Cells
from tracker.model import Act, Claim, Metric, Mode, Population, instant
from tracker.model.claim import LONGEST_TEXT
from tracker.model.clock_changes import clock_change
from tracker.model.making import in_the_making

_LIMITED = tuple((LONG_COLUMNS.index(field), field, most) for field, most in LONGEST_TEXT.items())
_SHORTEST_LIMIT = min(LONGEST_TEXT.values())
_AT = {column: place for place, column in enumerate(LONG_COLUMNS)}
_CLAIM = in_the_making(Claim)
_ASSERT, _CORRECT, _RETRACT = Act.ASSERT, Act.CORRECT, Act.RETRACT
_NOBODY = "row-whose-source-is-in-doubt"
"""Put where a source cannot be read. A source that is named later must not find its slug taken."""
_MAY_BE_WITHOUT_FIGURE = (Act.DISPUTE, Act.VOID, Act.RETRACT)


def long_values(layout: Layout) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    """Picks the cells of a row, or whole columns, in the order of LONG_COLUMNS; what the file
    lacks is taken from one past the last."""
    places = {column: place for place, column in enumerate(layout.columns)}
    blank = len(layout.columns)
    return itemgetter(*(places.get(column, blank) for column in LONG_COLUMNS))


def may_be_long(cells: Sequence[str], columns: Sequence[Sequence[str]]) -> bool:
    """Whether a text of some rows is longer than is kept. cells: of each row, joined. columns: in
    the order of LONG_COLUMNS."""
    return max(map(len, cells)) > _SHORTEST_LIMIT and any(
        max(map(len, columns[place])) > most for place, _, most in _LIMITED
    )


class ClaimRows:
    """The rows of one claims file, its columns found once."""

    def __init__(
        self,
        layout: Layout,
        options: ImportOptions,
        sources: SourceNames,
        incidents: IncidentNames,
        remark: Callable[[str], None],
    ) -> None:
        self._columns = layout.columns
        self._wide = tuple((layout.columns.index(column), column) for column in layout.wide)
        self._pick = long_values(layout)
        self._any_incident = options.incident or "x"
        self._published_at = options.published_at
        self._sources = sources
        self._incidents = incidents
        self._remark = remark
        self._are_refs_told = False
        self._metrics = Choices(Metric, "metric")
        self._populations = Choices(Population, "population")
        self._modes = Choices(Mode, "mode")
        self._counted = CountWords(self._metrics, self._populations, self._modes)
        self._acts = Choices(Act, "act", "kind of act")
        self._figures = Figures(self._metrics, options.policy, remark)
        self._stamps = Stamps(options.order)
        self.named = ("", "", "")
        """What the claim last read calls its incident and its source, and the source's kind."""

    def read(self, line: int, cells: Cells) -> list[Claim | Draft]:
        """What one row claims: one claim in a long file, in a wide one as many as it gives
        figures. A draft where something must be looked up first.

        Raises RowError, which carries everything that is wrong with the row.
        """
        cleaned, is_turned = clean(cells, self._columns)
        if is_turned:
            self._remark(f"line {line}: a cell holds signs that turn the direction of writing")
        cleaned.append("")
        values: tuple[str, ...] = self._pick(cleaned)
        if not self._wide:
            given = [self._claimed(values, "figure")]
        else:
            by_metric = self._by_metric(values, cleaned)
            given = [self._claimed(one, column) for one, column in by_metric]
            given = given or self._act_alone(values)
        if given and not self._stamps.are_zoned:
            self._remark_on_clocks(line, values, given[0].incident)
        return given

    def _remark_on_clocks(self, line: int, values: tuple[str, ...], incident: str) -> None:
        """Says of times that the clocks of the incident's zone skip or repeat what they become."""
        zone = self._incidents.zone(incident)
        for column in ("asserted_at", "published_at"):
            known = self._stamps.read(column, values[_AT[column]])
            change = clock_change(known, zone) if known else None
            if known and change:
                taken = instant(known.begins_us(zone))
                self._remark(
                    f"line {line}: {column} {known.text}: in {zone} {change.value}; "
                    f"taken as {taken}; write the offset if another time is meant"
                )

    def _by_metric(
        self, values: tuple[str, ...], cells: Cells
    ) -> Iterator[tuple[tuple[str, ...], str]]:
        for place, metric in self._wide:
            if cells[place]:
                one = list(values)
                one[_AT["metric"]] = metric
                one[_AT["figure"]] = cells[place]
                if one[0]:
                    one[0] = f"{one[0]}/{metric}"
                    self._tell_refs(one[0])
                yield tuple(one), metric

    def _tell_refs(self, ref: str) -> None:
        if not self._are_refs_told:
            self._are_refs_told = True
            told = "each figure of a row has the row's ref and its metric for a ref, as in"
            self._remark(f"{told} {ref}")

    def _act_alone(self, values: tuple[str, ...]) -> list[Claim | Draft]:
        """The act of a wide row without figures, which its target must place; [] for a row
        that does nothing. Raises RowError."""
        word, target = values[_AT["act"]], values[_AT["target"]]
        act = self._acts.read(word) if word else _ASSERT
        if act is _ASSERT and not target:
            return []
        if act not in _MAY_BE_WITHOUT_FIGURE:
            problem = "there is no figure in any column named after a metric; "
            problem += f"{'an' if act is _ASSERT else 'a'} {act} needs one"
            raise RowError("act" if word else "target", word or target, problem)
        if not target:
            problem = f"a {act} needs a target: the claim it is about"
            if act is _RETRACT:
                problem = "a retract without a target needs a figure or ? under what it is about"
            raise RowError("target", "", problem)
        return [self._claimed(values, "target")]

    def _claimed(self, values: tuple[str, ...], figure_column: str) -> Claim | Draft:
        try:
            return self._read(values, figure_column)
        except RowError:
            raise together(self._every_error(values, figure_column)) from None

    def _read(self, values: tuple[str, ...], figure_column: str) -> Claim | Draft:
        (
            ref, incident, source, source_kind, via, metric, population, scope, mode, wording,
            low, high, asserted_at, published_at, url, act_word, target, reason, relays, note,
        ) = values  # fmt: skip
        if (
            len(note) > _SHORTEST_LIMIT or len(url) > _SHORTEST_LIMIT
            or len(wording) > _SHORTEST_LIMIT or len(reason) > _SHORTEST_LIMIT
            or len(source) > _SHORTEST_LIMIT or len(via) > _SHORTEST_LIMIT
            or len(scope) > _SHORTEST_LIMIT or len(ref) > _SHORTEST_LIMIT
        ):  # fmt: skip
            _refuse_long(values)
        act = self._acts.read(act_word) if act_word else _ASSERT
        if act is _ASSERT or act is _CORRECT:
            figure, bounds_given = self._figures.read(wording, low, high, metric, figure_column)
        else:
            figure, bounds_given = self._figures.described(wording, low, high, figure_column)
        if not (wording or bounds_given):
            _refuse_blank(act, figure_column)
        asserted = published = None
        if asserted_at:
            asserted = self._stamps.read("asserted_at", asserted_at)
        if published_at == asserted_at:
            published = asserted
        elif published_at:
            published = self._stamps.read("published_at", published_at)
        published = published or self._published_at
        slug = self._incidents.slug_of(incident)
        self.named = incident, source, source_kind
        if act is _ASSERT and source and metric and not (target or relays):
            claim: Any = _CLAIM()
            counted = self._counted.read(metric, population, mode)
            claim.metric, claim.population, claim.mode = counted
            claim.incident = slug
            claim.source = self._sources.slug_of(source, source_kind)
            claim.scope = scope
            claim.figure = figure
            claim.bounds_given = bounds_given
            claim.asserted_at = asserted
            claim.published_at = published
            claim.via = via
            claim.url = url
            claim.act = act
            claim.targets = ()
            claim.reason = reason
            claim.relays = ""
            claim.note = note
            claim.ref = ref
            claim.__class__ = Claim
            ready: Claim = claim
            return ready
        fields: dict[str, Any] = {
            "incident": slug,
            "act": act,
            "figure": figure,
            "bounds_given": bounds_given,
            "asserted_at": asserted,
            "published_at": published,
            "via": via,
            "url": url,
            "reason": reason,
            "note": note,
            "ref": ref,
        }
        self._add_counted(fields, values, act)
        if source:
            fields["source"] = self._sources.slug_of(source, source_kind)
        elif act in (_ASSERT, _CORRECT) or not target:
            raise RowError("source", "", "a claim needs a source: who gives the figure")
        return Draft(fields, target, relays)

    def _add_counted(self, fields: dict[str, Any], values: tuple[str, ...], act: Act) -> None:
        metric = values[_AT["metric"]]
        if not metric:
            self._add_given(fields, values, act)
            return
        counted = self._counted.read(metric, values[_AT["population"]], values[_AT["mode"]])
        fields["metric"], fields["population"], fields["mode"] = counted
        fields["scope"] = values[_AT["scope"]]

    def _add_given(self, fields: dict[str, Any], values: tuple[str, ...], act: Act) -> None:
        """The count of an act that leaves its metric to its target, as far as it is given."""
        if act in (_ASSERT, _CORRECT) or not values[_AT["target"]]:
            raise RowError("metric", "", "a claim needs a metric: what is counted, as in killed")
        if population := values[_AT["population"]]:
            fields["population"] = self._populations.read(population)
        if scope := values[_AT["scope"]]:
            fields["scope"] = scope
        if mode := values[_AT["mode"]]:
            fields["mode"] = self._modes.read(mode)

    def _every_error(self, values: tuple[str, ...], figure_column: str) -> list[RowError]:
        """All that is wrong with a row: a bad cell is put right and the row read again."""
        errors: list[RowError] = []
        while True:
            try:
                self._read(values, figure_column)
            except RowError as problem:
                if any(problem.column == known.column for known in errors):
                    return errors
                errors.append(problem)
                values = self._put_right(values, problem.column, figure_column)
            else:
                return errors

    def _put_right(
        self, values: tuple[str, ...], column: str, figure_column: str
    ) -> tuple[str, ...]:
        """The row with one cell replaced by something that is sure to be taken."""
        sound = {"source": _NOBODY, "metric": "killed", "incident": self._any_incident}
        patched = list(values)
        if column == "metric":  # the figure was found readable, but for which metric is not known
            patched[_AT["figure"]], patched[_AT["low"]], patched[_AT["high"]] = "?", "", ""
        if column in ("low", "high", figure_column):
            patched[_AT["figure"]], patched[_AT["low"]], patched[_AT["high"]] = "?", "", ""
        elif column in _AT:
            patched[_AT[column]] = sound.get(column, "")
        return tuple(patched)


def _refuse_blank(act: Act, column: str) -> None:
    if act not in _MAY_BE_WITHOUT_FIGURE:
        raise RowError(column, "", "there is no figure; write one, or low and high")


def _refuse_long(values: tuple[str, ...]) -> None:
    for place, column, most in _LIMITED:
        if len(values[place]) > most:
            problem = f"the text has {len(values[place]):,} characters; at most {most:,} are kept"
            raise RowError(column, values[place], problem)
