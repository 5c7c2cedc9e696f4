"""Every number on screen is a number of the dossier, or of what the reports give as JSON.

What each pane draws is taken apart: times are held to the times of the claims, every other number
to the JSON of just what the pane is about.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from rich.console import RenderableType

from tests.tui.conftest import opened, run
from tests.tui.driving import Driven
from tracker.ledger import Ledger
from tracker.model import Count
from tracker.reconcile import Dossier, dossier, why
from tracker.reports.claim_detail import claim_detail
from tracker.reports.dossier_text import dossier_text
from tracker.reports.shapes import claim_shape, history_shape, show_shape
from tracker.reports.why_text import why_text
from tracker.tui.archive import Archive
from tracker.tui.bar_words import bar_parts
from tracker.tui.plain import plain_text
from tracker.tui.view import View
from tracker.tui.widgets.as_of_bar import AsOfBar
from tracker.tui.widgets.chart_view import ChartView
from tracker.tui.widgets.foot import Foot
from tracker.tui.widgets.grid import Grid
from tracker.tui.widgets.report import Report

INCIDENTS = (
    "beirut-2020", "kahramanmaras-2023", "las-vegas-2017", "mogadishu-2017", "paris-2015",
    "qamishli-2016", "sri-lanka-2019",
)  # fmt: skip
SIDE_BY_SIDE = ("qamishli-2016", "las-vegas-2017")
"""Those whose methods are looked at side by side: that is a dozen dossiers each."""
_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[ T]\d\d:\d\d(?: [+-]\d\d(?::\d\d)?\b)?)?|\d{4}-\d\d\b|[+-]\d\d:\d\d"
)
_NUMBER = re.compile(r"\d+(?:,\d{3})*")


def drawn(widget: Any) -> list[str]:
    """The lines of a widget as they are drawn."""
    return [widget.render_line(y).text for y in range(widget.size.height)]


def numbers_in(text: str) -> list[int]:
    """The numbers of a text, times left out."""
    return [int(one.replace(",", "")) for one in _NUMBER.findall(_TIME.sub(" ", text))]


def days_in(text: str) -> set[str]:
    return {one for one in _TIME.findall(text) if one}


def near(days: Iterable[str]) -> set[str]:
    """The days, and those before and after: a moment's day depends on the zone."""
    told = [date.fromisoformat(one) for one in days]
    return {(one + timedelta(days=by)).isoformat() for one in told for by in (-1, 0, 1)}


def ints_of(shape: object) -> Iterator[int]:
    """Every number of a JSON document, those in its texts as well."""
    if isinstance(shape, Mapping):
        shape = list(shape.values())
    if isinstance(shape, list | tuple):
        for one in shape:
            yield from ints_of(one)
    elif isinstance(shape, str):
        yield from numbers_in(shape)
    elif isinstance(shape, int) and not isinstance(shape, bool):
        yield shape


class Told:
    """What the commands say of one incident."""

    def __init__(self, known: Dossier) -> None:
        self.known = known
        self.show = show_shape(known)
        self.claims = {row.id: claim_shape(row, known) for row in known.snapshot.claims}
        days = {one for row in self.claims.values() for one in days_in(str(row))}
        self.days = near(days | days_in(str(self.show)))

    def estimate(self, count: Count) -> Mapping[str, Any]:
        """The estimate of a count as `show --json` gives it."""
        found = [
            one for one in self.show["estimates"]
            if (one["metric"], one["population"], one["scope"]) == tuple(count)
        ]  # fmt: skip
        return found[0]  # type: ignore[no-any-return]


def printed(report: RenderableType) -> str:
    """What the command prints, wide enough that nothing is broken."""
    return plain_text(report, 400)


@pytest.fixture(scope="module")
def told(sample_ledger: str) -> dict[str, Told]:
    ledger = Ledger.open(sample_ledger, create=False)
    found = {slug: Told(dossier(ledger.snapshot(slug))) for slug in INCIDENTS}
    ledger.close()
    return found


def strange_numbers(lines: Iterable[str], allowed: Iterable[int]) -> list[str]:
    """Lines that hold another number than those allowed."""
    known = set(allowed)
    return [line for line in lines if not known.issuperset(numbers_in(line))]


def strange_days(lines: Iterable[str], one: Told) -> list[str]:
    return [line for line in lines if not one.days.issuperset(days_in(line))]


def check_bar(ui: Driven, one: Told, count: Count) -> list[str]:
    lines = drawn(ui.desk.only(AsOfBar, "bar"))
    shape = history_shape(one.known, count)
    moments = [step["change"] for step in shape["steps"]]
    estimate = one.estimate(count)
    allowed = [
        *(estimate[name] for name in ("low", "best", "high", "voices")),
        moments.count("lowered"), len(one.claims), len(one.show["findings"]),
        *numbers_in(one.show["incident"]["title"]), *numbers_in(count.scope),
    ]  # fmt: skip
    return strange_numbers(lines, [n for n in allowed if n is not None])


def check_claims(ui: Driven, one: Told) -> list[str]:
    """Each row against the claim it is about; what it changed against the figures of its voice."""
    grid, wrong = ui.claims, []
    for at, line in enumerate(drawn(grid)[1:]):
        if at >= len(grid.rows):
            break
        claim = one.claims[grid.rows.key(grid.scroll_offset.y + at)]
        of_voice = {
            n for other in one.claims.values() if other["voice"] == claim["voice"]
            for n in (other["low"], other["high"]) if n is not None
        }  # fmt: skip
        changes = {abs(a - b) for a in of_voice for b in of_voice}
        texts = (claim["figure"], claim["source"], claim["via"], claim["scope"])
        names = one.known.snapshot.sources
        spoken = [names[slug].name for slug in (claim["source"], claim["via"]) if slug in names]
        allowed = changes | {claim["low"], claim["high"]} | set(ints_of([*texts, *spoken]))
        wrong += strange_numbers([line], allowed) + strange_days([line], one)
    return wrong


def check_estimates(ui: Driven, one: Told) -> list[str]:
    grid = ui.desk.only(Grid, "estimates")
    wrong = []
    for line, estimate in zip(drawn(grid)[1:], one.show["estimates"], strict=False):
        known = [estimate[name] for name in ("low", "best", "high", "voices")]
        numbers = [n for n in known if n is not None] + numbers_in(estimate["scope"])
        if [n for n in numbers_in(line) if n not in numbers] or not numbers_in(line):
            wrong.append(line)
    return wrong


def check_chart(ui: Driven, one: Told, count: Count) -> list[str]:
    lines = drawn(ui.desk.only(ChartView, "chart"))
    steps = history_shape(one.known, count)["steps"]
    ticks = [numbers_in(line.split("┤")[0])[0] for line in lines if "┤" in line][::-1]
    assert ticks == [place * ticks[1] for place in range(len(ticks))], "ticks at equal distances"
    inside = [re.split("[┤│]", line, maxsplit=1)[-1] for line in lines if "└" not in line]
    allowed = {n for step in steps for n in ints_of([step["low"], step["best"], step["high"]])}
    drawn_lines = [line for line in inside[:-1] if not line.startswith("━")]
    return strange_numbers(drawn_lines, allowed) + strange_days(lines, one)


def check_report(ui: Driven, text: str) -> list[str]:
    """The numbers of the report in front are those of what the command prints."""
    widget = ui.app.screen.query_one(Report)
    assert widget.report is not None
    lines = drawn(widget)
    assert any(numbers_in(line) for line in lines)
    return strange_numbers(lines, numbers_in(text))


async def check_incident(ui: Driven, one: Told, *, is_wide: bool) -> list[str]:
    assert ui.desk.shown is not None
    count = ui.desk.shown.count
    assert count is not None
    wrong = check_bar(ui, one, count) + check_claims(ui, one) + check_chart(ui, one, count)
    if is_wide:
        wrong += check_estimates(ui, one)
        return wrong + check_report(ui, printed(dossier_text(one.known))) + check_list(ui, one)
    await ui.press("w")
    wrong += check_report(ui, printed(why_text(why(one.known, count), verbose=True)))
    await ui.press("escape", "v")
    row = next(row for row in one.known.snapshot.claims if row.id == ui.claims.key)
    assert ui.desk.head is not None
    wrong += check_report(ui, printed(claim_detail(one.known, row, ui.desk.head)))
    await ui.press("escape")
    if one.known.snapshot.incident.slug in SIDE_BY_SIDE:
        await ui.press("M")
        wrong += check_methods(ui, one, count)
        await ui.press("escape")
    return wrong


def check_methods(ui: Driven, one: Told, count: Count) -> list[str]:
    """Each method's row against the estimate of its dossier."""
    grid = ui.app.screen.query_one(Grid)
    wrong = []
    for at, line in enumerate(drawn(grid)[1 : len(grid.rows) + 1]):
        name = grid.rows.key(at)
        estimate = dossier(one.known.snapshot, name).picture(count).estimate
        given = (*estimate.figures, len(estimate.used))
        said = line.split()[1:5]
        if said != ["–" if n is None else f"{n:,}" for n in given]:
            wrong.append(line)
    return wrong


def check_list(ui: Driven, one: Told) -> list[str]:
    """The row of the incident in the list."""
    grid = ui.desk.only(Grid, "incidents")
    slugs = [grid.rows.key(place) for place in range(len(grid.rows))]
    cells = grid.rows.cells(slugs.index(one.known.snapshot.incident.slug)) or ()
    killed = one.show["estimates"][0]
    given = (killed["low"], killed["best"], killed["high"])
    said = ["–" if n is None else f"{n:,}" for n in given]
    return [] if list(cells[1:4]) == said else [str(cells)]


def check_ledger(ui: Driven, told: Mapping[str, Told], size: int) -> list[str]:
    """Each entry's line: its number, and of a claim its figure as it was given."""
    claims = {claim["id"][:8]: claim for one in told.values() for claim in one.claims.values()}
    wrong = []
    for at, line in enumerate(drawn(ui.desk.only(Grid, "entries"))[1:]):
        if not line.strip():
            break
        parts = line.split()
        found = [claims[part] for part in parts if part in claims]
        assert found, line
        allowed = {size - at, *ints_of([found[0]["figure"], found[0]["incident"]])}
        allowed |= {found[0]["low"], found[0]["high"], *ints_of(found[0]["source"])}
        rest = line.replace(found[0]["id"][:8], "").replace("Z", "")
        wrong += strange_numbers([rest], allowed)
    return wrong


def check_sources(ui: Driven, told: Mapping[str, Told]) -> list[str]:
    """Each source's number of claims."""
    totals = Counter(claim["source"] for one in told.values() for claim in one.claims.values())
    grid = ui.desk.only(Grid, "sources")
    wrong = []
    for at, line in enumerate(drawn(grid)[1:]):
        key = grid.rows.key(at)
        cells = grid.rows.cells(at) or ()
        if cells[3] != f"{totals[key]:,}" or cells[3] not in line.split():
            wrong.append(line)
    return wrong


@pytest.mark.parametrize("size", [(80, 24), (140, 28)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_number_on_screen_is_a_number_of_the_dossier(
    sample_ledger: str, told: dict[str, Told], size: tuple[int, int]
) -> None:
    wrong: list[str] = []

    async def scene() -> None:
        async with opened(sample_ledger, incident=INCIDENTS[0], size=size) as ui:
            for slug in INCIDENTS:
                ui.desk.ask(View(incident=slug))
                await ui.settled()
                wrong.extend(await check_incident(ui, told[slug], is_wide=size[0] >= 140))
            assert ui.desk.head is not None
            assert numbers_in(drawn(ui.desk.only(Foot, "foot"))[0])[-1:] != []
            await ui.press("5")
            wrong.extend(check_ledger(ui, told, ui.desk.head.size))
            await ui.press("3")
            wrong.extend(check_sources(ui, told))

    run(scene)
    assert wrong == []


def test_a_past_view_holds_the_numbers_of_its_moment(
    sample_ledger: str, told: dict[str, Told]
) -> None:
    wrong: list[str] = []

    async def scene() -> None:
        async with opened(sample_ledger, incident="sri-lanka-2019", size=(140, 34)) as ui:
            for _ in range(3):
                await ui.press("[")
                assert ui.desk.shown is not None
                snapshot = told["sri-lanka-2019"].known.snapshot
                past = replace(snapshot, as_of_us=ui.desk.view.as_of_us)
                one = Told(dossier(past))
                public = [row for row in one.claims.values() if row["state"] != "not_yet_public"]
                assert ui.desk.shown.public_rows == len(public)
                wrong.extend(check_claims(ui, one) + check_estimates(ui, one))
                wrong.extend(check_report(ui, printed(dossier_text(one.known))))

    run(scene)
    assert wrong == []


def test_a_wrong_number_would_be_found() -> None:
    assert strange_numbers(["killed 57 of 2,016-strong", "58"], [57, 2016]) == ["58"]
    assert numbers_in("2016-07-27 19:43 EEST: 1,057 killed, 12–45") == [1057, 12, 45]


def test_a_method_without_a_best_number_is_not_told_as_if_its_least_were_it(
    sample_ledger: str,
) -> None:
    archive = Archive(sample_ledger)
    *_, shown = archive.looks(View(incident="beirut-2020", method="range"))

    assert shown.picture is not None
    assert shown.chart is not None
    assert shown.picture.estimate.figures == (24, None, 218)
    assert bar_parts(shown)[0] == "killed 24–218"
    assert shown.chart.estimate[-1].text == "24–218"
    archive.close()
