"""An article on the import screen: the drafts of `tracker extract`, and nothing without a yes."""

from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner
from textual.events import Paste

from tests.tui.conftest import ROOT, opened, run
from tests.tui.driving import Driven
from tests.tui.test_forms import entries
from tracker.cli.root import root
from tracker.ledger import Ledger
from tracker.tui.article_words import reads_as_prose
from tracker.tui.dialogs.dialog import Dialog
from tracker.tui.dialogs.drafts import ReviewDrafts

ARTICLE = (ROOT / "sample_data" / "qamishli-article.txt").read_text("utf-8")
URL = "https://example.org/qamishli"
OPTIONS = ("--incident", "qamishli-2016", "--via", "Example Wire", "--published-at", "2016-08-05")


async def article_pasted(ui: Driven, text: str, line: str = "") -> None:
    """Pastes a text on the import screen, as a terminal does: its line ends are those of Enter."""
    await ui.press("4")
    await ui.fill("import-path", line)
    ui.app.screen.query_one("#import-path").post_message(Paste(text.replace("\n", "\r")))
    await ui.until("Where does this article come from?")


async def drafts_of(ui: Driven, text: str, line: str = "") -> ReviewDrafts:
    """Pastes a text, says where it comes from, and goes to its drafts."""
    await article_pasted(ui, text, line)
    await ui.until("found in")
    await ui.press("ctrl+s")
    await ui.until("a accept")
    assert isinstance(ui.app.screen, ReviewDrafts)
    return ui.app.screen


def recorded(where: str) -> list[tuple[str, str, str, str, str]]:
    """Id, source, wording, address and note of what was read from texts."""
    ledger = Ledger.open(where, create=False)
    rows = ledger.snapshot("qamishli-2016").claims
    ledger.close()
    return [
        (row.id, row.source, row.figure.wording, row.url, row.note)
        for row in rows
        if row.ref.startswith("text-")
    ]


def test_a_pasted_article_gives_the_drafts_and_records_what_the_command_records(
    own_ledger: str, tmp_path: Path
) -> None:
    twin = tmp_path / "twin.db"
    twin.write_bytes(Path(own_ledger).read_bytes())
    file = tmp_path / "article.txt"
    file.write_text(ARTICLE)

    async def scene() -> None:
        async with opened(own_ledger, incident="qamishli-2016", size=(110, 40)) as ui:
            line = f"--via 'Example Wire' --published-at 2016-08-05 --url {URL}"
            dialog = await drafts_of(ui, ARTICLE, line)
            assert "put the death toll at »57«, up from 48" in ui.screen
            await ui.press(*["a"] * 10)
            assert len(dialog.reviewed.accepted) == 10
            await ui.until("10 accepted; recording them would do this:")
            await ui.press("ctrl+s")
            await ui.until("Recorded.")

    run(scene)
    words = ("--db", str(twin), "extract", str(file), *OPTIONS, "--url", URL, "--review")
    CliRunner().invoke(root, words, input="a\n" * 10 + "y\n", catch_exceptions=False)
    of_ui = recorded(own_ledger)
    assert len(of_ui) == 10
    assert of_ui == recorded(str(twin))
    assert all(one[3] == URL for one in of_ui)
    digest = sha256(ARTICLE.encode()).hexdigest()
    assert all(digest in one[4] for one in of_ui)


def test_without_a_yes_nothing_is_recorded(own_ledger: str) -> None:
    async def scene() -> None:
        before = entries(own_ledger)
        async with opened(own_ledger, incident="qamishli-2016", size=(100, 30)) as ui:
            dialog = await drafts_of(ui, ARTICLE)
            await ui.press("ctrl+s")
            assert "Nothing is accepted yet" in ui.screen
            await ui.press("a", "k", "s")
            assert dialog.reviewed.accepted == {}
            assert dialog.reviewed.skipped == {0}
            await ui.press("j", "a")
            await ui.until("1 accepted; recording them would do this:")
            await ui.press("escape")
            assert "1 accepted. Esc again gives it up; nothing is recorded." in ui.screen
            await ui.press("escape")
            assert "Nothing was recorded of the article." in ui.screen
        assert entries(own_ledger) == before

    run(scene)


def test_a_draft_is_put_right_before_it_is_accepted(own_ledger: str) -> None:
    async def scene() -> None:
        async with opened(own_ledger, incident="qamishli-2016", size=(110, 34)) as ui:
            dialog = await drafts_of(ui, "Nine people died in Qamishli. The end.\nIt was late.")
            assert "nobody named" in ui.screen
            await ui.press("a")
            assert "Not accepted: source: nobody is said to give it" in ui.screen
            await ui.press("e")
            await ui.fill("field-source", "Asayish spokesman Ali")
            await ui.fill("field-figure", "at least ten")
            await ui.until("→ 10 or more")
            assert "or did you mean" in " ".join(ui.screen.split())
            await ui.press("ctrl+s")
            await ui.until("Who is Asayish spokesman Ali?")
            await ui.press("G", "enter")
            assert dialog.reviewed.accepted[0]["figure"] == "at least ten"
            await ui.until("new source asayish-spokesman-ali")
            await ui.press("ctrl+s")
            await ui.until("Recorded.")
        (claim,) = recorded(own_ledger)
        assert claim[1:3] == ("asayish-spokesman-ali", "at least ten")

    run(scene)


def test_a_denial_of_nothing_known_is_not_accepted_before_it_says_what_it_contests(
    own_ledger: str,
) -> None:
    async def scene() -> None:
        async with opened(own_ledger, incident="qamishli-2016", size=(110, 34)) as ui:
            text = "The army denied that 31 soldiers had been killed.\nMore was not said."
            dialog = await drafts_of(ui, text)
            await ui.press("a")
            assert "say which claim it contests" in " ".join(ui.screen.split())
            await ui.press("e")
            await ui.fill("field-target", ui.claims.key[:8])
            await ui.press("ctrl+s")
            if ui.app.screen is not dialog:
                await ui.press("G", "enter")
            assert set(dialog.reviewed.accepted) == {0}

    run(scene)


def test_an_article_in_a_file_is_read_and_its_text_kept_where_that_is_asked_for(
    own_ledger: str, tmp_path: Path
) -> None:
    file = tmp_path / "article.txt"
    file.write_text(ARTICLE)

    async def scene() -> None:
        async with opened(own_ledger, size=(100, 30)) as ui:
            await ui.press("4")
            await ui.fill("import-path", f"'{file}' --incident qamishli-2016 --keep-text")
            await ui.press("enter")
            await ui.until("10 drafts found in")
            await ui.press("ctrl+s")
            await ui.until("a accept")
            await ui.press("a", "ctrl+s")
            await ui.until("the text is kept in")

    run(scene)
    (kept,) = Path(f"{own_ledger}.texts").iterdir()
    assert kept.read_text("utf-8") == ARTICLE


def test_what_was_opened_to_look_only_shows_the_drafts_and_records_none(own_ledger: str) -> None:
    async def scene() -> None:
        before = entries(own_ledger)
        async with opened(
            own_ledger, incident="qamishli-2016", size=(100, 30), read_only=True
        ) as ui:
            await drafts_of(ui, ARTICLE)
            await ui.press("a", "ctrl+s")
            await ui.until("opened with --read-only: nothing can be recorded here")
            assert isinstance(ui.app.screen, Dialog)
        assert entries(own_ledger) == before

    run(scene)


@pytest.mark.parametrize(
    ("text", "is_prose"),
    [
        ("source,metric,figure\nAsayish,killed,44\n", False),
        ("\ufeffSource;Killed\nAsayish;44\n", False),
        ("slug\ttitle\n", False),
        ('{"source": "x"}\n', False),
        ("[1]", False),
        ("", False),
        ("Source: the police.\nKilled, they said, were 44.", True),
        ("Twelve killed, the police said, in the north.", True),
    ],
)
def test_rows_are_told_from_prose_by_their_header(text: str, is_prose: bool) -> None:
    assert reads_as_prose(text) == is_prose
