"""A bundle runs on a machine that has a C library and nothing else of ours."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest
from cluster import ROOT, WINNOW, winnow
from conftest import texts
from pyspark import SparkFiles
from pyspark.sql import SparkSession
from winnow_spark import Bundle, BundleError

#: A bare Debian, made once.
BARE = ROOT / ".build" / "bare-debian"


@pytest.mark.skipif(
    os.geteuid() != 0 or shutil.which("debootstrap") is None,
    reason="a bare system is made by root with debootstrap",
)
def test_a_bundle_runs_on_a_bare_system(archive: Path, folder: Path) -> None:
    if not BARE.exists():
        partial = BARE.with_suffix(".partial")
        shutil.rmtree(partial, ignore_errors=True)
        subprocess.run(
            ["debootstrap", "--variant=minbase", "bookworm", str(partial)],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        partial.rename(BARE)
    for name in ("swift", "libswiftCore.so", "libxml2.so.2", "libre2.so.9"):
        found = [path for path in BARE.rglob(name) if "bundle" not in path.parts]
        assert found == [], "the system is not bare"
    corpus = folder / "bare.jsonl"
    with corpus.open("w", encoding="utf-8") as file:
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


def test_the_manifest_names_every_file_and_its_digest(archive: Path) -> None:
    with tarfile.open(archive) as packed:
        files = {
            member.name.removeprefix("./"): packed.extractfile(member)
            for member in packed.getmembers()
            if member.isfile()
        }
        content = {name: file.read() for name, file in files.items() if file is not None}
    manifest = json.loads(content.pop("bundle.json"))
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in content.items()}
    assert manifest["files"] == digests
    assert manifest["task"] == "MessageSpam"
    assert manifest["functions"] == [
        line.split()[0] for line in winnow("functions", "MessageSpam").splitlines()[1:]
    ][: len(manifest["functions"])]


def test_bundles_of_one_file_name_are_in_one_session(
    spark: SparkSession, archive: Path, messages: Bundle, tmp_path: Path
) -> None:
    other = tmp_path / archive.name
    winnow("bundle", "AnimalPosts", "--output", str(other))
    names = [messages.distribute(spark), Bundle(other).distribute(spark)]

    def plugins(_: int) -> list[list[str]]:
        return [
            [file.name for file in (Path(SparkFiles.get(name)) / "plugin").glob("*.so")]
            for name in names
        ]

    [found] = spark.sparkContext.parallelize([0], 1).map(plugins).collect()
    assert found == [["MessageSpam.so"], ["AnimalPosts.so"]]


def test_a_damaged_archive_is_refused(archive: Path, tmp_path: Path) -> None:
    whole = archive.read_bytes()
    broken = tmp_path / "broken.tar.gz"
    for length in (len(whole) * 3 // 4, 100):
        broken.write_bytes(whole[:length])
        with pytest.raises(BundleError, match="is damaged|is not a bundle"):
            Bundle(broken)
    # An archive that is sound but for a file that somebody has changed.
    folder = tmp_path / "unpacked"
    with tarfile.open(archive) as packed:
        packed.extractall(folder)
    (folder / "plugin" / "MessageSpam.so").write_bytes(b"something else")
    with tarfile.open(broken, "w:gz", compresslevel=1) as packed:
        packed.add(folder, ".")
    with pytest.raises(BundleError, match="is damaged: its files are not those of its manifest"):
        Bundle(broken)
