"""The architecture page tells the house as it stands."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_architecture_page_lists_every_layer_with_what_it_does() -> None:
    """`tools/architecture` prints the list from the contract and the modules' first lines; nobody keeps it by hand."""
    checked = subprocess.run(
        [sys.executable, ROOT / "tools" / "architecture", "--check"], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stderr
