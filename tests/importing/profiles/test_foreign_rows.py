"""Rows of a foreign file become claims as the profile says, and nothing is left out in silence."""

import json
import time
from pathlib import Path

import pytest

from tests.importing.profiles.setting import DEAD, HEAD, a_profile, every_claim, taken
from tests.importing.written import as_xlsx
from tracker.errors import OptionError
from tracker.importing import ImportOptions, OnError, import_files
from tracker.importing.profiles.looking import check_file
from tracker.ledger import Ledger
from tracker.model import stamp


def test_a_row_gives_the_claims_of_its_profile(tmp_path: Path) -> None:
    ledger = Ledger.open(":memory:")

    report = taken(ledger, tmp_path, "event,dead\nHoms 2012,4\n")

    (claim,) = every_claim(ledger)
    assert (claim.incident, claim.source, claim.ref) == ("homs-2012", "wire", "Homs 2012/killed")
    assert (claim.metric, claim.figure.low, claim.figure.high) == ("killed", 4, 4)
    assert (report.rows, report.recorded) == (1, 1)


def test_the_same_file_again_records_nothing(tmp_path: Path) -> None:
    ledger = Ledger.open(":memory:")
    taken(ledger, tmp_path, "event,dead\nHoms 2012,4\n")
    size = ledger.head().size

    report = taken(ledger, tmp_path, "event,dead\nHoms 2012,4\n")

    assert (report.recorded, report.already_known, ledger.head().size) == (0, 1, size)


def test_a_column_that_nobody_explains_is_named(tmp_path: Path) -> None:
    report = taken(Ledger.open(":memory:"), tmp_path, "event,dead,mood\nHoms 2012,4,sad\n")

    assert "columns that profile ours does not name, so not read: mood" in report.remarks


def test_a_check_says_that_only_the_last_of_several_districts_would_stand(tmp_path: Path) -> None:
    path = tmp_path / "tolls.csv"
    path.write_text("event,district,dead\na,Upper,40\na,Lower,60\nb,Coast,7\nb,Coast,7\n")

    def remarks(scope: str) -> list[str]:
        head = HEAD.replace('ref = "{event}"', 'ref = "{event}/{district}"')
        options = ImportOptions(profile=a_profile(head + scope + DEAD))
        found = check_file(str(path), None, options, 10).remarks
        return [one for one in found if "only the last would stand" in one]

    (told,) = remarks("")
    assert told.startswith("1 claim: another figure of a count that a row above gives")
    assert remarks('scope = "{district}"\n') == []


def test_a_fault_is_told_by_the_column_of_the_file(tmp_path: Path) -> None:
    report = taken(Ledger.open(":memory:"), tmp_path, "event,dead\nHoms 2012,4-Mar\n")

    (fault,) = report.errors
    assert (fault.line, fault.column, fault.value) == (2, "dead", "4-Mar")


def test_a_check_names_the_sheet_of_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "march.xlsx"
    path.write_bytes(as_xlsx([["event", "dead"], ["Homs 2012", "4-Mar"]]))

    check = check_file(str(path), None, ImportOptions(profile=a_profile()), 10)

    assert f"{path} sheet 'Sheet':2: column 'dead'" in str(check.faults[0])


def test_what_a_sentinel_says_is_not_a_number(tmp_path: Path) -> None:
    ledger = Ledger.open(":memory:")
    profile = a_profile('blank = ["-99"]\n' + HEAD + DEAD)

    report = taken(ledger, tmp_path, "event,dead\na,-99\nb,7\n", profile)

    assert [claim.figure.low for claim in every_claim(ledger)] == [7]
    assert "1 row without a figure" in report.remarks


def test_what_was_carried_forward_is_left_out_and_counted(tmp_path: Path) -> None:
    ledger = Ledger.open(":memory:")
    skip = '[[skip]]\ncolumn = "flash_source"\nis = "fill"\nwhy = "carried forward"\n'

    report = taken(
        ledger,
        tmp_path,
        "event,dead,flash_source\na,4,gmo\nb,4,fill\nc,6,gmo\n",
        a_profile(HEAD + DEAD + skip),
    )

    assert [claim.incident for claim in every_claim(ledger)] == ["a", "c"]
    assert report.rows == 3
    assert "1 row left out: carried forward" in report.remarks


CLASSES = """\
[[claim]]
metric = "killed"
figure = "dead"
size_class = "size"
"""


def test_a_class_of_size_is_no_number_unless_the_profile_says_its_bounds(tmp_path: Path) -> None:
    text = "event,dead,size\na,7,1\nb,,2\nc,,4\n"
    silent, told = Ledger.open(":memory:"), Ledger.open(":memory:")

    report = taken(silent, tmp_path, text, a_profile(HEAD + CLASSES))
    ranges = "classes = { 1 = [1, 50], 2 = [51, 100], 4 = [1001] }\n"
    taken(told, tmp_path, text, a_profile(HEAD + CLASSES + ranges))

    assert "column 'size': 2 times a size class and no number; not counted" in report.remarks
    assert [claim.figure.low for claim in every_claim(silent)] == [7]
    found = [(one.figure.wording, one.figure.low, one.figure.high) for one in every_claim(told)]
    assert found == [("7", 7, 7), ("size class 2", 51, 100), ("size class 4", 1001, None)]


def test_rows_that_share_a_ref_are_numbered_where_the_profile_says_so(tmp_path: Path) -> None:
    ledger = Ledger.open(":memory:")

    taken(
        ledger,
        tmp_path,
        "event,dead\na,4\na,5\nb,6\n",
        a_profile("number_repeats = true\n" + HEAD + DEAD),
    )

    assert [claim.ref for claim in every_claim(ledger)] == ["a/killed", "a/killed#2", "b/killed"]


def test_rows_of_one_ref_and_no_time_stand_side_by_side(tmp_path: Path) -> None:
    """As of two famines in one war: neither figure is the newer word on the other."""
    ledger = Ledger.open(":memory:")
    profile = a_profile("number_repeats = true\n" + HEAD + 'scope = "{kind}"\n' + DEAD)

    taken(ledger, tmp_path, "event,kind,dead\na,famine,8\na,famine,3\na,siege,2\n", profile)

    scopes = [(claim.scope, claim.figure.low) for claim in every_claim(ledger)]
    assert scopes == [("famine", 8), ("famine #2", 3), ("siege", 2)]


def test_numbered_rows_that_speak_for_times_of_their_own_are_one_series(tmp_path: Path) -> None:
    ledger = Ledger.open(":memory:")
    head = "number_repeats = true\n" + HEAD + 'asserted_at = "{day}"\n'

    rows = "a,4,2016-07-27\na,6,2016-07-28\na,7,2016-07-28\n"
    taken(ledger, tmp_path, f"event,dead,day\n{rows}", a_profile(head + DEAD))

    found = [(claim.ref, claim.scope) for claim in every_claim(ledger)]
    assert found == [("a/killed", ""), ("a/killed#2", ""), ("a/killed#3", "#3")]


def test_a_row_without_a_figure_has_its_number_too(tmp_path: Path) -> None:
    """Filled in by the next version of the file, it must not get that of the row below it."""
    first, second = Ledger.open(":memory:"), Ledger.open(":memory:")
    hurt = DEAD.replace("dead", "hurt").replace("killed", "injured")
    profile = a_profile("number_repeats = true\n" + HEAD + DEAD + hurt)
    rows = "event,dead,hurt\na,4,1\na,{},2\na,6,{}\na,7,3\n"

    taken(first, tmp_path, rows.format("", ""), profile)
    taken(second, tmp_path, rows.format("5", "9"), profile)

    def found(ledger: Ledger) -> dict[str, tuple[str, int | None]]:
        return {one.ref: (one.scope, one.figure.low) for one in every_claim(ledger)}

    assert found(first).items() <= found(second).items()
    assert [found(second)[f"a/killed{number}"][1] for number in ("", "#2", "#3", "#4")] == [
        4, 5, 6, 7,
    ]  # fmt: skip


def test_no_row_is_left_out_where_rows_are_numbered(tmp_path: Path) -> None:
    """Put right and imported by itself, it would have the number of the first, and correct it."""
    profile = a_profile("number_repeats = true\n" + HEAD + DEAD)

    with pytest.raises(OptionError, match="would get the number of another"):
        taken(
            Ledger.open(":memory:"),
            tmp_path,
            "event,dead\na,4\na,5o\n",
            profile,
            on_error=OnError.SKIP,
        )


NAMELESS = [
    ('slug = "ours-{event}"', 'ref = "{event}"', "event", "the incident; fill it, or --incident"),
    ('slug = "ours"', 'ref = "{event}"', "event", "the row in the next version of the file"),
    (
        'slug = "ours"',
        'ref = "row/{event}[/{day}]"',
        "event, day",
        "the row in the next version of the file",
    ),
]


@pytest.mark.parametrize(("slug", "ref", "column", "names"), NAMELESS)
def test_rows_that_nothing_names_are_no_rows_of_one_event(
    tmp_path: Path, slug: str, ref: str, column: str, names: str
) -> None:
    """Two events without an id are two, not one that was restated."""
    head = HEAD.replace('slug = "{event}"', slug).replace('ref = "{event}"', ref)

    report = taken(
        Ledger.open(":memory:"), tmp_path, "event,day,dead\n,1,4\n", a_profile(head + DEAD)
    )

    (fault,) = report.errors
    assert (fault.column, fault.problem) == (
        column, f"nothing stands here, and it names {names}"
    )  # fmt: skip


def test_a_code_is_the_same_with_the_point_that_a_program_adds(tmp_path: Path) -> None:
    """As pandas writes the whole numbers of a column with gaps: 3.0 is the 3 of the profile."""
    head = HEAD.replace(
        'slug = "{event}"',
        'slug = "{event}"\noccurred_at = { text = "{day}", precision = "prec", month_if = ["4"] }',
    )
    rules = """
[columns.dead]
means = { 0 = "none reported" }
blank = ["-99"]
[[skip]]
column = "kind"
is = "3"
why = "of another kind"
"""
    text = (
        "event,day,prec,kind,dead\na,2019-03-02,4.0,1.0,0.0\nb,2019-03-02,1,3.0,5\n"
        "c,2019-03-02,1,1,-99.0\n"
    )
    ledger = Ledger.open(":memory:")

    taken(ledger, tmp_path, text, a_profile(head + DEAD + rules))

    (claim,) = every_claim(ledger)
    assert (claim.figure.wording, claim.figure.high) == ("none reported", None)
    assert ledger.incidents()["a"].occurred_at == stamp("2019-03")


def test_a_column_may_go_by_one_of_several_names(tmp_path: Path) -> None:
    profile = a_profile((HEAD + DEAD).replace('"dead"', '"Number Dead|Number of Dead"'))
    older, newer = Ledger.open(":memory:"), Ledger.open(":memory:")

    taken(older, tmp_path, "event,Number Dead\na,4\n", profile)
    taken(newer, tmp_path, "event,number of dead\na,4\n", profile)

    assert [claim.id for claim in every_claim(older)] == [claim.id for claim in every_claim(newer)]


def test_several_outlets_in_a_cell_are_told_in_short_and_kept_in_full(tmp_path: Path) -> None:
    ledger = Ledger.open(":memory:")
    more = 'via = "{papers}"\nnote = "from {papers}"\n'
    split = '[columns.papers]\nsplit = ";"\n'

    taken(
        ledger,
        tmp_path,
        "event,dead,papers\na,4,The Post; The Wire;The Post\n",
        a_profile(HEAD + more + DEAD + split),
    )

    (claim,) = every_claim(ledger)
    assert (claim.via, claim.note) == ("The Post and 1 more", "from The Post; The Wire")


def test_a_word_of_the_file_is_read_for_what_it_means(tmp_path: Path) -> None:
    ledger = Ledger.open(":memory:")
    means = '[columns.what]\nmeans = { deaths = "killed", wounds = "injured" }\n'
    claim = '[[claim]]\nmetric = "{what}"\nfigure = "number"\n'

    taken(
        ledger,
        tmp_path,
        "event,what,number\na,deaths,4\na,wounds,9\n",
        a_profile(HEAD + claim + means),
    )

    assert [(one.metric, one.ref) for one in every_claim(ledger)] == [
        ("killed", "a/killed"),
        ("injured", "a/injured"),
    ]


FIXED = HEAD.replace('"{event}"\n[claims]', '"the-war"\ntitle = "War"\n[claims]')


def test_the_caller_may_name_the_one_incident_that_a_profile_is_about(tmp_path: Path) -> None:
    ledger = Ledger.open(":memory:")

    taken(ledger, tmp_path, "event,dead\n1,4\n", a_profile(FIXED + DEAD), incident="my-war")

    assert ledger.incidents()["my-war"].title == "War"


def test_the_caller_may_not_name_an_incident_where_rows_do(tmp_path: Path) -> None:
    report = taken(Ledger.open(":memory:"), tmp_path, "event,dead\na,4\n", incident="b")

    (fault,) = report.errors
    assert fault.problem == "the row is about 'a', but --incident says b"


def test_an_incident_that_is_known_otherwise_stays_and_is_told(tmp_path: Path) -> None:
    ledger = Ledger.open(":memory:")
    first, second = (FIXED.replace('"War"', title) for title in ('"War"', '"The great war"'))
    taken(ledger, tmp_path, "event,dead\n1,4\n", a_profile(first + DEAD))

    report = taken(ledger, tmp_path, "event,dead\n2,5\n", a_profile(second + DEAD))

    assert ledger.incidents()["the-war"].title == "War"
    told = "1 incident known otherwise than the file has it, first the-war"
    assert [text.startswith(told) for text in report.remarks] == [True]


SOURCE = '[[source]]\nslug = "wire"\nname = "The Wire"\nkind = "news_agency"\n'


def test_a_source_is_as_the_profile_describes_it_unless_the_ledger_knows_it(
    tmp_path: Path,
) -> None:
    fresh, old = Ledger.open(":memory:"), Ledger.open(":memory:")
    known = tmp_path / "sources.csv"
    known.write_text("slug,name,kind\nthe-wire,The Wire,media\n", encoding="utf-8")
    import_files(old, [str(known)])

    for ledger in (fresh, old):
        taken(ledger, tmp_path, "event,dead\na,4\n", a_profile(HEAD + DEAD + SOURCE))

    assert fresh.sources()["wire"].kind == "news_agency"
    assert list(old.sources()) == ["the-wire"]
    assert every_claim(old)[0].source == "the-wire"


def published(ledger: Ledger) -> str:
    """When its only claim was published; '' where that is not known."""
    (claim,) = every_claim(ledger)
    return claim.published_at.text if claim.published_at else ""


def test_a_files_name_says_when_it_was_published_unless_the_caller_does(tmp_path: Path) -> None:
    profile = a_profile('published_name = "deaths_{date}"\n' + HEAD + DEAD)
    named, told, unnamed = (Ledger.open(":memory:") for _ in range(3))
    text, name = "event,dead\na,4\n", "deaths_2019-03.csv"

    reports = (
        taken(named, tmp_path, text, profile, name=name),
        taken(told, tmp_path, text, profile, name=name, published_at=stamp("2019-04-02")),
        taken(unnamed, tmp_path, text, profile, name="march.csv"),
    )

    assert [published(one) for one in (named, told, unnamed)] == ["2019-03", "2019-04-02", ""]
    remarks = [[told for told in one.remarks if "published" in told] for one in reports]
    assert remarks == [
        [],
        [],
        [
            "nothing says when this was published: profile ours takes it from a name such as "
            "'deaths_{date}'; give --published-at if it is known"
        ],
    ]


def test_values_that_no_column_of_ours_holds_pass_by_in_other_columns(tmp_path: Path) -> None:
    ledger = Ledger.open(":memory:")
    text = '[{"event": "a", "dead": 4, "magnitude": 7.25, "felt": true, "at": {"x": 1}}]'

    report = taken(ledger, tmp_path, text, name="quakes.json")

    assert (report.refused, len(every_claim(ledger))) == (0, 1)


def test_a_quotation_mark_around_a_text_is_taken_off_where_quoting_is_off(tmp_path: Path) -> None:
    ledger = Ledger.open(":memory:")
    shape = '[file]\nformat = "csv"\ndelimiter = "\\t"\nquoting = false\n'
    head = HEAD.replace('"{event}"\n[claims]', '"{event}"\ntitle = "{event}"\n[claims]')

    taken(ledger, tmp_path, 'event\tdead\n"The ""big"" one"\t4\n', a_profile(head + DEAD + shape))

    assert ledger.incidents()["the-big-one"].title == 'The "big" one'


def test_a_profile_of_canonical_columns_says_only_how_the_file_stands(tmp_path: Path) -> None:
    ledger = Ledger.open(":memory:")
    own = a_profile('name = "mine"\ntitle = "ours"\ncanonical = true\n[file]\ndelimiter = ";"\n')

    taken(ledger, tmp_path, "incident;source;metric;figure\nq;wire;killed;4\n", own)

    assert [claim.figure.low for claim in every_claim(ledger)] == [4]


def test_a_foreign_file_without_a_profile_is_told_which_may_fit(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Name,Date,Dead\nFlood,2021,4\n", encoding="utf-8")

    report = import_files(Ledger.open(":memory:"), [str(path)])

    assert "it looks like wikipedia-wide: try --profile wikipedia-wide" in "".join(
        report.files[0].remarks
    )


@pytest.mark.parametrize(("cell", "code"), [("\ud800", "U+D800"), ("a\x00", "U+0000")])
def test_a_cell_with_what_is_no_text_refuses_its_row(tmp_path: Path, cell: str, code: str) -> None:
    text = json.dumps([{"event": cell, "dead": 4}])

    report = taken(Ledger.open(":memory:"), tmp_path, text, name="odd.json")

    assert [code in fault.problem for fault in report.errors] == [True]


def test_letters_that_are_spelt_in_two_ways_make_one_incident(tmp_path: Path) -> None:
    ledger = Ledger.open(":memory:")
    composed, parted = "caf\u00e9", "cafe\u0301"

    taken(ledger, tmp_path, f"event,dead\n{composed},4\n{parted},4\n")

    assert len(every_claim(ledger)) == 1


def test_a_list_of_refused_rows_is_taken_again_once_it_is_put_right(tmp_path: Path) -> None:
    ledger = Ledger.open(":memory:")
    text = "event,dead,file,line,problem\na,4,march.csv,2,unreadable\n"

    report = taken(ledger, tmp_path, text)

    assert (report.recorded, report.remarks[:1]) == (1, ("1 new incident: a; times without an "
        "offset are read in UTC until `tracker incident edit` says their zone",))  # fmt: skip


@pytest.mark.parametrize("lines", ["a,4,1\na,4o,2\nb,5o,1\n", "a,4o,2\na,4,1\nb,5o,1\n"])
def test_a_foreign_row_put_right_corrects_no_other_row_of_its_file(
    tmp_path: Path, lines: str
) -> None:
    """Its ref is made of its cells, and another row of the call has it."""
    ledger, listed = Ledger.open(":memory:"), tmp_path / "refused.csv"
    text = f"event,dead,page\n{lines}"
    taken(ledger, tmp_path, text, on_error=OnError.SKIP, refused_path=str(listed))

    right = listed.read_text().replace("4o", "40").replace("5o", "50")
    report = taken(ledger, tmp_path, right, name="again.csv", on_error=OnError.SKIP)

    assert [line.split(",")[0] for line in right.splitlines()[1:]] == ["[not read] a", "b"]
    assert (report.recorded, report.refused) == (1, 1)
    assert [claim.figure.low for claim in every_claim(ledger)] == [4, 50]


def test_a_cell_of_a_hundred_thousand_blanks_and_brackets_holds_nobody_up(tmp_path: Path) -> None:
    profile = a_profile(HEAD + DEAD + "[columns.dead]\nfootnotes = true\n")
    began = time.perf_counter()

    report = taken(
        Ledger.open(":memory:"),
        tmp_path,
        f"event,dead\na,4{' ' * 50_000}[x{'[' * 50_000}\n",
        profile,
    )

    assert report.refused == 1
    assert time.perf_counter() - began < 10, "it does not hang, on any machine"


SHAPES = [
    ('delimiter = "\\t"\nquoting = false\n', 'event\tdead\n"Homs" 2012\t4o\n'),
    (
        'delimiter = ";"\nheader_row = 3\n',
        'A title\n\nevent;dead\n"""Homs"" 2012";4o\n',
    ),
    ('format = "json"\nrows = "days"\n', '{"days": [{"event": "\\"Homs\\" 2012", "dead": "4o"}]}'),
]


@pytest.mark.parametrize(("shape", "text"), SHAPES)
def test_refused_rows_come_back_whatever_their_file_was_like(
    tmp_path: Path, shape: str, text: str
) -> None:
    ledger, listed = Ledger.open(":memory:"), tmp_path / "refused.csv"
    head = HEAD.replace("[incident]", f"encoding = 'cp1252'\n[file]\n{shape}[incident]")
    profile = a_profile(head + DEAD)
    taken(ledger, tmp_path, text, profile, on_error=OnError.SKIP, refused_path=str(listed))
    mended = listed.read_text(encoding="utf-8").replace("4o,", "40,").replace("Homs", "Ḥimṣ")

    report = taken(ledger, tmp_path, mended, profile, name="mended.csv")

    (claim,) = every_claim(ledger)
    assert (report.rows, report.recorded, report.errors) == (1, 1, ())
    assert (claim.ref, claim.figure.low) == ('"Ḥimṣ" 2012/killed', 40)


@pytest.mark.parametrize(("other", "recorded", "refused"), [(4, 1, 0), (5, 0, 1)])
def test_claims_of_one_row_that_come_to_one_ref_are_one_or_refused(
    tmp_path: Path, other: int, recorded: int, refused: int
) -> None:
    by_kind = '[[claim]]\nmetric = "{kind}"\nfigure = "number"\n'
    ledger = Ledger.open(":memory:")

    text = f"event,dead,kind,number\nHoms 2012,4,killed,{other}\n"
    profile = a_profile(HEAD + DEAD + by_kind)
    report = taken(ledger, tmp_path, text, profile, on_error=OnError.SKIP)

    assert (report.recorded, report.refused) == (recorded, refused)
    assert len(every_claim(ledger)) == recorded
