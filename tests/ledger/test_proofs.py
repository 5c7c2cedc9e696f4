"""Proofs of a ledger's own entries, checked without it."""

from base64 import b64encode
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ledger.builders import RECORDS, a_claim, a_ledger, record, tampered
from tracker.errors import NoteError, OptionError, StorageError, UnsoundError
from tracker.ledger import Ledger, seal
from tracker.ledger.check_heads import HeldHead
from tracker.ledger.check_proofs import held_heads, verify_proof
from tracker.ledger.checkpoints import Checkpoint
from tracker.ledger.identity import HeldFile, Identity
from tracker.ledger.keys import SignerKey, read_verifier_key
from tracker.ledger.proof_files import (
    ConsistencyProof,
    InclusionProof,
    envelope_of,
    read_proof,
)

FIRST = len(RECORDS)


class Desk:
    """A ledger of some claims, with what it signs by."""

    def __init__(self, folder: Path, claims: int = 9) -> None:
        self.path = folder / "ledger.db"
        self.ledger = a_ledger(*map(a_claim, range(1, claims + 1)), where=self.path)
        self.identity = Identity(folder / "signing")
        self.signer = self.identity.made_signer("example.org/desk")
        self.keys = [self.signer.verifier]
        self.prover = self.ledger.prover()

    def signed(self) -> Checkpoint:
        return self.prover.checkpoint(self.identity, self.signer)

    def problems(self, text: str, *heads: HeldHead) -> list[str]:
        found = verify_proof(HeldFile("it", text.encode()), self.keys, heads)
        return [one.kind for one in found.problems]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_every_entry_is_proved_and_the_proof_says_what_was_recorded(desk: Desk) -> None:
    checkpoint = desk.signed()
    for seq in range(1, checkpoint.size + 1):
        text = str(desk.prover.inclusion(seq, checkpoint))

        assert desk.problems(text) == []
        proof = read_proof(text.encode())
        assert isinstance(proof, InclusionProof)
        assert proof.seq == seq
        assert str(proof) == text
        assert seq <= FIRST or proof.content == seal(a_claim(seq - FIRST)).content


def test_every_ledger_is_proved_to_begin_with_every_earlier_one(tmp_path: Path) -> None:
    desk = Desk(tmp_path, claims=1)
    signed = [desk.signed()]
    for killed in range(2, 20):
        record(desk.ledger, a_claim(killed))
        signed.append(desk.signed())

    for at, older in enumerate(signed):
        for newer in signed[at:]:
            text = str(desk.prover.consistency(older, newer))
            assert desk.problems(text) == []
            assert str(read_proof(text.encode())) == text


def test_an_older_checkpoint_proves_what_came_before_it(desk: Desk) -> None:
    older = desk.signed()
    record(desk.ledger, a_claim(77))

    assert desk.problems(str(desk.prover.inclusion(FIRST + 3, older))) == []
    with pytest.raises(OptionError, match="came after the checkpoint"):
        desk.prover.inclusion(older.size + 1, older)


@settings(max_examples=300)
@given(st.data())
def test_any_flipped_bit_of_a_proof_is_found(
    proofs: tuple[Desk, list[bytes]], data: st.DataObject
) -> None:
    desk, files = proofs
    raw = bytearray(data.draw(st.sampled_from(files)))
    bit = data.draw(st.integers(0, len(raw) * 8 - 1))
    raw[bit // 8] ^= 1 << bit % 8

    assert verify_proof(HeldFile("it", bytes(raw)), desk.keys).problems != ()


@pytest.fixture(scope="module")
def proofs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, list[bytes]]:
    desk = Desk(tmp_path_factory.mktemp("proofs"))
    older = desk.signed()
    inclusion = desk.prover.inclusion(FIRST + 2, older)
    record(desk.ledger, a_claim(50), a_claim(51))
    consistency = desk.prover.consistency(older, desk.signed())
    return desk, [str(inclusion).encode(), str(consistency).encode()]


def test_every_single_bit_of_a_small_proof(tmp_path: Path) -> None:
    desk = Desk(tmp_path, claims=2)
    raw = str(desk.prover.inclusion(5, desk.signed())).encode()

    for bit in range(len(raw) * 8):
        changed = bytearray(raw)
        changed[bit // 8] ^= 1 << bit % 8
        assert verify_proof(HeldFile("it", bytes(changed)), desk.keys).problems != (), bit


def test_a_proof_by_somebody_elses_key_is_not_taken(desk: Desk) -> None:
    proof = desk.prover.inclusion(FIRST + 1, desk.signed())
    other = SignerKey("example.org/desk", bytes(32)).verifier

    assert [one.kind for one in verify_proof(as_file(proof), [other]).problems] == ["unknown_key"]
    assert [one.kind for one in verify_proof(as_file(proof), []).problems] == ["unknown_key"]


def test_another_claims_words_do_not_fit_a_proof(desk: Desk) -> None:
    checkpoint = desk.signed()
    good = desk.prover.inclusion(FIRST + 1, checkpoint)
    for forged in (
        InclusionProof(good.seq, good.recorded_us, seal(a_claim(400)).content, good.path,
                       checkpoint),
        InclusionProof(good.seq, good.recorded_us + 1, good.content, good.path, checkpoint),
        InclusionProof(good.seq + 1, good.recorded_us, good.content, good.path, checkpoint),
        InclusionProof(good.seq, good.recorded_us, good.content, good.path[:-1], checkpoint),
        InclusionProof(10**9, good.recorded_us, good.content, good.path, checkpoint),
    ):  # fmt: skip
        assert desk.problems(str(forged)) == ["proof"]


@pytest.mark.parametrize(
    ("content", "us"),
    [
        (b"not json", 1),
        (b"[]", 1),
        (b'{"kind":"rumour"}', 1),
        (b'{"kind": "claim"}', 1),
        (b'{"kind":"claim","note":"\\u0000"}', 1),
        (b'{"kind":"claim","x":' + b"[" * 3000 + b"]" * 3000 + b"}", 1),
        (seal(a_claim()).content, 2**62),
    ],
)
def test_extra_data_that_are_no_entry_are_refused(desk: Desk, content: bytes, us: int) -> None:
    forged = InclusionProof(5, us, content, (), desk.signed())

    with pytest.raises(NoteError, match="no entry of a ledger"):
        read_proof(str(forged).encode())


def test_what_is_no_proof_is_refused_with_the_reason(desk: Desk) -> None:
    proof = desk.prover.inclusion(5, desk.signed())
    text = str(proof)
    wrong_hash = envelope_of(5, proof.recorded_us, bytes(32)) + proof.content
    for changed, said in (
        (str(proof.checkpoint), "does not begin with"),
        (text.split("\n\n", maxsplit=1)[0], "no checkpoint after an empty line"),
        (text.replace("\nindex ", "\nplace "), "no line 'index'"),
        (text.replace("\nindex 4\n", "\nindex 5\n"), "entry 5 the index 5"),
        (text.replace("extra ", "extra AA"), "is not base64"),
        (text.replace("\nindex 4\n", f"\nindex 4\n{'AAAA'}\n"), "not 32 bytes"),
        (text.replace("\nindex 4\n", "\nindex 4\n" + f"{'A' * 43}=\n" * 129), "more than 128"),
        (text.replace(text.split("\n")[1], f"extra {b64encode(wrong_hash).decode()}"),
         "does not give the entry's hash"),
    ):  # fmt: skip
        with pytest.raises(NoteError, match=said):
            read_proof(changed.encode())


def test_proofs_are_compared_with_checkpoints_that_are_held(desk: Desk) -> None:
    older = desk.signed()
    record(desk.ledger, a_claim(50))
    text = str(desk.prover.consistency(older, desk.signed()))

    assert desk.problems(text, HeldHead("mine", older.size, older.root)) == []
    assert desk.problems(text, HeldHead("mine", older.size, "00" * 32)) == ["rewritten"]
    assert desk.problems(text, HeldHead("mine", 3, older.root)) == ["another_size"]


def test_checkpoints_of_two_ledgers_are_not_connected(tmp_path: Path) -> None:
    for folder in ("one", "other"):
        (tmp_path / folder).mkdir()
    one, other = Desk(tmp_path / "one", 3), Desk(tmp_path / "other", 3)
    older = one.signed()
    record(other.ledger, a_claim(50))
    with pytest.raises(UnsoundError, match="another root at 7 entries"):
        other.prover.consistency(older, other.signed())
    with pytest.raises(OptionError, match="exchange them"):
        other.prover.consistency(other.signed(), older)
    with pytest.raises(UnsoundError, match="is of 8 entries, but there are 7"):
        one.prover.inclusion(5, other.signed())
    with pytest.raises(UnsoundError, match="another root at 7 entries"):
        other.prover.inclusion(5, older)

    path = other.prover.consistency(other.signed(), other.signed()).path
    forged = ConsistencyProof(older, path, other.signed())
    kinds = {one.kind for one in verify_proof(as_file(forged), one.keys + other.keys).problems}
    assert "proof" in kinds


def as_file(proof: InclusionProof | ConsistencyProof) -> HeldFile:
    return HeldFile("it", str(proof).encode())


def test_the_key_is_its_owners_alone_and_made_once(tmp_path: Path) -> None:
    identity = Identity(tmp_path / "signing")
    assert identity.signer() is None
    assert identity.verifiers() == []

    signer = identity.made_signer(None)

    assert signer.name.startswith("casualty-tracker/")
    assert identity.key_file.stat().st_mode & 0o777 == 0o600
    assert identity.folder.stat().st_mode & 0o777 == 0o700
    assert Identity(tmp_path / "signing").made_signer(None) == signer
    assert identity.made_signer(signer.name) == signer
    with pytest.raises(OptionError, match="cannot change"):
        identity.made_signer("example.org/other")


def test_an_origin_that_is_no_name_makes_no_key(tmp_path: Path) -> None:
    identity = Identity(tmp_path / "signing")

    with pytest.raises(OptionError, match="--origin"):
        identity.made_signer("the desk")

    assert not identity.key_file.exists()


def test_a_key_that_others_can_read_is_not_used(tmp_path: Path) -> None:
    identity = Identity(tmp_path)
    identity.made_signer(None)
    identity.key_file.chmod(0o644)

    with pytest.raises(StorageError, match="chmod 600"):
        identity.signer()


def test_programs_that_make_the_first_key_at_once_all_get_the_one_that_is_kept(
    tmp_path: Path,
) -> None:
    for number in range(25):
        identity = Identity(tmp_path / str(number))
        with ThreadPoolExecutor(6) as programs:
            made = list(programs.map(lambda _: identity.made_signer(None), range(6)))  # noqa: B023

        assert {signer.secret for signer in made} == {identity.key_file.read_text().strip()}
        assert identity.verifiers() == [made[0].verifier]
        assert sorted(one.name for one in identity.folder.iterdir()) == [
            "signing.key",
            "verifier.key",
        ]
        assert identity.key_file.stat().st_mode & 0o777 == 0o600


def test_no_key_is_made_where_one_on_a_stick_is_not_there(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    identity = Identity(tmp_path)
    identity.key_file.symlink_to(stick / "signing.key")

    with pytest.raises(FileExistsError):
        identity.made_signer(None)
    assert list(stick.iterdir()) == []


@pytest.mark.parametrize("text", ["", "PRIVATE+KEY+x", "nonsense"])
def test_a_damaged_key_is_refused_without_repeating_it(tmp_path: Path, text: str) -> None:
    identity = Identity(tmp_path)
    identity.made_signer(None)
    identity.key_file.write_text(text)

    with pytest.raises(UnsoundError) as refused:
        identity.signer()
    assert not text or text not in str(refused.value).replace(str(identity.key_file), "")


@pytest.mark.parametrize("damage", [lambda key: key[:-1], lambda key: f"{key[:-2]}=="])
def test_a_signing_key_cut_short_on_its_way_is_not_shown(
    tmp_path: Path, damage: Callable[[str], str]
) -> None:
    identity = Identity(tmp_path)
    *before, key = identity.made_signer("desk").secret.split("+", 4)
    identity.key_file.write_text("+".join((*before, damage(key))))

    with pytest.raises(UnsoundError) as refused:
        identity.signer()
    assert damage(key)[:12] not in str(refused.value)


@pytest.mark.parametrize("before", [" ", "\ufeff", "key: "])
def test_a_signing_key_in_the_place_of_a_public_one_is_not_shown(before: str) -> None:
    secret = SignerKey.made("desk").secret

    with pytest.raises(NoteError, match="nobody else may see") as refused:
        read_verifier_key(f"{before}{secret}")
    assert secret[-12:] not in str(refused.value)
    assert secret[24:36] not in str(refused.value)


def test_checkpoints_that_were_signed_are_kept(desk: Desk) -> None:
    first = desk.signed()
    assert desk.signed() == first
    record(desk.ledger, a_claim(50))
    second = desk.signed()

    assert [file.raw.decode() for file in desk.identity.kept()] == [str(first), str(second)]
    assert desk.identity.newest() == second
    heads = held_heads(desk.identity.kept(), desk.keys)
    assert heads.problems == ()
    found = desk.ledger.verify(heads.heads)
    assert (found.ok, found.compared) == (True, 2)


def test_a_checkpoint_that_cannot_be_kept_is_not_signed_in_silence(desk: Desk) -> None:
    (desk.identity.folder / "checkpoints").write_text("a file in the way")

    with pytest.raises(OSError, match="checkpoints"):
        desk.signed()


def test_nothing_is_signed_after_an_end_was_cut_off(desk: Desk) -> None:
    record(desk.ledger, a_claim(50))
    desk.signed()
    desk.ledger.close()
    cut_last_batch(desk.path)

    with pytest.raises(UnsoundError, match="nothing is signed"):
        Ledger.open(desk.path).prover().checkpoint(desk.identity, desk.signer)


def test_nothing_is_signed_that_is_not_there(desk: Desk) -> None:
    desk.ledger.close()
    tampered(desk.path, "UPDATE entry SET recorded_us = recorded_us + 1 WHERE seq = 13")

    with pytest.raises(UnsoundError, match="do not give the root"):
        Ledger.open(desk.path).prover().checkpoint(desk.identity, desk.signer)


def test_checking_needs_the_public_key_only(desk: Desk) -> None:
    desk.identity.key_file.unlink()

    assert desk.identity.verifiers() == desk.keys
    (desk.identity.folder / "verifier.key").write_text("nonsense")
    with pytest.raises(UnsoundError, match="--show-key"):
        desk.identity.verifiers()


def test_a_lost_key_is_not_replaced_by_one_that_nobody_named(desk: Desk) -> None:
    desk.signed()
    desk.identity.key_file.unlink()

    for what in (None, desk.identity.folder / "verifier.key"):
        if what is not None:
            what.unlink()
        with pytest.raises(UnsoundError, match=r"signing\.key is gone.*--origin NAME"):
            desk.identity.made_signer(None)

    assert not desk.identity.key_file.exists()
    assert desk.identity.verifiers() == []


@pytest.mark.parametrize("name", ["example.org/desk", "example.org/desk-2"])
def test_what_a_lost_key_signed_is_checked_by_the_public_key_that_is_kept(
    desk: Desk, name: str
) -> None:
    desk.signed()
    desk.identity.key_file.unlink()
    record(desk.ledger, a_claim(50))

    signer = desk.identity.made_signer(name)
    desk.prover.checkpoint(desk.identity, signer)

    assert desk.identity.verifiers() == [signer.verifier, *desk.keys]
    held = held_heads(desk.identity.kept(), desk.identity.verifiers())
    assert held.problems == ()
    assert len(held.heads) == 2
    assert desk.ledger.verify(held.heads).ok


def test_a_key_put_back_is_todays_again_and_no_public_key_is_lost(desk: Desk) -> None:
    secret = desk.identity.key_file.read_text()
    desk.identity.key_file.unlink()
    between = desk.identity.made_signer("example.org/between")

    desk.identity.key_file.write_text(secret)
    desk.identity.made_signer(None)

    assert desk.identity.verifiers() == [*desk.keys, between.verifier]
    (desk.identity.folder / "former.keys").write_text("nonsense")
    with pytest.raises(UnsoundError, match=r"former\.keys.*use a copy kept elsewhere"):
        desk.identity.verifiers()


def test_another_ledgers_key_does_not_sign_unless_it_is_named(desk: Desk) -> None:
    desk.signed()
    strange = SignerKey.made("example.org/other")
    desk.identity.key_file.write_text(strange.secret)

    with pytest.raises(UnsoundError, match=r"never signed by this key.*'example\.org/other'"):
        desk.identity.made_signer(None)
    assert desk.identity.verifiers() == desk.keys

    assert desk.identity.made_signer("example.org/other") == strange
    assert desk.identity.made_signer(None) == strange
    assert desk.identity.verifiers() == [strange.verifier, *desk.keys]


def test_another_ledgers_key_does_not_sign_where_the_public_one_cannot_be_read(
    desk: Desk,
) -> None:
    public = desk.identity.folder / "verifier.key"
    public.write_text("nonsense")
    desk.identity.made_signer(None)  # Nothing is signed yet that another key could belie.
    assert public.read_text() == f"{desk.signer.verifier}\n"

    desk.signed()
    own, strange = desk.identity.key_file.read_text(), SignerKey.made("example.org/other")
    desk.identity.key_file.write_text(strange.secret)
    public.write_text("nonsense")
    with pytest.raises(UnsoundError, match=r"never signed by this key.*'example\.org/other'"):
        desk.identity.made_signer(None)
    assert public.read_text() == "nonsense"

    desk.identity.key_file.write_text(own)
    assert desk.identity.made_signer(None) == desk.signer
    assert desk.identity.verifiers() == desk.keys

    desk.identity.key_file.write_text(strange.secret)
    public.write_text("nonsense")
    assert desk.identity.made_signer("example.org/other") == strange


def test_checkpoints_of_two_names_are_not_connected_by_a_proof(desk: Desk) -> None:
    older = desk.signed()
    desk.identity.key_file.unlink()
    record(desk.ledger, a_claim(50))
    newer = desk.prover.checkpoint(desk.identity, desk.identity.made_signer("example.org/new"))

    with pytest.raises(
        OptionError, match=r"example\.org/desk.*example\.org/new.*no proof connects"
    ):
        desk.prover.consistency(older, newer)

    written = as_file(ConsistencyProof(older, (), newer))
    found = verify_proof(written, desk.identity.verifiers()).problems
    assert [one.kind for one in found] == ["origin"]
    assert "no proof connects two names" in found[0].message


def test_nothing_is_signed_after_a_rewrite(desk: Desk) -> None:
    desk.signed()
    desk.ledger.close()
    desk.path.unlink()
    rewritten = a_ledger(*map(a_claim, range(100, 120)), where=desk.path)

    with pytest.raises(UnsoundError, match="nothing is signed"):
        rewritten.prover().checkpoint(desk.identity, desk.signer)


def test_an_empty_ledger_can_be_signed_and_grown_from(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "ledger.db")
    identity = Identity(tmp_path / "signing")
    signer = identity.made_signer(None)
    empty = ledger.prover().checkpoint(identity, signer)
    record(ledger, *RECORDS)
    proof = ledger.prover().consistency(empty, ledger.prover().checkpoint(identity, signer))

    assert empty.size == 0
    assert verify_proof(as_file(proof), [signer.verifier]).ok
    assert ledger.verify([HeldHead("empty", 0, empty.root)]).ok
    wrong = ledger.verify([HeldHead("empty", 0, "00" * 32)])
    assert [one.kind for one in wrong.problems] == ["rewritten"]


@pytest.mark.parametrize("statement", ["recorded_us = 'x'", "content = x'7b7d'", "seq = 99"])
def test_a_damaged_ledger_proves_nothing(desk: Desk, statement: str) -> None:
    checkpoint = desk.signed()
    desk.ledger.close()
    tampered(desk.path, "PRAGMA foreign_keys = OFF", f"UPDATE entry SET {statement} WHERE seq = 6")
    prover = Ledger.open(desk.path).prover()

    with pytest.raises(UnsoundError):
        prover.inclusion(6, checkpoint)


def test_content_in_a_proof_is_that_of_the_claims_id(desk: Desk) -> None:
    named = desk.ledger.claim_named(seal(a_claim(4)).id[:12])
    proof = desk.prover.inclusion(named.seq, desk.signed())

    assert proof.digest.hex() == named.id
    assert orjson.loads(proof.content)["low"] == 4


def cut_last_batch(path: Path) -> None:
    last = "(SELECT first_seq FROM batch ORDER BY number DESC LIMIT 1)"
    tampered(
        path,
        "PRAGMA foreign_keys = OFF",
        f"DELETE FROM claim WHERE seq >= {last}",
        f"DELETE FROM entry WHERE seq >= {last}",
        "DELETE FROM batch WHERE number = (SELECT MAX(number) FROM batch)",
    )
