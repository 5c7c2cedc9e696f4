"""Whatever a text holds, every draft stands where it says."""

from string import ascii_letters

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.extract import Draft, Origin, extract, row_of_draft, text_of
from tracker.extract.known_words import KNOWN
from tracker.figures import read_figure

WORDS = st.sampled_from(
    [
        "12",
        "at",
        "least",
        "killed",
        "wounded",
        "people",
        "police",
        "said",
        ",",
        ".",
        ";",
        ":",
        "(",
        ")",
        '"',
        "among",
        "them",
        "women",
        "the",
        "of",
        "and",
        "1,200",
        "dozens",
        "death",
        "toll",
        "rose",
        "to",
        "from",
        "denied",
        "could",
        "more",
        "in",
        "hospital",
        "who",
        "according",
        "A",
        "no",
        "one",
        "three",
        "perhaps",
        "four",
        "Ministry",
        "told",
        "Radio",
        "citing",
        "50%",
        "$4",
        "July",
        "2016",
        "\n\n",
        "#",
        "*",
        "missing",
        "a",
        "soldier",
        *("since", "last", "week's", "where", "which", "before", "ago", "years", "had", "first"),
    ]
)
PHRASES = st.sampled_from(
    sorted(" ".join(words) for phrases in KNOWN.values() for words, _ in phrases)
)
"""All the extractor knows, so that each of its words meets the ends of sentences."""
TEXTS = st.one_of(
    st.text(),
    st.text(alphabet=ascii_letters + "0123456789 ,.'\"-;:()\n"),
    st.lists(WORDS, max_size=40).map(" ".join),
    st.lists(st.one_of(WORDS, PHRASES), max_size=20).map(" ".join),
    st.lists(WORDS, max_size=40).map("".join),
)
ORIGIN = Origin("somewhere", "", "", "", "0" * 64)


def check(text: str, draft: Draft) -> None:
    assert text[draft.text_start : draft.text_end] == draft.figure
    assert draft.sentence_start <= draft.text_start < draft.text_end <= draft.sentence_end
    assert draft.attributed_to is None or draft.attributed_to in text
    assert draft.low is None or draft.high is None or draft.low <= draft.high
    assert 0 < draft.confidence <= 1


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_every_draft_of_any_text_stands_where_it_says(text: str) -> None:
    for draft in extract(text):
        check(text, draft)


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_a_row_without_bounds_is_read_as_the_draft_says(text: str) -> None:
    for draft in extract(text):
        row = row_of_draft(draft, 1, ORIGIN)
        if row["low"] is None and row["high"] is None:
            figure = read_figure(draft.figure, metric=draft.metric)
            assert (figure.low, figure.high) == (draft.low, draft.high)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="<>/!-&;apscript 12killed\"'="))
def test_any_page_has_a_text(page: str) -> None:
    text = text_of(page, ".html").words

    for draft in extract(text):
        check(text, draft)
