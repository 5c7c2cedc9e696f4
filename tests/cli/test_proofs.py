"""checkpoint, prove and verify: what was recorded, shown to others and checked by them."""

import json
import os
import re
import sqlite3
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker
from tests.ledger.builders import tampered
from tests.places import PLACES
from tracker.ledger import check_by_many
from tracker.ledger.check_pages import Page, PageReader
from tracker.ledger.checkpoints import sign_checkpoint
from tracker.ledger.crew import Crew
from tracker.ledger.identity import Identity

pytestmark = pytest.mark.usefixtures("each_database")
ROOT = Path(__file__).parents[2]


def elsewhere(tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on there is neither the ledger nor its key."""
    tracker.db = path_of(tracker, "gone.db")
    monkeypatch.setenv("TRACKER_SIGNING", str(tracker.folder / "none"))


def path_of(tracker: Tracker, name: str) -> str:
    return str(tracker.folder / name)


@pytest.fixture
def key(tracker: Tracker) -> str:
    """The verifier key of a ledger that signs as example.org/desk."""
    shown = tracker("checkpoint", "--show-key", "--origin", "example.org/desk")
    return shown.stdout.strip()


def test_a_checkpoint_is_a_signed_note_of_size_and_root(tracker: Tracker) -> None:
    result = tracker("checkpoint", "--origin", "example.org/desk")

    origin, size, root, blank, signature = result.stdout.splitlines()
    head = tracker.json("verify")
    assert (origin, int(size), blank) == ("example.org/desk", head["size"], "")
    assert root == b64encode(bytes.fromhex(head["root"])).decode()
    assert signature.startswith("— example.org/desk ")
    assert head["checkpoints"] == 1


def test_the_key_is_made_once_and_never_shown(tracker: Tracker) -> None:
    first = tracker("checkpoint")
    again = tracker("checkpoint", "--json")
    shown = tracker("checkpoint", "--show-key")

    assert "made a signing key" in first.stderr
    assert again.stderr == ""
    secret = (tracker.folder / "signing" / "signing.key").read_text().strip().split("+", 4)[-1]
    for result in (first, again, shown):
        assert secret not in result.output
    assert json.loads(again.stdout)["verifier_key"] == shown.stdout.strip()
    assert json.loads(again.stdout)["checkpoint"] == first.stdout


def test_after_a_lost_key_what_it_signed_is_still_checked(
    tracker: Tracker, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    signing = tracker.folder / "desk-signing"
    monkeypatch.setenv("TRACKER_SIGNING", str(signing))
    tracker("checkpoint", "--origin", "example.org/first")
    first = tracker("checkpoint", "--show-key").stdout.strip()
    (signing / "signing.key").unlink()

    assert "signed as 'example.org/first' before" in tracker("checkpoint", code=4).stderr
    told = tracker("checkpoint", "--origin", "example.org/second").stderr

    assert "the key this ledger signed by before is gone" in told
    assert tracker.json("verify")["ok"]
    (signing / "former.keys").unlink(missing_ok=True)
    tracker("verify", code=4)
    assert tracker.json("verify", "--key", first)["ok"]


def test_an_origin_cannot_change(tracker: Tracker, key: str) -> None:
    result = tracker("checkpoint", "--origin", "example.org/other", code=2)

    assert "signs as 'example.org/desk'" in result.stderr


@pytest.mark.usefixtures("on_files")
def test_a_ledger_in_memory_signs_nothing(empty: Tracker) -> None:
    empty.db = ":memory:"

    assert "in memory" in empty("checkpoint", code=2).stderr
    assert empty.json("verify")["ok"] is True


def test_checkpoints_that_were_kept_are_compared(tracker: Tracker) -> None:
    kept = path_of(tracker, "day-1.checkpoint")
    tracker("checkpoint", "--output", kept)
    tracker("add", "qamishli", "--source", "police", "--killed", "50")

    shape = tracker.json("verify", "--checkpoint", kept)

    assert (shape["ok"], shape["checkpoints"]) == (True, 2)
    assert "2 checkpoints agree with it." in tracker("verify", "--checkpoint", kept).stdout


def test_verify_is_helped_by_as_many_as_are_asked_for_at_the_same_place(
    tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Crew, int]] = []

    def pages(reader: PageReader, crew: Crew, jobs: int) -> Iterator[Page]:
        asked.append((crew, jobs))
        return reader.pages()

    monkeypatch.setattr(check_by_many, "pages_by_many", pages)
    alone = tracker("verify", "--jobs", "1").stdout

    assert tracker("--wait", "7", "verify", "--jobs", "3").stdout == alone
    assert asked == [(Crew(tracker.db, 3, 7_000), 3)]


def test_a_size_and_root_of_a_receipt_are_compared(tracker: Tracker) -> None:
    head = tracker.json("verify")
    tracker("add", "qamishli", "--source", "police", "--killed", "50")
    size, root = str(head["size"]), head["root"]

    assert tracker.json("verify", "--head", size, root.upper())["ok"] is True
    assert "1 head agrees with it." in tracker("verify", "--head", size, root).stdout
    wrong = tracker.json("verify", "--head", size, "ab" * 32, code=4)
    assert [one["kind"] for one in wrong["problems"]] == ["rewritten"]
    assert "--head" in tracker("verify", "--head", size, root[:9], code=2).stderr
    nothing = sha256().hexdigest()
    assert "says nothing" in tracker("verify", "--head", "0", nothing, code=2).stderr
    assert "no size" in tracker("verify", "--head", "9" * 22, root, code=2).stderr
    assert "no size" in tracker("verify", "--head", str(2**63), root, code=2).stderr


@pytest.mark.usefixtures("on_files")
def test_a_ledger_replaced_by_an_older_copy_is_found_out(tracker: Tracker) -> None:
    older = Path(tracker.db).read_bytes()
    tracker("add", "qamishli", "--source", "police", "--killed", "50")
    kept = path_of(tracker, "day-2.checkpoint")
    tracker("checkpoint", "--output", kept)
    Path(tracker.db).write_bytes(older)

    shape = tracker.json("verify", "--checkpoint", kept, code=4)

    assert [one["kind"] for one in shape["problems"]] == ["cut_tail", "cut_tail"]
    assert "THE LEDGER IS NOT SOUND: 2 problems" in tracker(
        "verify", "--checkpoint", kept, code=4
    ).stdout  # fmt: skip
    assert "nothing is signed" in tracker("checkpoint", code=4).stderr


@pytest.mark.parametrize(("more", "told"), [(1, "cut off"), (0, "do not have the root")])
def test_no_copy_is_made_of_a_ledger_that_is_not_the_one_that_was_signed(
    tracker: Tracker, more: int, told: str
) -> None:
    before = tracker.json("verify")["size"]
    tracker("add", "qamishli", "--source", "police", "--killed", "50")
    signed = tracker.json("verify")["size"] + more
    own = Identity(tracker.folder / "signing")
    own.keep(sign_checkpoint(signed, "cd" * 32, own.made_signer(None)))
    copy = path_of(tracker, "copy.db")

    for words in (("backup", copy), ("copy", tracker.db, copy)):
        said = tracker("db", *words, code=4).stderr
        assert f"{signed:019}.txt" in said
        assert told in said
        assert "tracker db copy FROM TO --size N" in said
    assert [one.name for one in tracker.folder.iterdir() if "copy.db" in one.name] == []

    on_purpose = tracker.json("db", "copy", tracker.db, copy, "--size", str(before))
    assert on_purpose["ledger"]["size"] == before
    beyond = path_of(tracker, "beyond.db"), "--size", str(signed - more)
    tracker("db", "copy", tracker.db, *beyond, code=0 if more else 4)


def test_a_checkpoint_that_is_none_is_told_and_keeps_nobody_from_a_backup(tracker: Tracker) -> None:
    tracker("checkpoint")
    (checkpoint,) = (tracker.folder / "signing" / "checkpoints").iterdir()
    checkpoint.write_text("no checkpoint")
    (tracker.folder / "signing" / "verifier.key").write_text("no key")

    told = tracker("db", "backup", path_of(tracker, "kept.db")).stderr

    assert told.startswith(f"not compared: {checkpoint} is no checkpoint")


def test_verify_says_what_it_could_not_try_while_another_keeps_writing(tracker: Tracker) -> None:
    size = tracker.json("verify")["size"]
    other = PLACES.open(tracker.db)

    with other._database.writing():
        held_up = tracker.json("--wait", "0.01", "verify", code=3)
        told = tracker("--wait", "0.01", "verify", code=3)
    if PLACES.server is None:
        tampered(Path(tracker.db), "UPDATE claim SET low = 7")
    else:
        PLACES.server.tampered(PLACES.database(tracker.db), "UPDATE claim SET low = 7")
    with other._database.writing():
        found = tracker.json("--wait", "0.01", "verify", code=4)

    assert (held_up["ok"], held_up["size"], held_up["problems"]) == (False, size, [])
    assert "the guards against changes could not be tried" in held_up["unchecked"][0]
    assert told.stdout.startswith(f"NOT ALL COULD BE CHECKED: {size} entries, and what was")
    assert "nothing was recorded" not in told.output
    assert {one["kind"] for one in found["problems"]} == {"columns"}
    assert found["unchecked"] == held_up["unchecked"]


@pytest.mark.usefixtures("on_files")
def test_verify_of_a_ledger_that_another_keeps_to_itself_says_so(tracker: Tracker) -> None:
    holder = sqlite3.connect(tracker.db, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")

    shape = tracker.json("--wait", "0.01", "verify", code=3)
    said = tracker("--wait", "0.01", "verify", code=3).stderr
    holder.close()

    assert (shape["ok"], shape["size"], shape["problems"]) == (False, None, [])
    assert said == f"tracker: {shape['unchecked'][0]}\n"
    assert said.endswith(
        "another program has been writing for 0.01 seconds; nothing was verified, "
        "try again when that is over\n"
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "malformed"),
        ("no checkpoint", "malformed"),
        ("other.example/log\n{size}\n{root}\n\n— other.example/log {line}\n", "origin"),
        ("example.org/desk\n{size}\n{root}\n\n— example.org/desk AAAAAAAA\n", "unknown_key"),
        ("example.org/desk\n{more}\n{root}\n\n— example.org/desk {line}\n", "signature"),
    ],
)
def test_a_checkpoint_that_is_none_of_ours_is_a_problem(
    tracker: Tracker, key: str, text: str, kind: str
) -> None:
    _, size, root, _, line = tracker("checkpoint").stdout.splitlines()
    filled = text.format(size=size, more=int(size) + 1, root=root, line=line.split()[2])

    shape = tracker.json("verify", "--checkpoint", tracker.file("it", filled), code=4)

    assert [one["kind"] for one in shape["problems"]] == [kind]


def test_a_claim_is_proved_to_somebody_without_the_ledger(
    tracker: Tracker, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    proof = path_of(tracker, "claim.tlog-proof")
    claim = tracker.claim("q-2")
    tracker("prove", "q-2", "--output", proof)
    elsewhere(tracker, monkeypatch)

    shape = tracker.json("verify", "--proof", proof, "--key", key)
    said = tracker("verify", "--proof", proof, "--key", key).stdout

    assert shape["ok"] is True
    assert shape["proof"]["id"] == claim["id"]
    assert shape["proof"]["recorded_at"] == claim["recorded_at"]
    assert shape["proof"]["content"]["figure"] == "44"
    assert "The proof holds" in said
    assert "not that it stands" in " ".join(said.split())


def test_a_proof_needs_the_key_of_whom_one_trusts(
    tracker: Tracker, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    proof = tracker.file("claim.tlog-proof", tracker("prove", "q-2").stdout)
    elsewhere(tracker, monkeypatch)

    shape = tracker.json("verify", "--proof", proof, code=4)

    assert [one["kind"] for one in shape["problems"]] == ["unknown_key"]
    told = tracker("verify", "--proof", proof, code=4).stdout
    assert "THE PROOF DOES NOT HOLD: 1 problem" in told


def test_what_is_no_proof_says_so_and_has_no_head(tracker: Tracker) -> None:
    shape = tracker.json("verify", "--proof", tracker.file("it", "\x1b[2J"), code=4)

    assert [one["kind"] for one in shape["problems"]] == ["malformed"]
    assert (shape["size"], shape["root"], shape["proof"]) == (None, None, None)
    assert "\x1b" not in tracker("verify", "--proof", path_of(tracker, "it"), code=4).output


def test_a_ledger_is_proved_to_have_only_grown(
    tracker: Tracker, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    older, proof = path_of(tracker, "older"), path_of(tracker, "grown")
    tracker("checkpoint", "--output", older)
    tracker("add", "qamishli", "--source", "police", "--killed", "50")
    newer = tracker.file("newer", tracker("checkpoint").stdout)
    tracker("add", "qamishli", "--source", "police", "--killed", "51")
    tracker("prove", "--from", older, "--to", newer, "--output", proof)
    elsewhere(tracker, monkeypatch)

    shape = tracker.json("verify", "--proof", proof, "--key", key, "--checkpoint", older)

    assert shape["ok"] is True
    assert shape["proof"]["to"]["size"] - shape["proof"]["from"]["size"] == 2
    said = tracker("verify", "--proof", proof, "--key", key).stdout
    assert "example.org/desk only grew, by 2 entries" in said


def test_json_of_a_proof_holds_its_text(tracker: Tracker) -> None:
    shape = tracker.json("prove", "q-1")

    proof = tracker.file("it", shape["text"])
    assert tracker.json("verify", "--proof", proof)["proof"] == shape["proof"]


@pytest.mark.parametrize("words", [(), ("q-1", "--from", "x")])
def test_one_thing_is_proved_at_a_time(tracker: Tracker, words: tuple[str, ...]) -> None:
    assert "one of the two" in tracker("prove", *words, code=2).stderr


def test_a_checkpoint_is_read_from_standard_input(tracker: Tracker) -> None:
    note = tracker("checkpoint").stdout.encode()

    assert tracker("verify", "--checkpoint", "-", given=note).exit_code == 0


def test_a_receipt_ties_an_export_to_the_ledgers_head(tracker: Tracker) -> None:
    plain = tracker("export", "--format", "jsonl").stdout
    out, receipt = path_of(tracker, "all.jsonl"), path_of(tracker, "all.receipt")

    told = tracker("export", "--format", "jsonl", "--output", out, "--receipt", receipt)

    from hashlib import sha256

    head, raw = tracker.json("verify"), Path(out).read_bytes()
    assert raw.decode() == plain
    assert json.loads(Path(receipt).read_text()) == {
        "export": {
            "format": "jsonl",
            "incident": None,
            "bytes": len(raw),
            "sha256": sha256(raw).hexdigest(),
        },
        "ledger": {"size": head["size"], "root": head["root"]},
    }
    assert head["root"] in told.stderr


@pytest.mark.usefixtures("on_files")
def test_two_ledgers_never_share_a_key(
    empty: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tracker.typed.signing import identity_of

    monkeypatch.delenv("TRACKER_SIGNING")
    monkeypatch.chdir(tmp_path)
    one = identity_of("ledger.db").folder

    assert identity_of(str(tmp_path / "ledger.db")).folder == one
    assert identity_of("sqlite:///ledger.db").folder == one
    assert identity_of("other/ledger.db").folder != one
    shared = identity_of("postgresql+psycopg://desk:secret@host/ledger").folder
    assert shared == identity_of("postgresql+psycopg://host/ledger").folder
    assert "secret" not in str(shared)


def test_the_program_of_the_manual_checks_a_proof_with_nothing_of_ours(
    tracker: Tracker, key: str
) -> None:
    page = (ROOT / "docs" / "proofs.md").read_text("utf-8")
    program = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    assert len(program) == 1
    good = tracker("prove", "q-2").stdout
    bad = good.replace("index ", "index 1", 1)

    told = [
        subprocess.run(
            [sys.executable, "-I", "-c", program[0], tracker.file("it", text), key],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            check=False,
        )
        for text in (good, bad)
    ]

    assert [one.returncode for one in told] == [0, 1], told
    assert '"figure":"44"' in told[0].stdout
