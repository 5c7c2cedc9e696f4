"""What scripts call refuses and remarks as the commands do, and a dry run records nothing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.places import PLACES
from tracker import (
    ClaimError,
    ImportOptions,
    Ledger,
    NotFoundError,
    OptionError,
    Recorded,
    add,
    add_incident,
    add_source,
    correct,
    dispute,
    edit_incident,
    edit_source,
    export,
    import_files,
    merge_source,
    read_stamp,
    record_rows,
    retract,
    timeline,
    void,
)

pytestmark = pytest.mark.usefixtures("on_files")


@pytest.fixture
def ledger() -> Ledger:
    """Two incidents, each with one claim of the police."""
    made = PLACES.open(":memory:")
    for slug in ("paris", "nice"):
        add_incident(made, slug)
        add(made, slug, source="police", killed=40, ref=f"{slug}-1", published_at="2015-11-13")
    return made


def test_a_dry_run_shows_what_would_be_and_records_nothing(ledger: Ledger) -> None:
    size = ledger.head().size

    would_be = add(ledger, "paris", source="hospital", killed="dozens", dry_run=True)
    add_incident(ledger, "lyon", dry_run=True)
    add_source(ledger, "mayor", dry_run=True)

    assert would_be.claims[0].figure.low == 24
    assert ledger.head().size == size


def test_what_a_person_should_know_is_heard_at_once_and_kept(ledger: Ledger) -> None:
    correct(ledger, "paris-1", killed=41, reason="misread")
    old = ledger.snapshot("paris").claims[0].id
    heard: list[str] = []

    done = void(ledger, old, reason="belongs to another attack", tell=heard.append)

    assert heard == list(done.remarks)
    assert [words in heard[place] for place, words in enumerate(("was corrected", "goes"))] == [
        True, True,
    ]  # fmt: skip


def test_one_act_is_about_one_incident(ledger: Ledger) -> None:
    with pytest.raises(OptionError, match="several incidents"):
        retract(ledger, "paris-1", "nice-1")


def test_an_act_needs_a_claim_and_a_correction_a_change(ledger: Ledger) -> None:
    with pytest.raises(OptionError, match="at least one claim"):
        retract(ledger)
    with pytest.raises(OptionError, match="say what was wrong"):
        correct(ledger, "paris-1", reason="misread")


def test_what_cannot_be_taken_is_named_and_nothing_is_recorded(ledger: Ledger) -> None:
    size = ledger.head().size

    with pytest.raises(ClaimError, match="--asserted-at: cannot read a time"):
        add(ledger, "paris", source="police", killed=44, asserted_at="13/11/2015 9am-ish")
    with pytest.raises(NotFoundError, match="did you mean paris"):
        add(ledger, "pari", source="police", killed=44)
    with pytest.raises(ClaimError, match="already names source police"):
        add_source(ledger, "prefecture", aliases=["police"])

    assert ledger.head().size == size


def test_rows_in_canonical_columns_are_taken_together_or_not_at_all(ledger: Ledger) -> None:
    row = {"source": "hospital", "metric": "killed", "figure": "52", "published_at": "2015-11-14"}
    size = ledger.head().size
    with pytest.raises(ClaimError):
        record_rows(ledger, "paris", [row, row | {"figure": "sevral"}])
    assert ledger.head().size == size

    done: Recorded = record_rows(ledger, "paris", [row, row | {"metric": "injured"}])

    assert (len(done.claims), done.new_sources) == (2, ("hospital",))
    steps = timeline(ledger, "paris", method="latest")
    assert [step.estimate.best for step in steps] == [40, 52]


def test_a_count_of_which_nothing_is_known_is_told_from_one_that_is_none(ledger: Ledger) -> None:
    with pytest.raises(NotFoundError, match="public counts: killed / all"):
        timeline(ledger, "paris", "missing")
    with pytest.raises(OptionError, match="did you mean killed"):
        timeline(ledger, "paris", "kiled")


def test_facts_are_put_right_by_new_entries_and_an_edit_of_nothing_is_none(ledger: Ledger) -> None:
    size = ledger.head().size

    assert edit_incident(ledger, "paris", place="Le Bataclan").place == "Le Bataclan"
    assert edit_incident(ledger, "paris", place="Le Bataclan").place == "Le Bataclan"
    assert edit_incident(ledger, "paris", place="", dry_run=True).place == ""
    assert ledger.head().size == size + 1
    assert ledger.incidents()["paris"].place == "Le Bataclan"
    with pytest.raises(OptionError, match="say what is to change"):
        edit_incident(ledger, "paris")
    with pytest.raises(NotFoundError):
        edit_incident(ledger, "nowhere-2020", place="X")


def test_sources_are_merged_and_parted_again(ledger: Ledger) -> None:
    add_source(ledger, "asayish", aliases=["Internal Security"])
    add_source(ledger, "asayish-media-center")

    merge_source(ledger, "asayish-media-center", "asayish")
    assert ledger.sources()["asayish-media-center"].merged_into == "asayish"
    assert edit_source(ledger, "asayish-media-center", apart=True).merged_into == ""
    changed = edit_source(ledger, "asayish", kind="police", drop_aliases=["Internal Security"])
    assert (changed.kind, changed.aliases) == ("police", ())
    with pytest.raises(OptionError, match="say what is to change"):
        edit_source(ledger, "asayish")
    with pytest.raises(ClaimError):
        merge_source(ledger, "asayish", "asayish")


MISSPELT: tuple[tuple[Callable[..., object], tuple[Any, ...], dict[str, Any]], ...] = (
    (add, ("paris",), {"source": "police", "killed": 44, "asserted": "2015-11-14"}),
    (correct, ("paris-1",), {"killed": 44, "reason": "misread", "publshed_at": "2015"}),
    (retract, ("paris-1",), {"asserted": "2015-11-14"}),
    (dispute, ("paris-1",), {"source": "mayor", "killed": 30}),
    (record_rows, ("paris", [{"source": "police", "published": "2015-11-14"}]), {}),
    (add_incident, ("lyon",), {"time_zone": "Europe/Paris"}),
    (edit_incident, ("paris",), {"time_zone": "Europe/Paris"}),
    (add_source, ("mayor",), {"type": "local_official"}),
    (edit_source, ("police",), {"relaibility": "B"}),
)


@pytest.mark.parametrize(("call", "names", "given"), MISSPELT)
def test_a_misspelt_field_is_refused_and_not_taken_for_one_left_out(
    ledger: Ledger, call: Callable[..., object], names: tuple[Any, ...], given: dict[str, Any]
) -> None:
    size = ledger.head().size

    with pytest.raises(OptionError, match=r"no (field|fact|column) '"):
        call(ledger, *names, **given)

    assert ledger.head().size == size


def test_one_text_is_no_list_of_aliases(ledger: Ledger) -> None:
    with pytest.raises(OptionError, match=r"aliases=\['the Met'\]"):
        edit_source(ledger, "police", aliases="the Met")
    with pytest.raises(OptionError, match="aliases are several"):
        add_source(ledger, "mayor", aliases="xyz")
    with pytest.raises(OptionError, match="aliases are texts, not float 'nan'"):
        add_source(ledger, "mayor", aliases=[float("nan")])  # type: ignore[list-item]


def test_a_row_may_have_numbers_and_blanks_as_the_fields_of_a_report_may(ledger: Ledger) -> None:
    row: dict[str, str | int | None] = {
        "source": "mayor",
        "metric": "injured",
        "figure": 7,
        "via": None,
    }

    (claim,) = record_rows(ledger, "paris", [row]).claims

    assert (claim.figure.low, claim.via) == (7, "")


def test_a_ref_that_begins_the_id_of_another_claim_names_neither(ledger: Ledger) -> None:
    by_id = ledger.snapshot("paris").claims[0].id
    add(ledger, "nice", source="mayor", killed=3, ref=by_id[:6])
    also = add(ledger, "paris", source="mayor", killed=3, ref=by_id[:5]).claims[0]
    size = ledger.head().size

    with pytest.raises(OptionError, match=f"begins {by_id[:12]} and is the ref of"):
        void(ledger, by_id[:6], reason="another attack")
    with pytest.raises(OptionError, match=f"is the ref of {also.id[:12]}"):
        add(ledger, "paris", source="AFP", killed=3, relays=by_id[:5])

    assert ledger.head().size == size
    assert void(ledger, by_id[:7], reason="another attack").claims[0].targets == (by_id,)


def test_an_export_is_never_written_over_the_ledger_nor_in_a_form_there_is_not(
    tmp_path: Path,
) -> None:
    place = tmp_path / "ledger.db"
    with PLACES.open(place) as kept:
        add_incident(kept, "paris")
        for name in (place, f"{place}-wal"):
            with pytest.raises(OptionError, match="is the ledger or part of it"):
                export(kept, name)
        with pytest.raises(OptionError, match="names a folder"):
            export(kept, f"{tmp_path}/copies/")
        with pytest.raises(OptionError, match="no form 'CSV'; there are csv, jsonl, parquet"):
            export(kept, tmp_path / "copy.csv", form="CSV")  # type: ignore[arg-type]

    with PLACES.open(place) as kept:
        assert "paris" in kept.incidents()
    assert [one.name for one in tmp_path.iterdir()] == ["ledger.db"]


def test_an_export_into_a_folder_that_is_there_is_refused_too(tmp_path: Path) -> None:
    with (
        PLACES.open(":memory:") as kept,
        pytest.raises(OptionError, match="names a folder; name a file in it"),
    ):
        export(kept, tmp_path)


@pytest.mark.parametrize("nobody", ["", " "])
def test_a_blank_source_is_nobody_and_not_whose_claim_it_is(ledger: Ledger, nobody: str) -> None:
    size = ledger.head().size

    with pytest.raises(OptionError, match="source is empty"):
        dispute(ledger, "paris-1", source=nobody)
    with pytest.raises(OptionError, match="source is empty"):
        dispute(ledger, "paris-1", source=None)  # type: ignore[arg-type]
    with pytest.raises(OptionError, match="source is empty"):
        retract(ledger, "paris-1", source=nobody)

    assert ledger.head().size == size
    assert retract(ledger, "paris-1").claims[0].source == "police"


def test_an_act_without_a_reason_that_it_needs_is_refused_in_words(ledger: Ledger) -> None:
    nothing: Any = None
    with pytest.raises(ClaimError, match="a void needs a reason"):
        void(ledger, "paris-1", reason=nothing)
    with pytest.raises(ClaimError, match="a correct needs a reason"):
        correct(ledger, "paris-1", killed=41, reason=nothing)


def test_a_word_that_is_no_kind_is_told_as_such_of_a_source_that_is_there(ledger: Ledger) -> None:
    said = add(ledger, "paris", source="police", killed=44, source_kind="polce")
    again = add(ledger, "paris", source="police", killed=45, source_kind=" UNKNOWN ")

    told = "'polce' is no kind of source I know; source police stays unknown"
    assert said.remarks == (told,)
    assert again.remarks == ()


def test_a_whole_id_names_its_claim_whatever_refs_there_are(ledger: Ledger) -> None:
    by_id = ledger.snapshot("paris").claims[0].id
    add(ledger, "nice", source="mayor", killed=3, ref=by_id)

    assert void(ledger, by_id, reason="another attack").claims[0].targets == (by_id,)


def test_the_name_of_no_claim_is_looked_for_without_reading_all_claims(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(ledger, "paris", source="mayor", killed=41, injured=9, ref="m-1")
    monkeypatch.delattr(Ledger, "snapshots")

    with pytest.raises(NotFoundError, match="name one of m-1/killed, m-1/injured"):
        void(ledger, "m-1", reason="another attack")
    with pytest.raises(NotFoundError, match="by four or more characters of its id"):
        void(ledger, "m-2", reason="another attack")


CLAIMS = "incident,source,metric,figure,asserted_at\n"


@pytest.mark.parametrize(("word", "recorded"), [("stop", 0), ("skip", 1)])
def test_on_error_may_be_given_as_its_word(
    ledger: Ledger, tmp_path: Path, word: str, recorded: int
) -> None:
    rows = "paris,mayor,killed,41,2015-11-14\nparis,mayor,injured,lots of,2015-11-14\n"
    (tmp_path / "march.csv").write_text(CLAIMS + rows)
    options = ImportOptions(on_error=word)  # type: ignore[arg-type]

    report = import_files(ledger, [str(tmp_path / "march.csv")], options)

    assert (report.files[0].recorded, report.stored) == (recorded, bool(recorded))


def test_the_order_of_dates_may_be_given_as_its_word(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "march.csv").write_text(f"{CLAIMS}paris,mayor,killed,41,03/04/2016\n")

    import_files(
        ledger,
        [str(tmp_path / "march.csv")],
        ImportOptions(order="dayfirst"),  # type: ignore[arg-type]
    )

    assert ledger.snapshot("paris").claims[-1].asserted_at == read_stamp("2016-04-03")
    assert read_stamp("03/04/2016", order="dayfirst").text == "2016-04-03"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"on_error": "ignore"}, "on_error is stop or skip, not 'ignore'"),
        ({"order": "day"}, "order is dayfirst or monthfirst, not 'day'"),
        ({"published_at": "2016-07-27"}, "published_at is no text; read_stamp reads it"),
        ({"profile": "ucdp-ged"}, "profile is no text; profile_named reads it"),
        ({"policy": "acled"}, "policy is no text; policy_named reads it"),
        ({"policy": None}, "policy is no NoneType; policy_named reads it"),
        ({"published_at": date(2016, 7, 27)}, "published_at is no date; read_stamp reads it"),
        ({"profile": Path("ours.toml")}, "profile is no .*Path; profile_named reads it"),
        ({"incident": 2016}, "incident is a short name, not '2016'"),
        ({"batch": 0}, "batch is 0; give one row or more"),
    ],
)
def test_an_option_of_an_import_that_is_none_is_refused(options: dict[str, Any], told: str) -> None:
    with pytest.raises(OptionError, match=told):
        ImportOptions(**options)
