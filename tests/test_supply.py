"""Tests that what is shipped is pinned by hash, is the version that was tested, and is under a licence somebody has decided about."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import yaml

from tests import licences

ROOT = Path(__file__).parents[1]
HASHED = re.compile(
    r"(?P<name>[\w.-]+)==(?P<version>\S+)(?: ; [^\\]+)? \\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\\n|\n))+"
)


def pins(path: Path) -> dict[str, str]:
    """The versions that a file pins, by the names' usual spelling."""
    found = re.findall(r"^([\w.-]+)==([^\s;]+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in found}


TESTED = pins(ROOT / "constraints.txt")
LOCKS = sorted((ROOT / "locks").glob("*.txt"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.stem)
def test_every_line_of_a_lock_has_hashes_and_no_registry(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "".join(found[0] for found in HASHED.finditer(text)) == text
    assert "://" not in text


# `make lock` writes it anew.
def test_what_is_locked_is_what_was_tested() -> None:
    locked = pins(ROOT / "locks" / "run.txt")
    assert {
        name: (version, TESTED[name]) for name, version in locked.items() if TESTED.get(name, version) != version
    } == {}
    declared = re.findall(
        r'^    "([\w.-]+)[><=\[]', (ROOT / "pyproject.toml").read_text().split("[project.optional")[0], re.MULTILINE
    )
    assert declared
    assert {re.sub(r"[-_.]+", "-", name).lower() for name in declared} - {"hatchling"} <= locked.keys()


def test_every_licence_is_one_that_somebody_has_decided_about() -> None:
    found = {package: licences.licence_of(package) for package in licences.locked()}
    assert len(found) > 50
    assert {package: licence for package, licence in found.items() if not licences.is_accepted(licence)} == {}


@pytest.mark.parametrize(
    ("licence", "accepted"),
    [
        ("MIT", True),
        ("MPL-2.0 AND (Apache-2.0 OR MIT)", True),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", True),
        # Traps: one part of several that nobody has decided about, and a name that is longer.
        ("MIT AND GPL-3.0-only", False),
        ("(AGPL-3.0-only OR GPL-3.0-only) AND MIT", False),
        ("LicenseRef-MIT", False),
        ("none stated", False),
        ("not installed", False),
    ],
)
def test_a_licence_is_accepted_in_all_its_parts(licence: str, accepted: bool) -> None:
    assert licences.is_accepted(licence) == accepted


def test_the_image_installs_only_what_has_a_hash() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", "")
    installs = [part for line in dockerfile.splitlines() for part in line.split("&&") if " install " in part]
    assert len(installs) == 3
    for install in installs:
        words = shlex.split(install)
        assert "--require-hashes" in words or "--no-index" in words, install
    assert len(re.findall(r"^FROM \$\{BASE\}", dockerfile, re.MULTILINE)) == 2
    assert re.search(r"^ARG BASE=python:3\.\d+\.\d+-", dockerfile, re.MULTILINE), "an exact version"
    assert re.search(r"^USER \d+$", dockerfile, re.MULTILINE), "no root"


def test_the_box_may_write_only_to_its_volume() -> None:
    [service] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"].values()
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    [volume] = service["volumes"]
    assert f"VOLUME {volume.split(':')[1]}\n" in (ROOT / "Dockerfile").read_text(encoding="utf-8")
