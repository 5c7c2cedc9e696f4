from pathlib import Path

import pytest

from tests.importing.setting import a_ledger, problems, rows, take, the_claim

SAID = "q-1,qamishli,hospital,killed,40,2016-07-27,,,{}"


def with_reason(reason: str) -> str:
    return rows(SAID.format(reason))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_recognised(tmp_path: Path, encoding: str) -> None:
    ledger = a_ledger()

    take(ledger, tmp_path, with_reason("hôpital “Al-Salam” – café").encode(encoding))

    assert the_claim(ledger).reason == "hôpital “Al-Salam” – café"


def test_windows_1252_is_remarked_with_the_line_of_its_first_letter(tmp_path: Path) -> None:
    text = rows(SAID.format("plain"), SAID.format("café").replace("q-1", "q-2"))

    report = take(a_ledger(), tmp_path, text.encode("cp1252"))

    assert "not UTF-8, so read as Windows-1252; check the accents, first in line 3" in (
        report.remarks
    )


REFUSED = [
    ("Троих тяжело раненых", "cp1251"),
    ("نقل الجرحى", "cp1256"),
    ("τραυματίες", "cp1253"),
    ("caf\xe9 à la mode", "cp850"),
    ("zmarło łącznie", "cp1250"),
]


@pytest.mark.parametrize(("reason", "encoding"), REFUSED)
def test_another_alphabet_is_refused_with_advice(
    tmp_path: Path, reason: str, encoding: str
) -> None:
    report = take(a_ledger(), tmp_path, with_reason(reason).encode(encoding))

    assert problems(report) == [
        "2 : this is neither UTF-8 nor plainly Windows-1252 text; "
        "save it as UTF-8, or name its encoding with --encoding"
    ]


@pytest.mark.parametrize(("reason", "encoding"), REFUSED)
def test_an_encoding_that_is_named_is_used(tmp_path: Path, reason: str, encoding: str) -> None:
    ledger = a_ledger()

    take(ledger, tmp_path, with_reason(reason).encode(encoding), encoding=encoding)

    assert the_claim(ledger).reason == reason


def test_a_file_in_two_encodings_is_refused(tmp_path: Path) -> None:
    two = with_reason("café").encode() + SAID.format("café").encode("cp1252")

    report = take(a_ledger(), tmp_path, two)

    assert report.recorded == 0
    assert "neither UTF-8 nor plainly Windows-1252" in report.errors[0].problem


def test_texts_are_kept_in_composed_form(tmp_path: Path) -> None:
    ledger = a_ledger()

    take(ledger, tmp_path, with_reason("cafe\u0301"))

    assert the_claim(ledger).reason == "caf\xe9"


def test_signs_that_turn_the_direction_of_writing_are_kept_and_remarked(tmp_path: Path) -> None:
    ledger = a_ledger()

    report = take(ledger, tmp_path, with_reason("abc\u202edef"))

    assert the_claim(ledger).reason == "abc\u202edef"
    assert "line 2: a cell holds signs that turn the direction of writing" in report.remarks
