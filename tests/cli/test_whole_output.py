"""Tables on standard output: whole or not at all, and harmless on a terminal."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.cli.whole_output import refuse_terminal, write_table
from tracker.errors import OptionError


def breaking() -> Iterator[bytes]:
    yield b"incident,low\n"
    raise OptionError("the method failed")


def test_a_table_that_cannot_be_finished_is_not_begun(
    capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> None:
    with pytest.raises(OptionError, match="the method failed"):
        write_table(breaking(), None, "csv")
    with pytest.raises(OptionError, match="the method failed"):
        write_table(breaking(), str(tmp_path / "table.csv"), "csv")

    assert capsysbinary.readouterr().out == b""
    assert list(tmp_path.iterdir()) == []


def test_a_table_of_any_length_comes_out_as_it_is(
    capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.cli.whole_output.MOST_HELD", 10)
    chunks = [b"low\n", b"4\n" * 9, b"\x1b[2J\n"]

    write_table(iter(chunks), "-", "csv")

    assert capsysbinary.readouterr().out == b"".join(chunks)


def test_a_terminal_gets_symbols_and_no_binary(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)

    write_table(iter([b"low\n\x1b[2J\n"]), None, "csv")

    assert capsys.readouterr().out == "low\n␛[2J\n"
    with pytest.raises(OptionError, match="--format parquet is no text for a terminal"):
        refuse_terminal("--format parquet")
