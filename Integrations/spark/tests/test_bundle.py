"""A bundle runs on a machine that has a C library and nothing else of ours."""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest
from conftest import ROOT, WINNOW, texts, winnow

#: A bare Debian, made once.
BARE = ROOT / ".build" / "bare-debian"


@pytest.mark.skipif(
    os.geteuid() != 0 or shutil.which("debootstrap") is None,
    reason="a bare system is made by root with debootstrap",
)
def test_a_bundle_runs_on_a_bare_system(archive: Path, folder: Path) -> None:
    if not (BARE / "bin" / "sh").exists():
        subprocess.run(
            ["debootstrap", "--variant=minbase", "bookworm", str(BARE)],
            check=True,
            stdout=subprocess.DEVNULL,
        )
    for name in ("swift", "libswiftCore.so", "libxml2.so.2", "libre2.so.9"):
        found = [path for path in BARE.rglob(name) if "bundle" not in path.parts]
        assert found == [], "the system is not bare"
    corpus = folder / "bare.jsonl"
    with corpus.open("w", encoding="utf-8") as file:
        import json

        for text in texts(2_000, seed=3):
            file.write(json.dumps({"text": text, "hour": "3"}) + "\n")
    with corpus.open("rb") as lines:
        here = subprocess.run(
            [str(WINNOW), "worker", "MessageSpam", "--quiet"],
            cwd=ROOT, stdin=lines, capture_output=True, check=True,
        )  # fmt: skip
    shutil.rmtree(BARE / "bundle", ignore_errors=True)
    (BARE / "bundle").mkdir()
    with tarfile.open(archive) as packed:
        packed.extractall(BARE / "bundle")
    subprocess.run(["mount", "-t", "proc", "proc", str(BARE / "proc")], check=True)
    try:
        with corpus.open("rb") as lines:
            there = subprocess.run(
                ["chroot", str(BARE), "/bundle/bin/winnow", "worker", "--quiet"],
                stdin=lines, capture_output=True, check=False,
            )  # fmt: skip
    finally:
        subprocess.run(["umount", str(BARE / "proc")], check=True)
        shutil.rmtree(BARE / "bundle")
    assert there.returncode == 0, there.stderr.decode()
    assert there.stdout == here.stdout
    assert len(there.stdout.splitlines()) == 2_000


def test_the_manifest_names_every_file(archive: Path) -> None:
    import json

    with tarfile.open(archive) as packed:
        names = {member.name for member in packed.getmembers() if member.isfile()}
        member = packed.extractfile("./bundle.json")
        assert member is not None
        manifest = json.load(member)
    assert {f"./{name}" for name in manifest["files"]} | {"./bundle.json"} == names
    assert manifest["task"] == "MessageSpam"
    assert manifest["functions"] == [
        line.split()[0] for line in winnow("functions", "MessageSpam").splitlines()[1:]
    ][: len(manifest["functions"])]
