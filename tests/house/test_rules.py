"""Rules of the house: layers, the standard library, documents that tell the truth."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[2]
DOCS = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "sample_data").glob("*.md")]


def test_imports_point_down_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(cache_dir=None) == 0


@pytest.mark.parametrize("package", ["figures", "model", "reconcile", "extract"])
def test_the_core_loads_without_anything_but_the_standard_library(package: str) -> None:
    script = (
        f"import sys, tracker.{package};"
        "strange = {name.split('.')[0] for name in sys.modules};"
        "print(*sorted(strange & {'sqlmodel', 'sqlalchemy', 'pydantic', 'click', 'rich',"
        " 'orjson', 'dateutil', 'platformdirs'}))"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True, cwd=ROOT
    )
    assert told.stdout.strip() == ""


def test_a_built_in_method_is_found_without_looking_through_what_is_installed() -> None:
    script = (
        "import sys; from tracker.reconcile import method_named;"
        "method_named('consensus'), method_named('gtd:window_hours=48');"
        "print('importlib.metadata' in sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True, cwd=ROOT
    )
    assert told.stdout.strip() == "False"


def test_only_the_clock_reads_the_time() -> None:
    readers = re.compile(r"time\.time|datetime\.(?:utc)?now|date\.today|(?<![a-z])time_ns")
    found = [
        str(file.relative_to(ROOT))
        for file in (ROOT / "tracker").rglob("*.py")
        if file.name != "clock.py" and readers.search(file.read_text("utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize("document", DOCS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    text = document.read_text("utf-8")
    links = [part.split(")")[0] for part in text.split("](")[1:]]
    local = [link.split("#")[0] for link in links if "://" not in link]
    missing = [link for link in local if link and not (document.parent / link).exists()]
    assert missing == []


def test_every_method_has_a_section_of_its_own() -> None:
    from tracker.reconcile import METHODS

    page = (ROOT / "docs" / "methods.md").read_text("utf-8")
    assert [name for name in METHODS if f"### `{name}`" not in page] == []


def test_every_finding_is_explained() -> None:
    from tracker.reconcile import FindingKind

    page = (ROOT / "docs" / "methods.md").read_text("utf-8")
    assert [kind.value for kind in FindingKind if f"| `{kind.value}` |" not in page] == []


def test_modules_stay_small() -> None:
    long = {
        str(file.relative_to(ROOT)): lines
        for file in (ROOT / "tracker").rglob("*.py")
        if (lines := len(file.read_text("utf-8").splitlines())) > 320
    }
    assert long == {}
