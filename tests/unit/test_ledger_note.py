"""A checkpoint is a C2SP signed note, a proof file a C2SP tlog-proof, and neither survives a changed byte."""

import base64
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lofte.ledger.note import (
    Checkpoint,
    PrivateKey,
    PublicKey,
    checkpoint_text,
    proof_text,
    proven,
    read_proof,
    read_public_key,
    sign,
    signed_checkpoint,
    signed_text,
)
from lofte.ledger.tree import EMPTY_TREE, leaf_hash, node_hash

# RFC 8032 section 7.1, test 2: an Ed25519 key whose public half is published.
KEY = PrivateKey(
    "example.org/ledger", bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
)
PUBLIC = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
OTHER = PrivateKey("example.org/ledger", bytes(range(32)))
LEAVES = (b"first", b"second")
ROOT = node_hash(leaf_hash(LEAVES[0]), leaf_hash(LEAVES[1]))
CHECKPOINT = Checkpoint(KEY.name, 2, ROOT)
NOTE = sign(checkpoint_text(CHECKPOINT), KEY)
PROOF = proof_text(1, (leaf_hash(LEAVES[0]),), NOTE)


def test_the_public_key_is_the_one_published_for_the_seed() -> None:
    assert KEY.public == PublicKey(KEY.name, PUBLIC)


def test_a_key_id_is_hashed_from_name_type_and_key() -> None:
    assert KEY.public.id == sha256(b"example.org/ledger\n\x01" + PUBLIC).digest()[:4]


def test_a_public_key_is_read_back_and_no_mangled_one_is() -> None:
    text = str(KEY.public)
    assert read_public_key(text + "\n") == KEY.public
    for start in range(len(text)):
        for end in range(start, len(text)):
            with pytest.raises(ValueError, match="public key"):
                read_public_key(text[start:end])


def test_a_public_key_that_does_not_fit_its_id_is_refused() -> None:
    other = str(OTHER.public).split("+", 2)[2]
    name, key_id, _ = str(KEY.public).split("+", 2)
    with pytest.raises(ValueError, match="does not fit its own id"):
        read_public_key(f"{name}+{key_id}+{other}")


def test_a_private_key_never_shows_its_seed() -> None:
    assert repr(KEY) == "PrivateKey('example.org/ledger')"
    assert KEY.seed.hex() not in f"{KEY} {KEY!r}"


def test_a_note_is_the_text_an_empty_line_and_a_signature_line() -> None:
    text, signature = NOTE.split("\n\n")
    assert text == f"example.org/ledger\n2\n{base64.b64encode(ROOT).decode()}"
    dash, name, blob = signature.removesuffix("\n").split(" ")
    assert (dash, name) == ("\u2014", "example.org/ledger")
    assert base64.b64decode(blob)[:4] == KEY.public.id
    assert len(base64.b64decode(blob)) == 4 + 64


def test_a_note_gives_its_text_and_a_checkpoint_what_it_says() -> None:
    assert signed_text(NOTE, KEY.public) == checkpoint_text(CHECKPOINT)
    assert signed_checkpoint(NOTE, KEY.public) == CHECKPOINT


def test_a_text_with_empty_lines_is_signed_whole() -> None:
    text = "one\n\ntwo\n"
    assert signed_text(sign(text, KEY), KEY.public) == text


def test_signatures_of_unknown_keys_are_passed_over() -> None:
    cosigned = NOTE + sign(checkpoint_text(CHECKPOINT), OTHER).split("\n\n")[1]
    assert signed_checkpoint(cosigned, KEY.public) == CHECKPOINT
    assert signed_checkpoint(cosigned, OTHER.public) == CHECKPOINT


def test_a_note_signed_only_by_others_is_refused() -> None:
    assert signed_text(sign("text\n", OTHER), KEY.public) is None


def test_one_bad_signature_of_the_known_key_condemns_the_note() -> None:
    forged = sign("other text\n", KEY).split("\n\n")[1]
    assert signed_text(NOTE + forged, KEY.public) is None


@pytest.mark.parametrize(
    "text",
    [
        "example.org/elsewhere\n2\n{root}\n",
        "example.org/ledger\n02\n{root}\n",
        "example.org/ledger\n-2\n{root}\n",
        "example.org/ledger\n2\nAAAA\n",
        "example.org/ledger\n2\n",
    ],
)
def test_a_signed_text_that_is_no_checkpoint_of_this_ledger_is_refused(text: str) -> None:
    note = sign(text.format(root=base64.b64encode(ROOT).decode()), KEY)
    assert signed_text(note, KEY.public) is not None
    assert signed_checkpoint(note, KEY.public) is None


@pytest.mark.parametrize("text", ["no newline", "tab\there\n", ""])
def test_a_text_that_cannot_be_a_note_is_not_signed(text: str) -> None:
    with pytest.raises(ValueError, match="a note is lines"):
        sign(text, KEY)


@given(st.integers(0, len(NOTE.encode()) * 8 - 1))
def test_no_note_survives_a_changed_bit(bit: int) -> None:
    changed = bytearray(NOTE.encode())
    changed[bit // 8] ^= 1 << bit % 8
    assert signed_checkpoint(changed.decode("utf8", errors="replace"), KEY.public) is None


@given(st.text())
def test_no_other_text_is_a_note_or_a_proof(text: str) -> None:
    assert signed_text(text, KEY.public) is None
    assert proven(text, LEAVES[1], KEY.public) is None


def test_a_proof_file_shows_its_entry_and_no_other() -> None:
    assert proven(PROOF, LEAVES[1], KEY.public) == CHECKPOINT
    assert proven(PROOF, LEAVES[0], KEY.public) is None
    assert proven(PROOF, LEAVES[1], OTHER.public) is None


def test_a_proof_file_is_written_as_the_format_says() -> None:
    sibling = base64.b64encode(leaf_hash(LEAVES[0])).decode()
    assert f"c2sp.org/tlog-proof@v1\nindex 1\n{sibling}\n\n{NOTE}" == PROOF


def test_the_proof_of_a_ledger_of_one_entry_has_no_hashes() -> None:
    alone = Checkpoint(KEY.name, 1, leaf_hash(b"only"))
    text = proof_text(0, (), sign(checkpoint_text(alone), KEY))
    assert proven(text, b"only", KEY.public) == alone


def test_extra_data_in_a_proof_file_is_passed_over() -> None:
    with_extra = PROOF.replace("index", "extra YW55\nindex", 1)
    assert proven(with_extra, LEAVES[1], KEY.public) == CHECKPOINT


@given(st.integers(0, len(PROOF.encode()) * 8 - 1))
def test_no_proof_file_survives_a_changed_bit(bit: int) -> None:
    changed = bytearray(PROOF.encode())
    changed[bit // 8] ^= 1 << bit % 8
    assert proven(changed.decode("utf8", errors="replace"), LEAVES[1], KEY.public) is None


def test_a_proof_file_with_a_hash_of_the_wrong_length_is_none() -> None:
    assert read_proof(f"c2sp.org/tlog-proof@v1\nindex 1\nAAAA\n\n{NOTE}") is None
    assert read_proof(f"c2sp.org/tlog-proof@v1\nindex x\n\n{NOTE}") is None


def test_the_checkpoint_of_an_empty_ledger_can_be_signed() -> None:
    empty = Checkpoint(KEY.name, 0, EMPTY_TREE.root())
    assert signed_checkpoint(sign(checkpoint_text(empty), KEY), KEY.public) == empty
