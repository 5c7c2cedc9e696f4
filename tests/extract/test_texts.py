"""A page's text is what it shows, and places refer to that text."""

import pytest

from tracker.extract import DRAFT_COLUMNS, Form, extract, text_of
from tracker.importing import headers

PAGE = """\
<!doctype html><html><head><title>Blast kills 9</title><style>p {}</style></head>
<body><nav>40 killed elsewhere</nav>
<p>At least <b>12</b>&nbsp;people were
   killed, police said.</p><script>var dead = "99 killed";</script>
<ul><li>Nerim: 4 dead<li>Kelmar: 5 dead</ul><p>unclosed &amp; done</body></html>
"""


def test_a_page_shows_its_blocks_without_scripts_and_menus() -> None:
    text = text_of(PAGE)

    assert text.form is Form.HTML
    assert text.words.split("\n\n") == [
        "At least 12 people were killed, police said.",
        "Nerim: 4 dead",
        "Kelmar: 5 dead",
        "unclosed & done",
    ]


def test_the_places_of_a_page_are_those_of_its_text() -> None:
    text = text_of(PAGE).words

    drafts = extract(text)

    assert [text[one.text_start : one.text_end] for one in drafts] == ["At least 12", "4", "5"]


@pytest.mark.parametrize("written", ["12 < 13 dead", "# 12 dead\n", "\ufeff12 dead", "a\r\nb", ""])
def test_a_plain_text_is_read_as_it_stands(written: str) -> None:
    assert text_of(written) == (written, Form.PLAIN)


@pytest.mark.parametrize("extension", [".html", ".htm", ".xhtml"])
def test_a_name_says_that_it_is_a_page(extension: str) -> None:
    assert text_of("<i>12</i> dead", extension).words == "12 dead"


def test_what_nothing_closes_is_left_out() -> None:
    assert text_of("<p>12 dead<!-- 40 killed", ".html").words == "12 dead"
    assert text_of("<p>12 dead<a href=", ".html").words == "12 dead"


def test_the_hash_is_that_of_the_text_in_utf_8() -> None:
    assert text_of("12 dead").sha256 == (
        "bd2b2c53d9e095776e7746b18d441b6b0769476e8053fc39a3abcbf787b724b0"
    )


def test_an_import_passes_over_just_the_columns_that_drafts_have_besides() -> None:
    assert headers.DRAFT_COLUMNS == DRAFT_COLUMNS
