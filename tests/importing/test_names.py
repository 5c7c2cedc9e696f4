from pathlib import Path

import pytest

from tests.importing.setting import a_ledger, claims_of, problems, take, take_all
from tracker.importing import slug_from
from tracker.model import Kind

pytestmark = pytest.mark.usefixtures("each_database")

CLAIMS = "incident,source,source_kind,metric,figure\nqamishli,{},{},killed,40\n"

SLUGS = [
    ("Kurdish Red Crescent", "kurdish-red-crescent"),
    ("Médecins Sans Frontières", "medecins-sans-frontieres"),
    ("Łódź  Police (night shift)", "lodz-police-night-shift"),
    ("Straße", "strasse"),
    ("الهلال الأحمر", "source-503f59fb"),
    ("!!!", "source-"),
    ("x" * 200, "x" * 100),
]


@pytest.mark.parametrize("in_one_call", [True, False])
def test_a_name_that_a_source_bore_is_its_own_within_a_call_too(
    tmp_path: Path, *, in_one_call: bool
) -> None:
    ledger = a_ledger()
    files = {
        "old.csv": "slug,name,aliases\nkrc,Red Crescent,Crescent\n",
        "new.csv": "slug,name,aliases\nkrc,Kurdish Red Crescent,\n",
        "claims.csv": "incident,source,killed\nq,Red Crescent,40\nq,Crescent,41\n",
    }

    for call in [files] if in_one_call else [{name: text} for name, text in files.items()]:
        take_all(ledger, tmp_path, call)

    assert [claim.source for claim in claims_of(ledger, "q")] == ["krc", "krc"]


@pytest.mark.parametrize(("name", "slug"), SLUGS)
def test_a_slug_is_made_from_a_name(name: str, slug: str) -> None:
    assert slug_from(name).startswith(slug)
    assert slug_from(slug_from(name)) == slug_from(name)


def test_an_unknown_source_is_made_and_remarked(tmp_path: Path) -> None:
    ledger = a_ledger()

    report = take(ledger, tmp_path, CLAIMS.format("Médecins Sans Frontières", "ngo"))

    source = ledger.sources()["medecins-sans-frontieres"]
    assert (source.name, source.kind) == ("Médecins Sans Frontières", Kind.NGO)
    assert "1 new source: medecins-sans-frontieres" in report.remarks


def test_a_kind_outside_the_list_becomes_unknown_with_a_remark(tmp_path: Path) -> None:
    ledger = a_ledger()

    report = take(ledger, tmp_path, CLAIMS.format("kmc", "militia"))

    assert ledger.sources()["kmc"].kind is Kind.UNKNOWN
    assert "'militia' is no kind of source I know; kmc is taken as unknown" in report.remarks


@pytest.mark.parametrize("given", ["krc", "Kurdish Red Crescent", "Heyva Sor", "KRC"])
def test_a_source_is_found_by_slug_name_or_alias(tmp_path: Path, given: str) -> None:
    ledger = a_ledger()
    sources = "slug,name,kind,aliases\nkrc,Kurdish Red Crescent,ngo,Heyva Sor; KRC\n"

    take_all(ledger, tmp_path, {"s.csv": sources, "c.csv": CLAIMS.format(given, "")})

    assert list(ledger.sources()) == ["krc"]


def test_a_name_that_two_sources_bear_is_refused(tmp_path: Path) -> None:
    sources = "slug,name,kind\npolice-a,Police,police\npolice-b,Police,police\n"

    report = take_all(
        a_ledger(), tmp_path, {"s.csv": sources, "c.csv": CLAIMS.format("Police", "")}
    )

    assert problems(report.files[1]) == [
        "2 source: 'Police' is the name of 2 sources; write one of the slugs police-a, police-b"
    ]


def test_two_names_that_give_one_slug_stay_two_sources(tmp_path: Path) -> None:
    ledger = a_ledger()

    take(ledger, tmp_path, CLAIMS.format("Red Crescent", ""))
    take(ledger, tmp_path, CLAIMS.format("Red-Crescent", ""))

    assert list(ledger.sources()) == ["red-crescent", "red-crescent-2"]


def test_a_source_that_was_renamed_is_still_found_by_its_old_name(tmp_path: Path) -> None:
    ledger = a_ledger()
    claims = CLAIMS.format("Red Crescent", "")
    take(ledger, tmp_path, claims)
    take(ledger, tmp_path, "slug,name,kind\nred-crescent,Kurdish Red Crescent,ngo\n")

    again = take(ledger, tmp_path, claims)

    assert (again.recorded, again.already_known) == (0, 1)


def test_an_unknown_incident_is_made_in_utc_and_said_aloud(tmp_path: Path) -> None:
    ledger = a_ledger()
    take(ledger, tmp_path, "slug,title\nqamishli-2016,Qamishli\n")

    report = take(ledger, tmp_path, CLAIMS.format("a", ""))

    assert ledger.incidents()["qamishli"].timezone == "UTC"
    assert report.remarks[0] == (
        "1 new incident: qamishli; did you mean qamishli-2016?; times without an offset are "
        "read in UTC until `tracker incident edit` says their zone"
    )


def test_a_refused_claim_makes_no_source(tmp_path: Path) -> None:
    ledger = a_ledger()
    text = (
        "ref,incident,source,metric,figure,act,target\n"
        "1,qamishli,a,killed,4,,\n2,qamishli,b,killed,4,retract,nothing\n"
    )

    take(ledger, tmp_path, text, on_error="skip")

    assert list(ledger.sources()) == ["a"]
    assert len(claims_of(ledger)) == 1


def test_a_source_that_a_row_put_off_is_the_first_to_name_is_one_source(tmp_path: Path) -> None:
    header = "ref,incident,source,metric,figure,act,target\n"
    retracted = "2,qamishli,The Hospital,killed,40,retract,3\n"
    rows = "1,qamishli,the-hospital,injured,9,,\n3,qamishli,The Hospital,killed,40,,\n"
    ledger = a_ledger()

    report = take(ledger, tmp_path, header + retracted + rows)

    assert problems(report) == []
    assert list(ledger.sources()) == ["the-hospital"]
    assert {claim.source for claim in claims_of(ledger)} == {"the-hospital"}


def test_a_refused_row_takes_nobody_the_slug_away(tmp_path: Path) -> None:
    header = "incident,source,metric,figure\n"
    bad, good = "qamishli,The Hospital,killed,{}\n", "qamishli,the-hospital,injured,9\n"
    ledger = a_ledger()

    take(ledger, tmp_path, header + bad.format("sevral") + good, on_error="skip")
    take(ledger, tmp_path, header + bad.format(40) + good)

    assert [claim.source for claim in claims_of(ledger)] == ["the-hospital", "the-hospital"]
