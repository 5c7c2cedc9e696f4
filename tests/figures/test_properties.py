"""What holds of every figure and of every text, tried on generated ones."""

from hypothesis import assume, example, given
from hypothesis import strategies as st

from tracker.figures import (
    ACLED,
    PLAIN,
    Figure,
    FigureError,
    Part,
    Policy,
    Qualifier,
    read_figure,
    write_figure,
)
from tracker.figures.figure import MOST, POPULATIONS
from tracker.figures.numbers import NUMBER_WORDS
from tracker.figures.words import (
    AFTERWARDS,
    GROUP_WORDS,
    INCLUDING,
    LEADS,
    LINKS,
    NOBODY,
    NOUNS,
    QUALIFIERS,
    UNKNOWN,
    VAGUE,
)

MARGINS = Policy("margins", "2026-11-24", "made up", PLAIN.floors, 10, 90)
POLICIES = st.sampled_from([PLAIN, ACLED, MARGINS])

counts = st.one_of(st.integers(0, 200), st.integers(0, MOST - 1))


@st.composite
def parts_below(draw: st.DrawFn, most: int | None) -> tuple[Part, ...]:
    populations = draw(st.lists(st.sampled_from(POPULATIONS), unique=True, max_size=2))
    parts: list[Part] = []
    for what in populations:
        low = draw(st.none() | st.integers(0, 300 if most is None else min(most, 300)))
        above = st.integers(low or 0, (low or 0) + 300)
        parts.append(Part(low, draw(above if low is None else st.none() | above), what))
    return tuple(parts)


@st.composite
def figures(draw: st.DrawFn, policy: Policy) -> Figure:
    qualifier = draw(st.sampled_from(Qualifier))
    count = draw(counts)
    low: int | None
    high: int | None
    match qualifier:
        case Qualifier.EXACT:
            low, high = count, count
        case Qualifier.NONE:
            low, high = 0, 0
        case Qualifier.NONE_REPORTED:
            low, high = 0, None
        case Qualifier.AT_LEAST:
            low, high = count, None
        case Qualifier.MORE_THAN:
            low, high = count + 1, None
        case Qualifier.UP_TO | Qualifier.LESS_THAN:
            low, high = None, count
        case Qualifier.RANGE:
            low, high = count, draw(st.integers(count + 1, MOST))
        case Qualifier.APPROXIMATE:
            margin = count * policy.approximate_margin_percent // 100
            low, high = count - margin, count + margin
            assume(high <= MOST)
        case Qualifier.NEARLY:
            share = policy.nearly_floor_percent
            low, high = (None if share is None else count * share // 100), count
        case Qualifier.VAGUE:
            low, high = draw(st.sampled_from([*policy.floors.values(), None])), None
        case Qualifier.UNKNOWN:
            low, high = None, None
    assume(qualifier is not Qualifier.LESS_THAN or count < MOST - 1)
    return Figure(low, high, qualifier, parts=draw(parts_below(high)))


@given(st.data(), POLICIES)
def test_a_figure_written_and_read_is_the_same_figure(data: st.DataObject, policy: Policy) -> None:
    figure = data.draw(figures(policy))

    assert read_figure(write_figure(figure, policy=policy), policy=policy) == figure


def _phrases_of(*tables: object) -> list[str]:
    return sorted(
        " ".join(words)
        for table in tables
        for known in table.values()  # type: ignore[attr-defined]
        for words, _ in known
    )


VOCABULARY = [
    *_phrases_of(QUALIFIERS, AFTERWARDS, VAGUE, LEADS, NOUNS, LINKS, UNKNOWN, NOBODY),
    *_phrases_of(GROUP_WORDS, INCLUDING),
    *sorted(NUMBER_WORDS),
    *("and", "or", "to", "no", "but", "between", "of", "of them", ", possibly"),
    *("-", "–", "—", ",", ".", "(", ")", "+", "%", "'"),
    *("0", "3", "40", "1,200", "1 200", "1.2k", "1.2", "٤٠", "007", "99999999"),
]

number_wordings = st.one_of(
    st.integers(0, 10**6).map(str),
    st.integers(0, 10**9).map("{:,}".format),
    st.integers(10**3, 10**9).map("{:,}".format).map(lambda text: text.replace(",", "\u00a0")),
    st.sampled_from(["twenty-three", "one hundred and five", "a dozen", "2 million", "1.5k"]),
)
grammatical = st.tuples(
    st.sampled_from(["", *_phrases_of(LEADS)]),
    st.sampled_from(["", *_phrases_of(QUALIFIERS)]),
    number_wordings | st.sampled_from(_phrases_of(VAGUE, UNKNOWN, NOBODY)),
    st.sampled_from(["", *_phrases_of(AFTERWARDS, NOUNS)]),
    st.sampled_from(["", ", including 1 child", "(among them 2 women and at least 1 medic)"]),
).map(lambda pieces: " ".join(piece for piece in pieces if piece))
spelled = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=8).flatmap(
    lambda words: st.sampled_from([" ", ""]).map(lambda gap: gap.join(words))
)
texts = st.one_of(
    st.text(),
    st.text(alphabet="0123456789,.-–—+ kK'()%٤٠۴\u00a0\u2009\u200e\n", max_size=20),
    spelled,
    grammatical,
)


@given(st.one_of(grammatical, spelled), POLICIES)
def test_wording_to_figure_to_wording_to_figure_is_the_identity(
    wording: str, policy: Policy
) -> None:
    try:
        figure = read_figure(wording, policy=policy)
    except FigureError:
        return

    written = write_figure(figure, policy=policy)

    assert read_figure(written, policy=policy) == figure
    assert write_figure(read_figure(written, policy=policy), policy=policy) == written


@given(texts)
@example("\x1c")
@example("ß40")
@example("\u2126")
def test_any_text_gives_a_figure_or_names_a_piece_of_itself(text: str) -> None:
    try:
        figure = read_figure(text)
    except FigureError as refusal:
        assert refusal.part in text
        assert refusal.part or not text
    else:
        assert figure.low is None or figure.high is None or figure.low <= figure.high


@given(st.integers(0, MOST), st.sampled_from(["٠", "۰", "०", "０"]))
def test_digits_of_any_script_read_as_the_same_number(number: int, zero: str) -> None:
    wording = "".join(chr(ord(zero) + int(digit)) for digit in str(number))

    assert read_figure(wording) == read_figure(str(number))


@given(st.integers(1, MOST), st.sampled_from([",", "\u202f", "\u00a0", "\u2009", "'"]))
def test_thousands_may_be_parted_in_any_one_way(number: int, sign: str) -> None:
    assert read_figure(f"{number:,}".replace(",", sign)).low == number
