"""The page of speeds keeps what was not measured anew."""

from pathlib import Path

from benchmarks import page
from benchmarks.timing import line, missing


def test_a_section_takes_the_place_of_the_one_before_and_leaves_the_others(tmp_path: Path) -> None:
    file, order = tmp_path / "performance.md", ["import", "growth"]
    page.write_sections(file, {"growth": [line("a claim", 1.25, "≤ 1.3", "10 k: 40 µs")]}, order)
    page.write_sections(file, {"import": [missing("pandas", ImportError("no pandas"))]}, order)
    page.write_sections(file, {"import": [line("pandas", 2, "")]}, order)

    told = file.read_text(encoding="utf-8")
    assert told.index("## import") < told.index("## growth")
    assert "| a claim | 1.25 | ≤ 1.3 | 10 k: 40 µs |" in told
    assert "| pandas | 2.00 |  |  |" in told
    assert "no pandas" not in told
    assert told.count("cores, ") == 2
