"""Signed notes and checkpoints: what is written, what is read, and what is refused."""

from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import NoteError
from tracker.ledger.checkpoints import read_checkpoint, sign_checkpoint, signature_problems
from tracker.ledger.keys import SignerKey, read_signer_key, read_verifier_key
from tracker.ledger.notes import LARGEST_NOTE, check_name, check_new_name, read_note

# The example of https://pkg.go.dev/golang.org/x/mod/sumdb/note.
GO_SIGNER = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
GO_VERIFIER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
GO_NOTE = (
    f"{GO_TEXT}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNX"
    "gKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
# The example of https://c2sp.org/tlog-checkpoint.
C2SP_CHECKPOINT = """\
example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
"""  # noqa: E501
SIGNER = SignerKey("example.org/desk", bytes(range(32)))
ROOT = "ab" * 32
SIGNED = sign_checkpoint(12, ROOT, SIGNER)


def test_notes_are_signed_as_go_signs_them() -> None:
    signer = read_signer_key(GO_SIGNER)

    assert str(signer.verifier) == GO_VERIFIER
    assert str(signer.signed(GO_TEXT)) == GO_NOTE
    assert signer.secret == GO_SIGNER


def test_a_note_of_gos_is_accepted_and_no_other() -> None:
    key, note = read_verifier_key(GO_VERIFIER), read_note(GO_NOTE.encode())

    assert key.accepts(note.text, note.signatures[0])
    assert not key.accepts(note.text + "\n", note.signatures[0])
    assert not SIGNER.verifier.accepts(note.text, note.signatures[0])
    assert str(note) == GO_NOTE


def test_the_published_checkpoint_is_read() -> None:
    checkpoint = read_checkpoint(C2SP_CHECKPOINT.encode())

    assert checkpoint.origin == "example.com/behind-the-sofa"
    assert checkpoint.size == 20852163
    assert checkpoint.root == "0ac5186a91863e8e1d90c808014aa89bf5da8e3ee1d9f07630f0378f68f1ab62"
    assert str(checkpoint) == C2SP_CHECKPOINT


def test_a_checkpoint_reads_back_as_it_was_signed() -> None:
    assert read_checkpoint(str(SIGNED).encode()) == SIGNED
    assert list(signature_problems(SIGNED, [SIGNER.verifier], "it")) == []


def test_a_signing_key_is_not_shown() -> None:
    assert b64encode(SIGNER.seed).decode() not in f"{SIGNER!r} {SIGNER}"
    assert repr(SIGNER.seed) not in repr(SIGNER)
    with pytest.raises(NoteError) as refused:
        read_verifier_key(GO_SIGNER)
    assert "AYEKFALV" not in str(refused.value)


@given(st.data())
def test_any_flipped_bit_of_a_checkpoint_is_found(data: st.DataObject) -> None:
    raw = bytearray(str(SIGNED).encode())
    bit = data.draw(st.integers(0, len(raw) * 8 - 1))
    raw[bit // 8] ^= 1 << bit % 8

    assert problems_of(bytes(raw)) != []


def test_a_signature_by_others_beside_ours_changes_nothing() -> None:
    witness = SignerKey("witness.example", bytes(32))
    line = witness.signed(SIGNED.note.text).signatures[0]

    assert problems_of(f"{SIGNED}{line}\n".encode()) == []


def problems_of(raw: bytes) -> list[str]:
    try:
        checkpoint = read_checkpoint(raw)
    except NoteError:
        return ["malformed"]
    return [one.kind for one in signature_problems(checkpoint, [SIGNER.verifier], "it")]


@pytest.mark.parametrize(
    ("signer", "keys", "expected"),
    [
        (SIGNER, [SIGNER], []),
        (SIGNER, [SignerKey("example.org/desk", bytes(32))], ["unknown_key"]),
        (SIGNER, [], ["unknown_key"]),
        (SIGNER, [SignerKey("example.org/other", SIGNER.seed)], ["origin"]),
        (SIGNER, [SignerKey("example.org/other", bytes(32)), SIGNER], []),
    ],
)
def test_a_checkpoint_counts_for_the_ledger_whose_key_signed_it(
    signer: SignerKey, keys: list[SignerKey], expected: list[str]
) -> None:
    signed = sign_checkpoint(3, ROOT, signer)
    verifiers = [key.verifier for key in keys]

    assert [one.kind for one in signature_problems(signed, verifiers, "it")] == expected


def test_a_forged_line_under_our_name_and_key_id_is_a_wrong_signature() -> None:
    forged = sign_checkpoint(3, ROOT, SignerKey(SIGNER.name, bytes(32)))
    ours = SIGNER.verifier.id
    value = forged.note.signatures[0].value
    line = f"— {SIGNER.name} {b64encode(ours + value).decode()}\n"

    assert problems_of(f"{forged.note.text}\n{line}".encode()) == ["signature"]
    assert problems_of(f"{SIGNED}{line}".encode()) == ["signature"]


def test_a_key_does_not_sign_for_another_origin() -> None:
    text = SIGNED.note.text.replace("example.org/desk", "example.org/evil")
    note = SIGNER.signed(text)
    evil = SignerKey("example.org/evil", bytes(32)).verifier
    checkpoint = read_checkpoint(str(note).encode())

    found = signature_problems(checkpoint, [SIGNER.verifier, evil], "it")

    assert [one.kind for one in found] == ["signature"]


TEXT = SIGNED.note.text
LINE = str(SIGNED.note.signatures[0])


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("", "no signature"),
        (TEXT, "no signature"),
        (f"{TEXT}\n", "no signature"),
        (f"{TEXT}{LINE}\n", "no signature"),
        (f"{TEXT}\n{LINE}", "no signature"),
        (f"{TEXT}\n{LINE}\n\n", "no signature"),
        (f"{TEXT}\n{LINE} \n", "no line of a signature"),
        (f"{TEXT}\n- {LINE[2:]}\n", "no line of a signature"),
        (f"{TEXT}\n— a+b {LINE.split(' ')[2]}\n", "names no log"),
        (f"{TEXT}\n— a AAAAAA==\n", "no line of a signature"),
        (f"{TEXT}\n— a AAAAAB==\n", "is not base64"),
        (f"{TEXT}\n— a AAAA\nAAAA==\n", "no line of a signature"),
        (f"{TEXT}\n{LINE}\n".replace("\n", "\r\n"), "line ends were changed"),
        (f"{TEXT}\x07\n{LINE}\n", "control characters"),
        (f"\n\n{LINE}\n", "no signature"),
        (f"a\n\n{LINE}\n", "not origin, size and root"),
        (f"a\n1\n\n{LINE}\n", "not origin, size and root"),
        (f"a\n\n1\n{LINE}\n", "no line of a signature"),
        (f"a\n01\n{'A' * 43}=\n\n{LINE}\n", "'01' is no number"),
        (f"a\n-1\n{'A' * 43}=\n\n{LINE}\n", "'-1' is no number"),
        (f"a\n٣\n{'A' * 43}=\n\n{LINE}\n", "'٣' is no number"),
        (f"a\n9223372036854775808\n{'A' * 43}=\n\n{LINE}\n", "is no number"),
        (f"a\n{'9' * 400}\n{'A' * 43}=\n\n{LINE}\n", "is no number"),
        (f"a\n1\nAAAA\n\n{LINE}\n", "is no root hash"),
        (f"a\n1\n{'A' * 42}B=\n\n{LINE}\n", "is not base64"),
        (TEXT + "\n" + f"{LINE}\n" * 101, "more than 100 signatures"),
        ("x" * (LARGEST_NOTE + 1), "larger than"),
    ],
)
def test_what_is_no_checkpoint_is_refused_with_the_reason(raw: str, said: str) -> None:
    with pytest.raises(NoteError, match=said):
        read_checkpoint(raw.encode())


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(NoteError, match="not UTF-8"):
        read_note(b"\xff\n\n" + LINE.encode() + b"\n")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "PeterNeumann",
        GO_VERIFIER.replace("c74f20a3", "c74f20a4"),
        GO_VERIFIER.replace("PeterNeumann", "PeterNewmann"),
        GO_VERIFIER + "A",
        GO_VERIFIER.replace("+ARpc", "+BRpc"),
        GO_VERIFIER.upper(),
    ],
)
def test_what_is_no_verifier_key_is_refused(text: str) -> None:
    with pytest.raises(NoteError):
        read_verifier_key(text)


@pytest.mark.parametrize("name", ["", "a b", "a\u00a0b", "a+b", "a\nb", "\x1b[2J"])
def test_a_name_without_blanks_and_plus_signs_is_asked_for(name: str) -> None:
    with pytest.raises(NoteError):
        check_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "the desk",
        "a+b",
        "desk\x7f",
        "desk\x9b",
        "\u202eksed",
        "desk\u2066",
        "desk\u200b",
        "desk\u3164",
        "desk\ufe0f",
        "\u2800",
        "desk\udcff",
        "x" * 201,
    ],
)
def test_nobody_begins_to_sign_by_a_name_that_cannot_be_seen_or_told(name: str) -> None:
    with pytest.raises(NoteError) as refused:
        check_new_name(name)

    assert str(refused.value).isprintable()
    assert len(str(refused.value)) < 300


@pytest.mark.parametrize("name", ["example.org/desk", "مكتب.مثال/سجل", "x" * 200])
def test_names_that_can_be_read_are_taken(name: str) -> None:
    assert check_new_name(name) == name
