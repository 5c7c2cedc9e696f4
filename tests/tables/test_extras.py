"""What is not installed is refused with what to install."""

import sys
from pathlib import Path

import pytest

from tracker.errors import OptionError
from tracker.tables.extras import arrow_or_refuse, refuse_without_java, spark_or_refuse


def test_without_java_there_is_no_spark(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OptionError, match="needs Java 17 or newer on this machine; none is found"):
        refuse_without_java()

    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "java").touch()
    refuse_without_java()


def test_without_pyspark_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tracker.tables.on_spark", None)
    monkeypatch.delattr("tracker.tables.on_spark", raising=False)
    with pytest.raises(OptionError, match=r"pip install 'casualty-tracker\[spark\]'"):
        spark_or_refuse()


def test_without_pyarrow_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tracker.tables.arrow", None)
    monkeypatch.delattr("tracker.tables.arrow", raising=False)
    with pytest.raises(OptionError, match=r"pip install 'casualty-tracker\[files\]'"):
        arrow_or_refuse()
