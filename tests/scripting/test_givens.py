"""What scripts hand over is what they mean: texts, numbers and dates, lists and iterators."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

import pytest

from tests.places import PLACES
from tracker import (
    ClaimError,
    Export,
    HeldHead,
    ImportOptions,
    Ledger,
    NotFoundError,
    OptionError,
    StorageError,
    add,
    add_incident,
    add_source,
    correct,
    dispute,
    edit_incident,
    edit_source,
    estimate,
    export,
    export_folder,
    import_files,
    import_receipt,
    import_vintages,
    merge_source,
    policy_named,
    profile_named,
    read_figure,
    read_stamp,
    record_rows,
    retract,
    timeline,
    verify,
    versions_in_git,
    versions_named,
    void,
    watch,
)

pytestmark = pytest.mark.usefixtures("on_files")


@pytest.fixture
def ledger() -> Ledger:
    """One incident with one claim of the police."""
    made = PLACES.open(":memory:")
    add_incident(made, "paris")
    add(made, "paris", source="police", killed=40, published_at="2015-11-13")
    return made


class EachForItself:
    """Answers a comparison as arrays do: with no yes and no no."""

    def __ne__(self, other: object) -> Any:
        return self

    def __bool__(self) -> bool:
        raise ValueError("ambiguous")


NO_TEXTS: tuple[tuple[str, Any], ...] = (
    ("scope", float("nan")),  # as pandas gives the gap of a column of texts
    ("note", b"read by hand"),
    ("via", ["afp", "reuters"]),
    ("killed", {"low": 40}),
    ("scope", True),
    ("note", 3j),
    ("note", EachForItself()),
)


@pytest.mark.parametrize(("field", "value"), NO_TEXTS)
def test_what_is_no_text_is_not_recorded_as_python_writes_it(
    ledger: Ledger, field: str, value: Any
) -> None:
    size = ledger.head().size
    report: dict[str, Any] = {"killed": 44, field: value}
    row: dict[str, Any] = {"source": "police", "metric": "killed", "figure": 44}
    row["figure" if field == "killed" else field] = value

    with pytest.raises(OptionError, match=f"{field} takes a text or a number, not"):
        add(ledger, "paris", source="police", **report)
    with pytest.raises(OptionError, match="takes a text or a number, not"):
        record_rows(ledger, "paris", [row])
    with pytest.raises(OptionError, match="title takes a text or a number, not"):
        edit_incident(ledger, "paris", title=value)
    with pytest.raises(OptionError, match="source takes a text or a number, not"):
        add(ledger, "paris", source=value, killed=44)

    assert ledger.head().size == size


NO_NAMES: tuple[Any, ...] = (123, None, float("nan"), b"p-1", ["p-1"], Path("p-1"))


@pytest.mark.parametrize("given", NO_NAMES, ids=repr)
def test_what_is_no_text_names_no_claim_and_no_incident(ledger: Ledger, given: Any) -> None:
    """A number is refused too: the ref 0123 that a table gave as 123 is another claim's."""
    add(ledger, "paris", source="afp", killed=40, ref="123")
    size = ledger.head().size

    asked: tuple[tuple[str, Callable[[], object]], ...] = (
        ("claim", lambda: void(ledger, given, reason="twice")),
        ("claim", lambda: correct(ledger, given, killed=41, reason="misread")),
        ("claim", lambda: retract(ledger, given)),
        ("claim", lambda: dispute(ledger, given, source="mayor")),
        ("incident", lambda: add(ledger, given, source="mayor", killed=1)),
        ("incident", lambda: record_rows(ledger, given, [])),
        ("incident", lambda: estimate(ledger, given)),
        ("metric", lambda: estimate(ledger, "paris", given)),
        ("scope", lambda: timeline(ledger, "paris", scope=given)),
        ("method", lambda: estimate(ledger, "paris", method=given)),
        ("slug", lambda: add_incident(ledger, given)),
        ("slug", lambda: edit_incident(ledger, given, title="x")),
        ("slug", lambda: add_source(ledger, given)),
        ("slug", lambda: edit_source(ledger, given, name="x")),
        ("slug", lambda: merge_source(ledger, given, "police")),
        ("into", lambda: merge_source(ledger, "police", given)),
        ("slug", lambda: ledger.incident(given)),
        ("slug", lambda: ledger.snapshot(given)),
        ("prefix", lambda: ledger.claim_named(given)),
        ("ref", lambda: ledger.claims_of_ref(given)),
        ("wording", lambda: read_figure(given)),
        ("text", lambda: read_stamp(given)),
        # None is all incidents there.
        (
            "incident",
            lambda: Export(ledger, "csv", cast("Any", ["all"]) if given is None else given),
        ),
    )
    for told, ask in asked:
        with pytest.raises(OptionError, match=f"^{told} takes a text, not"):
            ask()

    assert ledger.head().size == size


@pytest.mark.parametrize("reason", [b"twice", float("nan"), ["twice"], True])
def test_a_reason_that_is_no_text_is_refused_in_words(ledger: Ledger, reason: Any) -> None:
    (claim,) = ledger.snapshot("paris").claims
    acts: tuple[Callable[[], object], ...] = (
        lambda: void(ledger, claim.id, reason=reason),
        lambda: correct(ledger, claim.id, killed=41, reason=reason),
        lambda: retract(ledger, claim.id, reason=reason),
    )
    for act in acts:
        with pytest.raises(OptionError, match="reason takes a text or a number, not"):
            act()


@pytest.mark.parametrize(
    "rows",
    [
        {"source": "police", "metric": "killed", "figure": "44"},
        ["source", "metric"],  # as a table of pandas is gone through: by the names of its columns
        [("police", "killed", "44")],
        None,
        44,
    ],
)
def test_what_is_no_list_of_rows_is_refused_as_that(ledger: Ledger, rows: Any) -> None:
    with pytest.raises(OptionError, match=r"^rows are several; give a list of them"):
        record_rows(ledger, "paris", rows)


def test_a_column_without_a_name_is_none_of_the_columns(ledger: Ledger) -> None:
    """As pandas numbers those of a table that it read without a header."""
    row: Any = {0: "police", 1: "killed", 2: 44}
    with pytest.raises(OptionError, match=r"^no column 0$"):
        record_rows(ledger, "paris", [row])


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"on_error": 5}, "on_error is stop or skip, not '5'"),
        ({"order": True}, "order is dayfirst or monthfirst, not 'True'"),
        ({"batch": "1000"}, "batch is 1000; give one row or more, or None"),
    ],
)
def test_an_option_of_another_kind_is_refused_by_name(options: Any, told: str) -> None:
    with pytest.raises(OptionError, match=told):
        ImportOptions(**options)


def test_no_aliases_may_be_given_as_none(ledger: Ledger) -> None:
    nothing, number = cast("Any", None), cast("Any", 5)

    assert add_source(ledger, "mayor", aliases=nothing).aliases == ()
    with pytest.raises(OptionError, match="aliases are several; give a list"):
        edit_source(ledger, "mayor", aliases=number)


def test_a_short_name_with_blanks_around_it_is_there_already(ledger: Ledger) -> None:
    with pytest.raises(ClaimError, match="in the ledger already; tracker incident edit paris puts"):
        add_incident(ledger, " paris ")
    with pytest.raises(ClaimError, match="in the ledger already; tracker source edit police puts"):
        add_source(ledger, "police ")


@pytest.mark.parametrize("place", [None, 5, b"ledger.db"])
def test_what_is_no_place_makes_no_ledger_of_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: Any
) -> None:
    """As None is, where the environment has no TRACKER_DB."""
    monkeypatch.chdir(tmp_path)

    with pytest.raises(OptionError, match="is no place for a ledger; name a file"):
        Ledger.open(place)
    with pytest.raises(OptionError, match="is no place for a ledger; name a file"):
        next(watch(place, tmp_path, once=True))

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("every_s", [0, -1, float("nan")])
def test_a_folder_is_not_looked_at_without_a_pause(tmp_path: Path, every_s: float) -> None:
    with pytest.raises(OptionError, match="give more than 0 seconds"):
        next(watch(tmp_path / "ledger.db", tmp_path, every_s=every_s, once=True))


def test_profiles_and_policies_may_be_named_by_paths(tmp_path: Path) -> None:
    own, nothing = tmp_path / "own.toml", cast("Any", None)
    own.write_text('name = "own"\ndated = "2026-11-26"\nsource = "desk"\n[floors]\ndozens = 24\n')

    assert policy_named(own).floors["dozens"] == 24
    assert profile_named(Path("canonical")).is_canonical
    with pytest.raises(NotFoundError, match="no profile file"):
        profile_named(tmp_path / "none.toml")
    with pytest.raises(OptionError, match="a profile has a name or a file, not 'None'"):
        profile_named(nothing)
    with pytest.raises(OptionError, match="a policy has a name or a file, not 'None'"):
        policy_named(nothing)


def test_dates_and_numbers_are_recorded_as_a_person_writes_them(ledger: Ledger) -> None:
    place: Any = 48.863
    incident = edit_incident(ledger, "paris", occurred_at=date(2015, 11, 13), latitude=place)
    midnight = datetime(2015, 11, 14)  # as pandas makes one of a date
    day = date(2015, 11, 14)
    (claim,) = add(ledger, "paris", source="police", killed=44, published_at=day).claims

    with pytest.raises(OptionError, match="published_at: 2015-11-14 00:00:00 has no zone"):
        add(ledger, "paris", source="afp", killed=44, published_at=midnight)

    assert incident.occurred_at == read_stamp("2015-11-13")
    assert incident.latitude == "48.863"
    assert claim.published_at == read_stamp("2015-11-14")


def test_files_may_come_from_an_iterator_and_one_name_is_no_list_of_them(
    ledger: Ledger, tmp_path: Path
) -> None:
    """As `Path.glob` gives them, which is empty when it is gone through a second time."""
    for number in (51, 52):
        row = f"incident,source,metric,figure\nparis,afp-{number},killed,{number}\n"
        (tmp_path / f"{number}.csv").write_text(row)

    report = import_files(ledger, iter(sorted(tmp_path.glob("*.csv"))))

    assert [one.recorded for one in report.files] == [1, 1]
    assert [one["file"] for one in import_receipt(report)["files"]] == [
        str(tmp_path / "51.csv"),
        str(tmp_path / "52.csv"),
    ]
    for one in (tmp_path / "51.csv", str(tmp_path / "51.csv")):
        with pytest.raises(OptionError, match="files are several; give a list, as in"):
            import_files(ledger, one)  # type: ignore[arg-type]
        with pytest.raises(OptionError, match="files are several"):
            verify(ledger, checkpoints=one)  # type: ignore[arg-type]
    with pytest.raises(OptionError, match=r"keys are several; give a list, as in keys=\['name"):
        verify(ledger, keys="name+id+key")


def test_versions_may_come_from_iterators(ledger: Ledger, tmp_path: Path) -> None:
    for day in ("15", "16"):
        row = f"ref,incident,source,metric,figure\np1,paris,mayor,killed,1{day}\n"
        (tmp_path / f"2015-11-{day}.csv").write_text(row)

    versions = versions_named(tmp_path.glob("*.csv"))
    report = import_vintages(ledger, iter(versions), is_complete=True)

    assert [(one.recorded, one.restated) for one in report.files] == [(1, 0), (1, 1)]
    with pytest.raises(OptionError, match="files are several"):
        versions_named(str(tmp_path))


@pytest.mark.parametrize("given", [None, 5, [None], [b"day.csv"]], ids=repr)
def test_what_is_no_file_and_no_version_is_refused_as_that(ledger: Ledger, given: Any) -> None:
    with pytest.raises(OptionError, match=r"files are several|is a text or a path, not"):
        import_files(ledger, given)
    with pytest.raises(OptionError, match=r"files are several|is a text or a path, not"):
        verify(ledger, checkpoints=given)


def test_a_checkpoint_that_cannot_be_read_is_a_matter_of_the_disk(
    ledger: Ledger, tmp_path: Path
) -> None:
    with pytest.raises(StorageError, match="Is a directory"):
        verify(ledger, checkpoints=[tmp_path])
    with pytest.raises(NotFoundError, match="no file"):
        verify(ledger, checkpoints=["a\0b"])


def test_the_name_of_a_version_is_no_version(ledger: Ledger) -> None:
    """Its time is told by versions_named, which reads no file."""
    names: Any = ["2015-11-15.csv"]
    with pytest.raises(OptionError, match="versions are what versions_named gives, not str '2015"):
        import_vintages(ledger, names, is_complete=True)


def test_a_blank_name_is_not_the_folder_one_happens_to_be_in(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To Python the path '' is the folder one is in, and all of it would be moved away."""
    (tmp_path / "thesis.csv").write_text("chapter\none\n")
    monkeypatch.chdir(tmp_path)

    for blank in ("", " "):
        with pytest.raises(OptionError, match="folder is empty"):
            next(watch(tmp_path / "ledger.db", blank, every_s=0.01, once=True))
        with pytest.raises(OptionError, match="name of a file is empty"):
            import_files(ledger, [blank])

    assert [one.name for one in tmp_path.iterdir()] == ["thesis.csv"]


def test_digits_that_are_bytes_are_no_wording() -> None:
    """To Python they are digits as those of a text are, and were a figure."""
    digits: Any = b"40"
    with pytest.raises(OptionError, match="wording takes a text, not bytes"):
        read_figure(digits)


@pytest.mark.parametrize("policy", [None, "acled"])
def test_the_name_of_a_policy_is_no_policy(policy: Any) -> None:
    with pytest.raises(OptionError, match="policy is what policy_named gives, not"):
        read_figure("dozens", policy=policy)


def test_a_policy_whose_name_no_file_has_is_not_there() -> None:
    for name in ("own\0.toml", "own\ud800.toml"):
        with pytest.raises(NotFoundError, match="no policy file"):
            policy_named(name)


def test_a_moment_of_the_ledger_is_a_number(ledger: Ledger) -> None:
    """What `snapshot` takes are texts and dates; a damaged ledger was told of here."""
    day: Any = "2016-07-27"
    asked: tuple[tuple[str, Callable[[], object]], ...] = (
        ("known_at_us", lambda: ledger.size_at(day)),
        ("known_at_us", lambda: ledger.incidents(known_at_us=day)),
        ("known_at_us", lambda: ledger.snapshot("paris", known_at_us=day)),
        ("as_of_us", lambda: ledger.snapshot("paris", as_of_us=day)),
        ("as_of_us", lambda: next(ledger.snapshots(as_of_us=day))),
    )
    for told, ask in asked:
        with pytest.raises(OptionError, match=f"^{told} takes whole microseconds since 1970"):
            ask()


ROOT = "0" * 64
NO_HEADS: tuple[tuple[Any, str], ...] = (
    (None, "heads are several"),
    (5, "heads are several"),
    (["head"], "heads are HeldHead, as in HeldHead"),
    ([(1, ROOT)], "heads are HeldHead, as in HeldHead"),
    (
        [HeldHead("the receipt", cast("Any", "1"), ROOT)],
        "the size of the receipt is no number of entries",
    ),
    ([HeldHead("the receipt", -1, ROOT)], "the size of the receipt is no number of entries"),
    (
        [HeldHead("the receipt", 1, ROOT[1:])],
        "the root of the receipt is not 64 hexadecimal digits",
    ),
)


@pytest.mark.parametrize(("heads", "told"), NO_HEADS)
def test_what_is_no_head_is_no_sign_of_a_ledger_that_was_rewritten(
    ledger: Ledger, heads: Any, told: str
) -> None:
    with pytest.raises(OptionError, match=told):
        verify(ledger, heads=heads)
    with pytest.raises(OptionError, match=told):
        ledger.verify(heads)


def test_a_head_may_be_kept_in_capitals(ledger: Ledger) -> None:
    head = ledger.head()

    found = verify(ledger, heads=[HeldHead("the receipt", head.size, head.root.upper())])

    assert (found.ok, found.compared) == (True, 1)


@pytest.mark.parametrize("given", [None, 5, b"out.csv", "", " ", "a\0b", "a\ud800b"], ids=ascii)
def test_what_no_file_is_called_is_not_written(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: Any
) -> None:
    monkeypatch.chdir(tmp_path)

    for ask in (
        lambda: export(ledger, given),
        lambda: export_folder(ledger, given),
        lambda: next(watch(tmp_path / "ledger.db", given, once=True)),
        lambda: Ledger.open(given),
        lambda: versions_in_git(given, "toll.csv"),
    ):
        with pytest.raises((OptionError, NotFoundError)):
            ask()

    assert list(tmp_path.iterdir()) == []
