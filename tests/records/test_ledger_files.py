"""The signing key stays secret, and every checkpoint is found again outside the store, torn writes apart."""

import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lofte.ledger import EMPTY_TREE, Checkpoint, PrivateKey, checkpoint_text, read_public_key, sign
from lofte.records.chance import SeededChance
from lofte.records.errors import LedgerDamagedError
from lofte.records.ledger_files import CHECKPOINTS_FILE, KEY_FILE, keep_outside, kept_outside, ledger_key

KEY = PrivateKey("lofte/test", bytes(range(32)))


def note(size: int) -> str:
    return sign(checkpoint_text(Checkpoint(KEY.name, size, EMPTY_TREE.root())), KEY)


def test_a_key_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    key = ledger_key(tmp_path, "lofte/test", SeededChance("a"), may_create=True)
    assert ledger_key(tmp_path, "lofte/test", SeededChance("b"), may_create=True) == key
    assert stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode) == 0o600
    assert read_public_key((tmp_path / "ledger.pub").read_text()) == key.public
    assert sorted(path.name for path in tmp_path.iterdir()) == [KEY_FILE, "ledger.pub"]


def test_a_lost_key_is_not_silently_replaced(tmp_path: Path) -> None:
    with pytest.raises(LedgerDamagedError, match="is missing; restore it"):
        ledger_key(tmp_path, "lofte/test", SeededChance("a"), may_create=False)


@pytest.mark.parametrize("content", ["", "zz", "00" * 31])
def test_a_damaged_key_is_told(tmp_path: Path, content: str) -> None:
    (tmp_path / KEY_FILE).write_text(content)
    with pytest.raises(LedgerDamagedError, match="is not a ledger key"):
        ledger_key(tmp_path, "lofte/test", SeededChance("a"), may_create=True)


def test_no_file_means_no_checkpoint_yet(tmp_path: Path) -> None:
    assert kept_outside(tmp_path) == ()


def test_every_checkpoint_is_found_again_in_order(tmp_path: Path) -> None:
    for size in range(100):
        keep_outside(tmp_path, note(size))
    assert kept_outside(tmp_path) == tuple(note(size) for size in range(100))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2), st.data())
def test_what_a_power_cut_tore_is_passed_over_and_then_taken_off(
    tmp_path: Path, whole: int, data: st.DataObject
) -> None:
    path = tmp_path / CHECKPOINTS_FILE
    path.unlink(missing_ok=True)
    for size in range(whole):
        keep_outside(tmp_path, note(size))
    torn = f"{note(7)}\n".encode()
    torn = torn[: data.draw(st.integers(0, len(torn) - 1))]
    with path.open("ab") as file:
        file.write(torn)
    before = tuple(note(size) for size in range(whole))
    assert kept_outside(tmp_path) == before
    keep_outside(tmp_path, note(8))
    assert kept_outside(tmp_path) == (*before, note(8))


def test_foreign_text_in_the_file_is_neither_lost_nor_taken_for_a_checkpoint(tmp_path: Path) -> None:
    (tmp_path / CHECKPOINTS_FILE).write_text("someone wrote here\n\n" + note(1) + "\n")
    keep_outside(tmp_path, note(2))
    assert kept_outside(tmp_path) == ("someone wrote here\n\n" + note(1), note(2))
