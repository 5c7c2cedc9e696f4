"""What is refused, and which part the refusal names."""

import pytest

from tracker.figures import FigureError, read_figure

PROJECTED_OR_CHANGED = [
    ("could reach 40", "could"),
    ("may exceed 40", "may"),
    ("40 feared dead", "feared"),
    ("expected to reach 40", "expected"),
    ("exceed 72,000", "exceed"),  # cut from "could exceed"
    ("increase to 60", "increase"),  # cut from "could increase to"
    ("from 31 to 44", "from"),  # a rise, not a range
    ("rose from 31 to 44", "rose"),
    ("rose by 40", "rose"),
    ("rose to 40 from 31", "from"),
    ("rose to 40 to 50", "to"),
    ("reached up to 108", "up to"),  # 108, or at most 108
    ("now up to 40", "up to"),  # has come up to 40, or at most 40
    ("revised up to 300", "revised"),
    ("left 40", "left"),  # left alive?
]

NOT_A_TOTAL = [
    ("another 250", "another"),
    ("An additional 527", "additional"),
    ("a further 40", "further"),
    ("75 more", "more"),
    ("Dozens more", "more"),
    ("3,640 others", "others"),
    ("12 of the 33", "of"),
    ("two of them", "of"),
    ("44 civilians", "civilians"),
    ("3 Children", "Children"),
    ("8 Asayish", "Asayish"),
    ("three police officers", "police"),
    ("a French national", "French"),
    ("hundreds of houses", "houses"),
    ("40 killed and 12 injured", "and"),
    ("40 killed, 12 injured", "12"),
    ("40 dead injured", "injured"),
    ("injured 40 killed", "killed"),
    ("35 people, mainly civilians", "mainly"),
    ("no bodies", "bodies"),  # none found is not none dead
    ("no survivors", "survivors"),
    ("no civilian casualties", "civilian"),
]

AMBIGUOUS_NUMBERS = [
    ("1.200", "1.200"),
    ("1,5", "1,5"),
    ("1,20", "1,20"),
    ("12,34", "12,34"),
    ("1200,300", "1200,300"),
    ("1,200 300", "1,200 300"),
    ("1.2", "1.2"),
    ("1.2345k", "1.2345k"),
    ("1.234 million", "1.234 million"),
    ("1,200.5", "1,200.5"),
    ("2-3,000", "2-3,000"),
    ("2-300", "2-300"),
    ("10-12 thousand", "10-12 thousand"),
    ("two to three hundred", "two to three hundred"),
    ("one or two dozen", "one or two dozen"),
    ("50-40", "50-40"),
    ("40-40", "40-40"),
    ("between 50 and 40", "between 50 and 40"),
    ("between forty and", "between forty and"),
    ("40 -50", "-"),
    ("40/50", "/"),
    ("40 50", "40 50"),
    ("1 200", "1 200"),  # 1,200, or two numbers that have lost what stood between them
    ("200 300 people", "200 300"),
    ("100 200 300", "100 200 300"),
    ("1 000 200", "1 000 200"),
    ("at least ١ ٢٠٠", "١ ٢٠٠"),
    ("2016 300", "2016 300"),
    ("12%", "%"),
    ("-3", "-"),
    ("−3", "−"),
    ("+3", "+"),
    ("½", "½"),
    ("1½", "1½"),
    ("40 A’¹", "A’¹"),  # a letter and a sign in one piece
    ("1e5", "1e"),
    ("0x10", "0x"),
    ("40m", "40m"),  # millions, metres, minutes or men
    ("40people", "40people"),
    ("4-Mar", "4-Mar"),
    ("007", "007"),
    ("XIV", "XIV"),
    ("4٠", "4٠"),
    ("٤۰", "٤۰"),
    ("40.", "."),
    ("99999999999999999", "99999999999999999"),
    ("more than 9999999999999999", "more than 9999999999999999"),
    ("fewer than 0", "fewer than 0"),
    ("hundred people", "hundred"),
    ("twenty hundred", "hundred"),
    ("twenty fifteen", "fifteen"),
    ("one million two", "two"),  # 1,200,000 as often as 1,000,002
    ("one hundred and two hundred", "and"),
]

QUALIFIERS_THAT_CLASH = [
    ("at least up to 40", "up to"),
    ("more than about 40", "about"),
    ("at least 40-50", "40-50"),
    ("about 40 to 50", "40 to 50"),
    ("up to 40+", "+"),
    ("40-50 or more", "more"),
    ("more than dozens", "dozens"),
    ("nearly dozens", "dozens"),
    ("at least several", "several"),
    ("at least", "least"),
    ("at least 40, possibly 60", "40, possibly 60"),
    ("has risen to a total of only confirmed just 40", "just"),  # a fifth opening
]

PARTS_THAT_DO_NOT_FIT = [
    ("12 (including 13 children)", "13 children"),
    ("12 people, 13 of them children", "13 of them children"),
    ("12, including children", "children"),
    ("12, including 3", "3"),
    ("12, including 3 soldiers", "soldiers"),
    ("12, including several children", "several"),
    ("12, including a dozen children", "a dozen"),
    ("12, including 3 women and children", "children"),
    ("12, including 3 children and 2 children", "2 children"),
    ("12 killed, including 3 children, 40 injured", "injured"),
    ("12, including 3 children,", ","),
    ("12 (including 3 children", "children"),
    ("12 (3 children)", "3"),
    ("12, excluding 3 attackers", "excluding"),
]

STRANGE = [
    ("sevral dozen", "sevral"),
    ("mindestens 118", "mindestens"),
    ("أكثر من 30", "أكثر"),
    ("30 قتيلاً", "قتيلاً"),
    ("5800-ü ötüb", "ü"),
    ("40\u200b", "\u200b"),
    ("\u200e40", "\u200e"),
    ("\u202e40", "\u202e"),
    ("4\x000", "\x00"),
    ("at least\n40", "\n"),
    ("40\t50", "\t"),
    ("4\u03360", "4\u03360"),  # struck through
    ("40 👤", "👤"),
    ("   ", "   "),
]


@pytest.mark.parametrize(
    ("wording", "part"),
    [
        *PROJECTED_OR_CHANGED,
        *NOT_A_TOTAL,
        *AMBIGUOUS_NUMBERS,
        *QUALIFIERS_THAT_CLASH,
        *PARTS_THAT_DO_NOT_FIT,
        *STRANGE,
    ],
)
def test_a_refusal_names_the_part_not_understood(wording: str, part: str) -> None:
    with pytest.raises(FigureError) as refusal:
        read_figure(wording)

    assert refusal.value.part == part
    assert refusal.value.wording == wording


@pytest.mark.parametrize(
    ("wording", "units"),
    [
        ("two to three dozen", "dozens"),
        ("2-300", "hundreds"),
        ("10-12 thousand", "thousands"),
        ("2-3,000", "thousands"),
        ("2-3,000,000", "millions"),
    ],
)
def test_a_range_that_may_share_its_units_says_which(wording: str, units: str) -> None:
    with pytest.raises(FigureError, match=f"leaves open whether the first number is {units} too"):
        read_figure(wording)


@pytest.mark.parametrize("wording", ["None", " None ", "null", "NULL", "nan", "NaN", "<NA>"])
def test_an_empty_cell_as_programs_write_it_is_no_figure(wording: str) -> None:
    with pytest.raises(FigureError) as refusal:
        read_figure(wording)

    assert str(refusal.value) == (
        f"cannot read a figure from {wording!r}: {wording.strip()!r} is an empty cell as "
        "programs write it; write none where nobody is meant, ? where nothing is known"
    )


@pytest.mark.parametrize("wording", ["none", "NONE", "None reported", "None."])
def test_none_as_people_write_it_is_nobody(wording: str) -> None:
    assert read_figure(wording).low == 0


def test_an_empty_wording_is_refused() -> None:
    with pytest.raises(FigureError, match="holds no words"):
        read_figure("")


def test_a_refusal_says_what_is_wrong_and_what_to_do() -> None:
    with pytest.raises(FigureError) as refusal:
        read_figure("sevral dozen")

    assert str(refusal.value) == (
        "cannot read a figure from 'sevral dozen': 'sevral' is not a word I know; "
        "write low and high"
    )


def test_a_control_character_is_shown_escaped() -> None:
    with pytest.raises(FigureError, match=r"'\\u200b' is a control or invisible character"):
        read_figure("40\u200b")


def test_two_hundred_characters_are_read_and_one_more_is_not() -> None:
    longest = "at least 40" + " " * 189

    assert read_figure(longest).low == 40
    with pytest.raises(FigureError, match="more than 200 characters"):
        read_figure(longest + " ")


@pytest.mark.parametrize(
    "piece",
    ["4", "at least ", " ", "40 and ", "a", "(", ",", "one hundred and ", "\u0336", "٤", "-"],
)
def test_a_hundred_kilobytes_are_refused_at_once(piece: str) -> None:
    wording = piece * (100_000 // len(piece))

    with pytest.raises(FigureError) as refusal:
        read_figure(wording)

    assert len(refusal.value.part) <= 40
    assert len(str(refusal.value)) < 400


@pytest.mark.parametrize("cell", ["4-Mar", "2026-03-04", "2026-03-04T00:00", "Mar-26", "4-Mar-26"])
def test_the_date_that_a_spreadsheet_made_of_a_figure_is_called_one(cell: str) -> None:
    with pytest.raises(FigureError) as refused:
        read_figure(cell)

    assert str(refused.value) == (
        f"cannot read a figure from {cell!r}: {cell!r} is a date; spreadsheets make one of "
        "figures such as 3-4; write it as text, or low and high"
    )
