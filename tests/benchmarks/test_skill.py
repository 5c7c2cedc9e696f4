"""The skill benchmark against its definitions, and against what a folder may hold."""

import json
import math
import re
import subprocess
import sys
from importlib import invalidate_caches
from pathlib import Path

import pytest

from benchmarks import skill
from benchmarks.replay.scoring import (
    HOURS,
    Figures,
    Score,
    answers,
    by_hour,
    distance,
    greatest,
    hindsight,
    means,
    moments_of,
    score,
    scored,
)
from benchmarks.replay.series import Series, Settled, UnusableFolderError, read_series
from tests.distributions import install
from tests.golden.conftest import SAMPLE_DATA
from tracker.model.stamps import HOUR_US

HEADER = "ref,incident,source,source_kind,metric,figure,asserted_at,published_at"


def a_folder(tmp_path: Path, *claims: str, settled: str, name: str = "claims") -> Path:
    folder = tmp_path / name
    folder.mkdir()
    (folder / "claims.csv").write_text("\n".join((HEADER, *claims)) + "\n", encoding="utf-8")
    head = "incident,metric,population,scope,low,high,basis"
    (folder / "settled.csv").write_text(f"{head}\n{settled}\n", encoding="utf-8")
    return folder


def claims_of(incident: str, *numbers: int) -> tuple[str, ...]:
    """A claim a day, each by a hospital of its own."""
    return tuple(
        f"r{place},{incident},h{place},hospital,killed,{number},,2020-05-{place:02}T06:00Z"
        for place, number in enumerate(numbers, 1)
    )


STOPPING = "def stop(standing): raise SystemExit(3)"
SIX = (10, 20, 30, 40, 50, 60)


@pytest.fixture(scope="module")
def sample() -> list[Series]:
    return read_series([SAMPLE_DATA])


class TestDistance:
    @pytest.mark.parametrize(
        ("best", "settled", "told"),
        [
            (60, Settled(57, 67), 0.0),
            (50, Settled(100, 100), math.log(0.5)),
            (200, Settled(100, 100), math.log(2)),
            (134, Settled(57, 67), math.log(2)),
            (10**6, Settled(3, None), 0.0),
            (0, Settled(10, 10), math.log(0.1)),
            (0, Settled(0, 0), 0.0),
            (4, Settled(0, 0), math.log(4)),
        ],
    )
    def test_is_the_logarithm_of_the_ratio_to_the_nearest_settled_number(
        self, best: int, settled: Settled, told: float
    ) -> None:
        assert distance(best, settled) == pytest.approx(told)


class TestHours:
    def test_a_method_that_falls_silent_keeps_its_previous_value(self) -> None:
        steps: list[tuple[int, Figures]] = [(0, (1, 2, 3)), (5 * HOUR_US, (None, None, None))]
        assert by_hour(steps, 0) == [(1, 2, 3)] * HOURS

    def test_a_best_that_is_not_given_is_kept_while_the_ends_move(self) -> None:
        steps: list[tuple[int, Figures]] = [(0, (1, 2, 3)), (HOUR_US, (4, None, 9))]
        assert by_hour(steps, 0)[:2] == [(1, 2, 3), (4, 2, 9)]

    def test_a_step_counts_from_the_hour_at_which_it_is_public(self) -> None:
        steps: list[tuple[int, Figures]] = [(0, (1, 1, 1)), (2 * HOUR_US, (2, 2, 2))]
        assert [one[1] for one in by_hour(steps, 0)[:4]] == [1, 1, 2, 2]

    def test_hours_before_the_first_word_are_not_scored(self) -> None:
        silent: Figures = (None, None, None)
        five: Figures = (5, 5, 5)
        ten: Figures = (10, 10, 10)
        hours = [silent] * 10 + [ten] * (HOURS - 10)
        oracle = [five] * 10 + [ten] * (HOURS - 10)
        told = score(hours, oracle, Settled(10, 10))
        assert told == Score(0.0, 0.0, 0.0, 0.0, 1.0, 0.0)

    def test_error_splits_into_overshoot_and_undershoot(self) -> None:
        half = HOURS // 2
        low: Figures = (50, 50, 50)
        high: Figures = (200, 200, 200)
        hours = [low] * half + [high] * half
        told = score(hours, hours, Settled(100, 100))
        assert told.error == pytest.approx(math.log(2))
        assert told.overshoot == told.undershoot == pytest.approx(math.log(2) / 2)
        assert told.regret == 0

    def test_a_range_covers_a_contested_toll_that_it_overlaps(self) -> None:
        hours: list[Figures] = [(40, None, 60)] * HOURS
        told = score(hours, [(57, 57, 57)] * HOURS, Settled(57, 67))
        assert told.coverage == 1
        assert told.width == pytest.approx(math.log(1.5))
        assert math.isnan(told.error)

    def test_an_interval_without_a_ceiling_covers_but_has_no_width(self) -> None:
        hours: list[Figures] = [(40, 40, None)] * HOURS
        told = score(hours, hours, Settled(57, 67))
        assert told.coverage == 1
        assert math.isnan(told.width)


class TestFolders:
    def test_counts_with_six_claims_and_a_settled_toll_are_replayed(self, tmp_path: Path) -> None:
        folder = a_folder(
            tmp_path,
            *claims_of("fire", *SIX),
            *claims_of("flood", 1, 2),
            settled="fire,killed,all,,60,60,\nflood,killed,all,,2,2,\nfire,injured,all,,9,9,",
        )
        assert [one.name for one in read_series([folder])] == ["fire all"]

    def test_a_settled_toll_without_claims_is_said_and_left_out(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        folder = a_folder(
            tmp_path,
            *claims_of("fire", *SIX),
            settled="fire,killed,all,,60,60,\nstorm,killed,all,,5,5,",
        )
        assert len(read_series([folder])) == 1
        assert "storm killed / all: settled, but no claims of it are there" in (
            capsys.readouterr().err
        )

    def test_a_refused_row_is_said_and_the_others_are_scored(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        rows = (*claims_of("fire", *SIX), "r9,fire,h9,hospital,killed,sevral,,2020-05-09")
        folder = a_folder(tmp_path, *rows, settled="fire,killed,all,,60,,")
        (found,) = read_series([folder])
        assert (found.claims, found.settled) == (6, Settled(60, None))
        assert "sevral" in capsys.readouterr().err

    def test_two_folders_with_one_slug_stay_apart_and_one_named_twice_counts_once(
        self, tmp_path: Path
    ) -> None:
        toll = "fire,killed,all,,60,60,"
        one = a_folder(tmp_path, *claims_of("fire", *SIX), settled=toll, name="a")
        two = a_folder(tmp_path, *claims_of("fire", *SIX), settled=toll, name="b")
        found = read_series([one, two, one / ".." / "a"])
        assert [each.incident for each in found] == ["fire", "b/fire"]

    def test_one_incident_with_two_settled_tolls_is_refused(self, tmp_path: Path) -> None:
        tolls = ("fire,killed,all,,60,60,", "fire,killed,all,,600,600,")
        folders = [
            a_folder(tmp_path, *claims_of("fire", *SIX), settled=toll, name=name)
            for name, toll in zip("ab", tolls, strict=True)
        ]
        told = "fire killed / all settled at 600, but at 60 in another folder"
        with pytest.raises(UnusableFolderError, match=told):
            read_series(folders)

    def test_a_folder_that_describes_no_source_is_scored_and_says_so(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        folder = a_folder(tmp_path, *claims_of("fire", *SIX), settled="fire,killed,all,,60,60,")
        read_series([folder])
        assert "no file describes the sources" in capsys.readouterr().err
        (folder / "sources.csv").write_text("slug,name,kind\nh1,H1,hospital\n", encoding="utf-8")
        read_series([folder])
        assert "no file describes" not in capsys.readouterr().err

    @pytest.mark.parametrize(
        ("settled", "told"),
        [
            ("fire,killed,all,,ten,10,", "2: column 'low': 'ten' is not a whole number"),
            ('fire,killed,all,,5,"1,070",', "2: column 'high': '1,070' is not a whole number"),
            ("fire,killed,all,,1,070,b,c", "2: more cells than columns"),
            ("fire,killed,all,,?,70,", "2: column 'low': '?' is not a whole number"),
            ("fire,killd,all,,10,10,", "2: column 'metric': 'killd' is not a metric"),
            ("fire,killed,al,,10,10,", "2: column 'population': 'al' is not a population"),
            (",killed,all,,10,10,", "2: column 'incident': it is empty"),
            ("fire,killed,all,,67,57,", "2: 67 to 57 is no range of people"),
            ("fire,killed,all,,,,", "2: neither low nor high"),
            ("fire,killed", "2: neither low nor high"),
            (
                "fire,killed,all,,60,60,\nfire,injured,all,,9,9,\nfire,killed,,,10,10,",
                "4: fire killed / all has a settled toll on line 2 already",
            ),
            ('fire,killed,all,,"' + "9" * 200_000 + '",9,', "2: field larger than field limit"),
        ],
    )
    def test_a_settled_toll_that_makes_no_sense_is_refused_with_its_line(
        self, tmp_path: Path, settled: str, told: str
    ) -> None:
        folder = a_folder(tmp_path, *claims_of("fire", *SIX), settled=settled)
        with pytest.raises(UnusableFolderError, match=re.escape(f"settled.csv:{told}")):
            read_series([folder])

    @pytest.mark.parametrize(
        "row",
        [
            ",,,,,,",
            " , ,,,,,",
            "",
            "fire,injured,all,,sevral,,",
            "fire,injured,nobody,,9,8,\nfire,injured,all,,9,9,\nfire,injured,all,,10,10,",
        ],
    )
    def test_blank_rows_and_metrics_that_are_not_scored_are_passed_over(
        self, tmp_path: Path, row: str
    ) -> None:
        folder = a_folder(
            tmp_path, *claims_of("fire", *SIX), settled=f"{row}\nfire,killed,all,,60,60,"
        )
        (found,) = read_series([folder])
        assert found.settled == Settled(60, 60)

    def test_a_folder_without_settled_tolls_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(SystemExit, match=r"there is no settled\.csv to score against"):
            skill.main(["--claims", str(tmp_path)])


class TestWriting:
    @pytest.mark.parametrize("option", ["--json", "--picture"])
    def test_a_place_that_cannot_be_written_is_refused_before_the_work(
        self, option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        lost = tmp_path / "nowhere" / "skill.json"
        for place, told in (
            (lost, f"skill: {lost}: there is no folder {lost.parent}"),
            (tmp_path, f"skill: {tmp_path}: it is a folder"),
        ):
            with pytest.raises(SystemExit, match=re.escape(told)):
                skill.main(["--claims", str(SAMPLE_DATA), option, str(place)])
            assert capsys.readouterr().out == ""

    def test_a_disk_that_refuses_after_all_is_told_in_a_sentence(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object, **__: object) -> int:
            raise OSError(28, "No space left on device")

        folder = a_folder(tmp_path, *claims_of("fire", *SIX), settled="fire,killed,all,,60,60,")
        monkeypatch.setattr(Path, "write_text", full)
        with pytest.raises(SystemExit, match=r"skill: .*No space left on device"):
            skill.main(["--claims", str(folder), "--json", str(tmp_path / "skill.json")])


def test_a_ratio_to_nothing_is_said_to_mean_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = a_folder(tmp_path, *claims_of("fire", *SIX), settled="fire,killed,all,,60,60,")

    skill.main(["--claims", str(folder)])

    (line,) = re.findall(r"regret / best other method's.*", capsys.readouterr().out)
    assert line.endswith("at most 0.6: yes, but the other is 0: a ratio to it means nothing")


class TestMethods:
    def test_silence_before_a_trusted_voice_and_parties_alone_leave_no_gap_in_the_table(
        self, tmp_path: Path
    ) -> None:
        rows = [row.replace("hospital", "armed_group") for row in claims_of("raid", 900, 800)]
        rows += [row.replace("r", "s", 1) for row in claims_of("raid", *SIX)[2:]]
        folder = a_folder(tmp_path, *rows, settled="raid,killed,all,,60,60,")
        moments = moments_of(read_series([folder]))
        for name, answer in answers()[0].items():
            told = means(scored(answer, moments))
            assert name == "range" or not math.isnan(told.error)

    def test_a_registered_method_that_fails_is_said_and_left_out(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "path").mkdir()
        install(tmp_path / "path", "toy-boom", {"boom": "toy_boom:boom"}, "def boom(s): s.nothing")
        install(tmp_path / "path", "toy-exit", {"exit": "toy_exit:stop"}, STOPPING)
        install(tmp_path / "path", "toy-lost", {"lost": "toy_lost:absent"})
        monkeypatch.setattr(sys, "path", [str(tmp_path / "path"), *sys.path])
        invalidate_caches()
        folder = a_folder(tmp_path, *claims_of("fire", *SIX), settled="fire,killed,all,,60,60,")

        skill.main(["--claims", str(folder)])

        told = capsys.readouterr()
        assert "consensus" in told.out
        assert not any(name in told.out for name in ("boom", "exit", "lost"))
        assert "left out: method 'boom' of toy-boom 1.0 failed on killed / all" in told.err
        assert "left out: method 'exit' of toy-exit 1.0 failed on killed / all: SystemExit: 3" in (
            told.err
        )
        assert "left out: method 'lost' of toy-lost 1.0 cannot be loaded" in told.err

    def test_nobody_comes_nearer_than_the_oracle(self, sample: list[Series]) -> None:
        moments = moments_of(sample)
        for answer in (*answers()[0].values(), greatest):
            for told in scored(answer, moments):
                assert math.isnan(told.regret) or told.regret >= -1e-9

    def test_the_oracle_picks_the_nearest_standing_claim(self, tmp_path: Path) -> None:
        folder = a_folder(
            tmp_path, *claims_of("fire", 10, 90, 55, 61, 70, 20), settled="fire,killed,all,,60,60,"
        )
        moments = moments_of(read_series([folder]))
        (last,) = (one.stood[-1][1] for one in moments)
        assert hindsight(Settled(60, 60))(last)[1] == 61
        assert greatest(last)[1] == 90


def test_it_runs_as_a_file_from_anywhere_and_writes_what_is_asked(tmp_path: Path) -> None:
    written, picture = tmp_path / "skill.json", tmp_path / "skill.svg"
    command = [sys.executable, skill.__file__, "--claims", str(SAMPLE_DATA)]
    command += ["--json", str(written), "--picture", str(picture)]
    told = subprocess.run(command, check=True, capture_output=True, text=True, cwd=tmp_path)
    assert told.stdout.splitlines()[1].startswith("consensus")
    shape = json.loads(written.read_text("utf-8"))
    assert set(shape["methods"]["consensus"]) == set(Score._fields)
    assert shape["methods"]["range"]["error"] is None
    assert len(shape["counts"]) == 10
    assert picture.read_text("utf-8").startswith("<svg")
