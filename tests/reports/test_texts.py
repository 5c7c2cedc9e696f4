"""The text reports: everything told, in words, at 80 columns, with data shown literally."""

import re
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import RenderableType

from tests.builders import a_claim, a_snapshot, a_source, an_act
from tracker.figures import Figure
from tracker.model import Act, Count, Kind, Metric, Mode, Population, RecordedClaim, Snapshot, stamp
from tracker.reconcile import Dossier, difference, dossier, every_method, why
from tracker.reconcile.published_values import published_values
from tracker.reconcile.record import source_records
from tracker.reconcile.tally import incident_revisions
from tracker.reconcile.value_statistics import DataSet, ValueStatistics
from tracker.reports.change_text import diff_text, verify_text
from tracker.reports.claim_lines import wording_text
from tracker.reports.claims_text import claims_text
from tracker.reports.dossier_text import dossier_text
from tracker.reports.history_text import history_text
from tracker.reports.layout import render
from tracker.reports.lists_text import incidents_text, methods_text, sources_text
from tracker.reports.record_text import records_text
from tracker.reports.safe import FSI, PDI, visible
from tracker.reports.series_text import by_source_text, source_series_text
from tracker.reports.value_text import data_sets_text, values_text
from tracker.reports.why_text import why_text

KILLED = Count(Metric.KILLED, Population.ALL, "")
TEXT = st.text(st.characters(codec=None), min_size=1, max_size=30) | st.sampled_from(
    [
        "[bold]",
        "[/foo]",
        "[link=x]y",
        "\x1b[2J",
        "a\rb",
        "\x9b31m",
        "غزة 12–45",
        "\u202e57",
        "קמישלי",
    ]
)
NO_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066\u2067\ud800-\udfff]")


@dataclass(frozen=True)
class Problem:
    kind: str
    entry: int | None
    message: str


@dataclass(frozen=True)
class Verification:
    ok: bool
    problems: tuple[Problem, ...] = ()
    size: int = 1_200
    root: str = "ab" * 32
    compared: int = 0
    unchecked: tuple[str, ...] = ()


def plain(report: RenderableType, width: int = 80) -> str:
    return render(report, width, color=False)


def flat(report: RenderableType, width: int = 80) -> str:
    """The text with isolates and line breaks gone, so that wrapped sentences can be found."""
    return " ".join(plain(report, width).replace(FSI, "").replace(PDI, "").split())


def an_attack(**asked: Any) -> Snapshot:
    """Hospital 40 then 44, monitor 57, a party's 100, a figure withdrawn by its source."""
    return a_snapshot(
        a_claim(1, low=40, id="aa" * 32),
        a_claim(2, low=44, said="2016-07-28", id="bb" * 32),
        a_claim(3, "monitor", low=57, high=None, said="2016-07-28", id="cc" * 32, via="wire"),
        a_claim(4, "amaq", low=100, id="dd" * 32),
        a_claim(5, "police", low=70, id="ee" * 32),
        an_act(Act.RETRACT, ("ee" * 32,), seq=6, source="police", reason="duplicate_removed"),
        sources=(
            a_source("amaq", Kind.ARMED_GROUP_MEDIA, name="Amaq"),
            a_source("monitor", Kind.MONITOR, name="Monitor"),
        ),
        **asked,
    )


def shown(**asked: Any) -> str:
    return flat(dossier_text(dossier(an_attack(**asked), "latest")))


def test_show_tells_the_estimate_its_rule_and_the_claims_behind_it() -> None:
    text = shown()

    assert "killed 57 57 – 2" in text
    assert "Killed – low 57, best 57, high –" in text
    assert "Rule: the newest claim of a voice that is not questionable." in text
    assert "Rests on cccccccc at least 57 Monitor via wire, said 2016-07-28" in text


def test_show_lists_what_is_set_aside_each_with_its_reason() -> None:
    text = shown()

    assert "Set aside – a party's claim dddddddd 100 Amaq, said 2016-07-27" in text
    assert "Set aside – older bbbbbbbb 44 Hospital" in text
    assert "withdrawn by Police (duplicate_removed) eeeeeeee 70 Police" in text
    assert "superseded: the same voice has a newer claim aaaaaaaa 40 Hospital" in text


def test_many_superseded_claims_are_counted_unless_all_are_asked_for() -> None:
    days = [a_claim(day, low=10 + day, said=f"2016-07-{day:02}") for day in range(1, 8)]
    found = dossier(a_snapshot(*days))

    assert "6 superseded: the same voice has a newer claim." in flat(dossier_text(found))
    everything = flat(dossier_text(found, verbose=True))
    assert all(f"c{day} {10 + day} Hospital" in everything for day in range(1, 8))


def test_findings_stand_under_plain_words_with_the_claim_to_look_at_first() -> None:
    text = shown()

    assert "The claim of a party to the attack dddddddd killed: 100 by Amaq" in text
    assert "A voice has withdrawn and said nothing since eeeeeeee" in text


def test_the_head_says_as_of_when_and_by_which_method() -> None:
    latest, past = shown(), shown(as_of="2016-07-27")

    assert "everything public" in latest
    assert "PAST VIEW: what was public by the end of 2016-07-27 UTC" in past
    assert "latest: the newest standing claim" in latest


def test_figures_nobody_totals_are_listed_as_not_estimated() -> None:
    row = a_claim(low=7, mode=Mode.STOCK, scope="unidentified")

    text = flat(dossier_text(dossier(a_snapshot(row))))

    assert "No claim that states a total is public." in text
    assert "Recorded, not estimated – killed, unidentified; not a total but of mode stock" in text


def test_an_unknown_number_is_a_dash_and_never_nought() -> None:
    row = a_claim(figure=Figure.given(None, None, "many"))

    text = flat(dossier_text(dossier(a_snapshot(row))))

    assert "killed – – – 0" in text
    assert "no number" in text


def test_a_disputed_estimate_says_so_in_a_word() -> None:
    rows = a_claim(1), an_act(Act.DISPUTE, ("c1",), seq=2, source="police")

    text = flat(dossier_text(dossier(a_snapshot(*rows))))

    assert "40, disputed" in text
    assert "40 by Hospital is disputed by Police" in text


def test_history_tells_every_step_its_statistics_and_what_stood_apart() -> None:
    text = flat(history_text(dossier(an_attack(), "latest"), KILLED))

    assert "2016-07-28 00:00 UTC 40 40 40 first Hospital aaaaaaaa" in text
    assert "2016-07-29 00:00 UTC 57 57 – raised +17 Monitor cccccccc" in text
    assert "2 steps (1 raised): first 40, latest 57, least 40, most 57." in text
    assert "It has been 57 since 2016-07-29 00:00 UTC." in text
    assert "100 by Amaq: a party's claim" in text
    assert "70 by Police: withdrawn by Police (duplicate_removed)" in text


def by_voice(*rows: RecordedClaim, voice: str = "") -> str:
    found = dossier(a_snapshot(*rows))
    told = incident_revisions(found.unfolding, {row.id: row for row in rows}, "UTC")
    if voice:
        return flat(source_series_text(found, KILLED, told, voice))
    return flat(by_source_text(found, KILLED, told))


MINISTRY = (
    a_claim(1, "ministry", low=359, said="2019-04-24"),
    a_claim(2, "ministry", low=253, said="2019-04-26", reason="double counting"),
    a_claim(3, "ministry", low=290, said="2019-04-22", published="2019-04-27"),
    a_claim(4, "police", low=300, said="2019-04-30"),
)


def test_a_voices_history_tells_each_step_by_how_much_after_how_long_and_why() -> None:
    text = by_voice(*MINISTRY, voice="ministry")

    assert "2019-04-25 00:00 UTC 359 first – c1" in text
    assert "2019-04-27 00:00 UTC 253 lowered −106 ▼ 48 h c2 (double counting)" in text
    assert "2 steps (1 lowered): first 359, latest 253, least 253, most 359." in text
    assert "Reasons of the moves: 1 duplicate removed." in text
    assert "older than what already stood c3 290, said 2019-04-22" in text


def test_voice_by_voice_has_a_line_for_each_and_sums_up_the_incident() -> None:
    text = by_voice(*MINISTRY)

    assert "Ministry 2 359 253 253 359 0 1 48 h Police 1 300 300 300 300 0 0 –" in text
    assert "2 voices, 2 series, 3 steps: 2 first, 1 lowered." in text
    assert "1 came within 10 % of their latest for good after 48 h in the median" in text
    assert "1 more voice spoke once of each count." in text


def test_what_is_too_young_to_have_settled_is_marked() -> None:
    assert "Ministry 2 359 253 253 359 0 1 48 h*" in by_voice(*MINISTRY[:2])


def test_voice_by_voice_without_a_number_says_so() -> None:
    assert "No number for killed is public." in by_voice(a_claim(low=None, high=None))
    assert "No number of Police is public." in by_voice(
        *MINISTRY[:1], a_claim(4, "police", low=None, high=None), voice="police"
    )


def test_a_range_is_told_as_a_range_wherever_it_stood() -> None:
    rows = (
        a_claim(1, low=40, high=50, said="2016-07-27"),
        a_claim(2, low=30, high=60, said="2016-07-28"),
    )
    found = dossier(a_snapshot(*rows), "range")
    told = incident_revisions(found.unfolding, {row.id: row for row in rows}, "UTC")
    for report in (
        source_series_text(found, KILLED, told, "hospital"),
        history_text(found, KILLED),
    ):
        text = flat(report)
        assert "first 40 to 50, latest 30 to 60, least 30, most 60." in text
        assert "It has been 30 to 60 since 2016-07-29" in text
    table = flat(by_source_text(found, KILLED, told))
    assert "Hospital 2 40 to 50 30 to 60 30 60" in table


def test_the_table_of_voices_says_that_up_and_down_hold_restatements() -> None:
    rows = (
        a_claim(1, low=40, said="2016-07-27", published="2016-07-27"),
        a_claim(2, low=44, said="2016-07-27", published="2016-07-28"),
    )
    found = dossier(a_snapshot(*rows))
    told = incident_revisions(found.unfolding, {row.id: row for row in rows}, "UTC")

    text = flat(by_source_text(found, KILLED, told))

    assert "Hospital 2 40 44 40 44 1 0" in text
    assert "2 steps: 1 first, 1 restated." in text
    assert "up, down: steps by which its number rose and fell, restatements among them" in text


def test_history_prints_times_in_the_incidents_zone() -> None:
    rows = a_claim(1, said="2016-07-27T16:43+08:00"), a_claim(2, said="2016-07-27T12:00")

    text = flat(history_text(dossier(a_snapshot(*rows, timezone="Asia/Damascus")), KILLED))

    assert "2016-07-27 11:43 EEST 40 40 40 first" in text
    assert "2016-07-27 12:00 EEST 40 40 40 reaffirmed" in text


def test_a_history_without_numbers_says_so() -> None:
    assert "No number for killed is public." in flat(history_text(dossier(a_snapshot()), KILLED))


def test_claims_lists_every_row_with_what_became_of_it() -> None:
    text = flat(claims_text(dossier(an_attack())))

    assert "1 act, 1 withdrawn, 1 superseded, 3 standing" in text
    assert "eeeeeeee withdrawn killed: 70 – Police" in text
    assert "act retract of eeeeeeee – killed: 40 – Police" in text
    assert "reason: duplicate_removed" in text


@pytest.mark.parametrize(
    ("low", "high", "wording", "shown"),
    [
        (40, 40, "40", ""),
        (1_200, 1_200, "1,200", ""),
        (40, 60, "40", "“40”"),
        (40, None, "40", "“40”"),
        (None, None, "0", "“0”"),
        (None, None, "None", "“None”"),
    ],
)
def test_a_wording_is_left_out_only_where_it_is_the_number_of_the_claim(
    low: int | None, high: int | None, wording: str, shown: str
) -> None:
    assert wording_text(a_claim(figure=Figure.given(low, high, wording))) == shown


def test_a_diff_tells_before_after_and_because() -> None:
    noon = [stamp(text).begins_us("UTC") for text in ("2016-07-28T12:00", "2016-07-29T12:00")]

    text = flat(diff_text(difference(an_attack(), noon[0], noon[1], "latest")))

    assert "before 40 after low 57, best 57, high –" in text
    assert "cccccccc first at least 57 Monitor via wire" in text


DISPUTED = (
    a_claim(1, low=50, said="2016-07-27T10:00+00:00"),
    an_act(
        Act.DISPUTE,
        ("c1",),
        seq=2,
        source="twit",
        said="2016-07-27T11:00+00:00",
        reason="they lie",
    ),
)


def test_a_history_tells_a_dispute_as_one_and_not_as_a_confirmation() -> None:
    text = flat(history_text(dossier(a_snapshot(*DISPUTED)), KILLED))

    assert "50 50 50 held dispute by Twit (they lie) c2" in text
    assert "2 steps (1 held)" in text


def test_a_diff_tells_a_dispute_that_leaves_the_number() -> None:
    ten, eleven = (
        stamp(text).begins_us("UTC") for text in ("2016-07-27T10:30", "2016-07-27T11:30")
    )

    text = flat(diff_text(difference(a_snapshot(*DISPUTED), ten, eleven, "consensus")))

    assert "before 50 after 50, disputed grade weak → discounted Because of c2 disputed" in text
    nothing = difference(a_snapshot(*DISPUTED), ten, ten, "consensus")
    assert "No estimate and no grade differs." in flat(diff_text(nothing))


def test_a_diff_tells_camps_that_come() -> None:
    rows = (
        *(a_claim(n, f"body{n}", low=471, said="2016-07-27T10:00+00:00") for n in (1, 2, 3)),
        a_claim(4, "ministry", low=None, high=300, said="2016-07-27T11:00+00:00"),
    )
    ten, eleven = (
        stamp(text).begins_us("UTC") for text in ("2016-07-27T10:30", "2016-07-27T11:30")
    )

    text = flat(diff_text(difference(a_snapshot(*rows), ten, eleven, "consensus")))

    assert "grade fair → contested camps – → 300 and 471" in text


def test_a_diff_tells_what_was_withdrawn_and_by_what() -> None:
    attack = an_attack()
    rows = (replace(row, published_at=stamp("2016-07-28T10:00")) for row in attack.claims[5:])
    late = replace(attack, claims=(*attack.claims[:5], *rows))
    morning, noon = (
        stamp(text).begins_us("UTC") for text in ("2016-07-28T09:00", "2016-07-28T12:00")
    )

    text = flat(diff_text(difference(late, morning, noon, "latest")))

    assert "public by 2016-07-28 09:00 UTC, then public by 2016-07-28 12:00 UTC" in text
    assert "No longer standing eeeeeeee 70 Police" in text
    assert "withdrawn: c6 (duplicate_removed)" in text
    assert "Now rests on, as not before" in text


def test_why_walks_from_the_rows_to_the_number_step_by_step() -> None:
    text = flat(why_text(why(dossier(an_attack(), "latest"), KILLED)))

    steps = [
        "1. Eligible – 5 of 5 rows on this count",
        "2. Standing – 3 of 5 eligible claims",
        "aaaaaaaa 40 Hospital, said 2016-07-27 – superseded by bbbbbbbb",
        "eeeeeeee 70 Police, said 2016-07-27 – withdrawn by c6 (duplicate_removed)",
        "3. Voices – 4 voices of 4 sources",
        "dddddddd 100 Amaq: armed group media, reliability C; a party to the attack: its kind",
        "cccccccc at least 57 Monitor: monitor, reliability C",
        "– withdrawn Police: hospital, reliability C",
        "4. Rule – latest",
        "Rests on cccccccc at least 57",
        "Sets aside dddddddd 100 a party's claim; said",
        "Decided by: the newest claim of a voice that is not questionable.",
        "So: low 57, best 57, high –",
    ]
    places = [text.index(step) for step in steps]
    assert places == sorted(places)


def test_what_is_not_yet_public_is_counted_unless_all_of_it_is_wanted() -> None:
    rows = [a_claim(seq, f"s{seq}", said=f"2016-07-2{seq}") for seq in range(1, 7)]
    account = why(dossier(a_snapshot(*rows, as_of="2016-07-21")), KILLED)

    assert "5 rows, the first from 2016-07-23 00:00 UTC on (--all lists them)" in flat(
        why_text(account)
    )
    assert flat(why_text(account, verbose=True)).count("– public from") == 5


def test_a_verification_says_whole_or_what_is_wrong() -> None:
    problems = (Problem("content", 3, "does not match"), Problem("size", None, "entries missing"))

    assert "The ledger is whole: 1,200 entries" in flat(verify_text(Verification(ok=True)))
    assert "Compared with no checkpoint" in flat(verify_text(Verification(ok=True)))
    compared = flat(verify_text(Verification(ok=True, compared=1)))
    assert compared.endswith("1 checkpoint agrees with it.")
    with_heads = [flat(verify_text(Verification(ok=True, compared=3), heads=n)) for n in (1, 3)]
    assert with_heads[0].endswith("2 checkpoints and 1 head agree with it.")
    assert with_heads[1].endswith("3 heads agree with it.")
    strange = (Problem("unknown_key", None, "signed by others"),)
    unsure = flat(verify_text(Verification(ok=False, problems=strange)))
    assert "The ledger is whole, BUT NOT ALL COULD BE COMPARED: 1 problem" in unsure
    busy = ("the guards could not be tried",)
    for found, title in (
        ((), "NOT ALL COULD BE CHECKED: 1,200 entries, and what was checked is whole"),
        (strange, "NOT ALL COULD BE CHECKED OR COMPARED: 1 problem, 1,200 entries"),
        (problems, "THE LEDGER IS NOT SOUND: 2 problems in 1,200 entries"),
    ):
        told = flat(verify_text(Verification(ok=False, problems=found, unchecked=busy)))
        assert told.startswith(title)
        assert told.endswith("the guards could not be tried")
    broken = flat(verify_text(Verification(ok=False, problems=problems)))
    assert "NOT SOUND: 2 problems in 1,200 entries" in broken
    assert "entry 3 content does not match" in broken


def test_lists_name_incidents_sources_and_methods() -> None:
    incident = replace(an_attack().incident, occurred_at=stamp("2016-07-27T14:00:00+03:00"))
    sources = {"a": a_source("a", Kind.POLICE, name="Asayish", speaks_for="b"), "b": a_source("b")}

    assert "qamishli 2016-07-27 Qamishli 1,500" in flat(
        incidents_text([incident], {"qamishli": 1_500})
    )
    assert "a Asayish; speaks for b police C 1,500" in flat(sources_text(sources, {"a": 1_500}))
    assert "(the default)" in flat(methods_text(*every_method()))
    assert "No incidents" in flat(incidents_text([], {}))
    assert "No sources" in flat(sources_text({}, {}))


def series_reports(found: Dossier) -> list[RenderableType]:
    """Every count voice by voice, and every voice of it step by step."""
    rows = {row.id: row for row in found.snapshot.claims}
    told = incident_revisions(found.unfolding, rows, found.snapshot.incident.timezone)
    counts = [picture.count for picture in found.pictures]
    return [
        *(by_source_text(found, count, told) for count in counts),
        *(source_series_text(found, one.count, told, one.voice) for one in told.series),
    ]


def reports(found: Dossier) -> list[RenderableType]:
    snapshot = found.snapshot
    reasons = Problem("bad", 1, snapshot.incident.title)
    return [
        dossier_text(found, verbose=True),
        *(history_text(found, picture.count) for picture in found.pictures),
        *(why_text(why(found, picture.count), verbose=True) for picture in found.pictures),
        claims_text(found),
        incidents_text([snapshot.incident], {}),
        sources_text(snapshot.sources, {}),
        *series_reports(found),
        records_text(source_records([snapshot]), snapshot.sources),
        diff_text(difference(snapshot, 0, 10**16, found.method.name)),
        verify_text(Verification(ok=False, problems=(reasons,))),
    ]


@given(
    st.fixed_dictionaries(
        dict.fromkeys(["title", "name", "via", "scope", "figure", "reason"], TEXT)
    )
)
def test_any_text_in_any_field_shows_literally_and_sends_no_control(texts: dict[str, str]) -> None:
    claim = a_claim(
        1, via=texts["via"], scope=texts["scope"], figure=Figure.given(40, 45, texts["figure"])
    )
    act = an_act(Act.RETRACT, ("c1",), seq=2, reason=texts["reason"], scope=texts["scope"])
    later = a_claim(3, low=44, said="2016-07-28", scope=texts["scope"])
    snapshot = a_snapshot(claim, act, later, sources=(a_source("hospital", name=texts["name"]),))
    snapshot = replace(
        snapshot, incident=replace(snapshot.incident, title=texts["title"], summary=texts["title"])
    )

    printed = [plain(report) for report in reports(dossier(snapshot))]

    for text in printed:
        assert not NO_CONTROLS.search(text)
        text.encode()
    everything = re.sub(r"\s", "", "".join(printed).replace(FSI, "").replace(PDI, ""))
    for field, text in texts.items():
        assert re.sub(r"\s", "", visible(text)) in everything, field


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_numbers_stand_whole_at_every_width(width: int) -> None:
    rows = [
        a_claim(
            1, "first", low=31_643, high=None, scope="province of the long name, northern part"
        ),
        a_claim(2, "second", low=1_234_567, scope="province of the long name, northern part"),
    ]
    found = dossier(a_snapshot(*rows))

    for report in reports(found)[:3]:
        text = plain(report, width)
        numbers = set(re.findall(r"\d+(?:,\d*)+\d", text))
        assert numbers <= {"31,643", "1,234,567", "1,000,000", "500,000", "1,500,000"}
        assert "1,234,567" in numbers


@pytest.mark.parametrize("name", ["غزة", "مستشفى 12–45", "קמישלי 3", "قامیش\u200cلۆ"])
def test_low_is_printed_before_high_beside_a_right_to_left_name(name: str) -> None:
    row = a_claim(low=12, high=45, scope=name)
    found = dossier(a_snapshot(row, sources=(a_source("hospital", name=name),)))

    for report in (dossier_text(found), claims_text(found)):
        lines = [line for line in plain(report).splitlines() if re.search(r"\b12\b.*\b45\b", line)]
        assert lines
        for line in lines:
            assert line.count(FSI) == line.count(PDI)
            outside = re.sub(f"{FSI}[^{PDI}]*{PDI}", "", line)
            assert not re.search("[\u0590-\u08ff]", outside)


def test_nothing_is_wider_than_eighty_columns() -> None:
    for report in reports(dossier(an_attack())):
        assert all(cell_len(line) <= 80 for line in plain(report).splitlines())


def test_camps_are_told_with_their_voices_numbers_and_newest_day() -> None:
    claims = (
        a_claim(1, "hospital", low=471, said="2023-10-18T09:00+00:00"),
        a_claim(2, "police", low=100, high=300, said="2023-10-19T09:00+00:00"),
    )
    told = plain(dossier_text(dossier(a_snapshot(*claims))))
    assert "2 camps stay apart, and no average is taken:" in told
    assert "Camp 100: 1 voice, newest 2023-10-19 – Police 100 to 300" in told
    assert "Camp 471: 1 voice, newest 2023-10-18 – Hospital 471" in told


def test_nothing_is_said_of_camps_where_there_are_none() -> None:
    assert "amp" not in plain(dossier_text(dossier(a_snapshot(a_claim(1, low=57)))))


@pytest.mark.parametrize("zone", ["Asia/Kathmandu", "Asia/Colombo", "Asia/Damascus"])
def test_values_with_times_of_day_are_no_wider_than_eighty_columns(zone: str) -> None:
    snapshot = a_snapshot(
        a_claim(1, low=12_400, high=None, said="2016-07-27T10:19", published=None, ref="27"),
        a_claim(2, low=11_300, said="2016-07-27T10:19", published="2016-08-29T11:03", ref="27"),
        timezone=zone,
    )
    count = snapshot.claims[0].count

    text = plain(values_text(published_values(snapshot), count, zone, snapshot.sources))

    assert all(cell_len(line) <= 80 for line in text.splitlines())
    assert "at least 12,400" in text


@pytest.mark.parametrize("otherwise", [0, 12_345])
def test_no_statistics_of_a_data_set_are_wider_than_eighty_columns(otherwise: int) -> None:
    found = ValueStatistics(
        values=1_234_567, restated=456_789, restatements=500_000, raised=345_678, lowered=111_111,
        otherwise=otherwise, by_median=1_600.5, by_most=1_430_790, late_median_us=82_800_000_000,
        late_most_us=52_704_000_000_000, withdrawn=123_456, returned=1,
    )  # fmt: skip
    parts = [DataSet("staff", Metric.KILLED_OR_MISSING, found)]

    text = plain(data_sets_text(found, parts, {}))

    assert all(cell_len(line) <= 80 for line in text.splitlines())
    for told in ("1,234,567", "345,678", "111,111", "123,456", "1,600.5", "1,430,790", "610 days"):
        assert told in text.split("A value is")[0]
    assert ("other" in text.split("A value is")[0]) is bool(otherwise)
