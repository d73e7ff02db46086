"""The archive that ``winnow bundle`` writes, and where it is unpacked."""

from __future__ import annotations

import functools
import hashlib
import json
import os
import platform
import tarfile
import tempfile
import zlib
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_SCHEMA = "winnow.bundle"
_VERSION = 2
_FILE = "bundle.json"


class BundleError(Exception):
    """The archive is missing, is not a bundle, or does not fit what it is used for."""


class Bundle:
    """A task with everything that runs it.

    Attributes:
        path: The archive.
        task: Name of the task.
        labels: How many classes a document has: ``"one"`` or ``"several"``.
        classes: The classes, in the order of the task.
        groups: The groups that classes stand in, each with the numbers of its classes.
        functions: Names of the labeling functions, in the order of the task.
        digest: SHA-256 of the archive, which names it on executors.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Reads an archive and checks each file's digest.

        Args:
            path: A ``.tar.gz`` that ``winnow bundle`` wrote.

        Raises:
            BundleError: There is no such file, it is not a bundle that this version reads, or
                it is damaged.
        """
        self.path = Path(path).absolute()
        manifest = _manifest(self.path)
        self.task: str = manifest["task"]
        self.labels: str = manifest.get("labels", "one")
        self.classes: list[str] = manifest["classes"]
        self.groups: dict[str, list[int]] = {
            group["name"]: group["classes"] for group in manifest.get("groups", [])
        }
        self.functions: list[str] = manifest["functions"]
        self.architecture: str = manifest["architecture"]
        self._own_model: str | None = manifest.get("model")
        with self.path.open("rb") as file:
            self.digest = _sha256(file)
        self._unpacked: tempfile.TemporaryDirectory[str] | None = None

    @property
    def name(self) -> str:
        """Name of the folder that executors unpack the archive into."""
        return f"winnow-{self.task}-{self.digest[:16]}"

    @property
    def has_model(self) -> bool:
        """Whether a label model is in the archive."""
        return self._own_model is not None

    def distribute(self, spark: SparkSession) -> str:
        """Sends the archive to the executors, once for each session.

        Args:
            spark: The session whose executors need it.

        Returns:
            The name it has there.
        """
        context = spark.sparkContext
        listed = {str(item).rpartition("#")[2] for item in context.listArchives}
        if self.name not in listed:
            context.addArchive(f"{_link(self.path, self.name).as_uri()}#{self.name}")
        return self.name

    def unpacked(self) -> Path:
        """The folder that the archive is unpacked into on this machine.

        It is there as long as the bundle.

        Raises:
            BundleError: The archive is for another kind of machine.
        """
        if self._unpacked is None:
            if platform.machine() != self.architecture:
                raise BundleError(
                    f"the bundle '{self.path}' is for {self.architecture}, this machine is "
                    f"{platform.machine()}; make it on such a machine"
                )
            folder = tempfile.TemporaryDirectory(prefix=f"{self.name}.")
            with tarfile.open(self.path) as archive:
                archive.extractall(folder.name)
            self._unpacked = folder
        return Path(self._unpacked.name)


@functools.cache
def _links() -> tempfile.TemporaryDirectory[str]:
    """A folder that is there until the driver ends: executors that start late fetch from it."""
    return tempfile.TemporaryDirectory(prefix="winnow-bundles.")


def _link(path: Path, name: str) -> Path:
    """The archive under another name: Spark refuses two of one file name in different folders."""
    link = Path(_links().name) / f"{name}.tar.gz"
    link.unlink(missing_ok=True)
    link.symlink_to(path)
    return link


def _manifest(path: Path) -> dict[str, Any]:
    remedy = "make it with: winnow bundle TASK --output FILE.tar.gz"
    if not path.is_file():
        raise BundleError(f"there is no bundle '{path}'; {remedy}")
    content: Any = None
    found: dict[str, str] = {}
    is_whole = False
    try:
        with tarfile.open(path, "r|*") as archive:
            for member in archive:
                name = member.name.removeprefix("./")
                file = archive.extractfile(member)
                if file is not None and name == _FILE:
                    content = json.load(file)
                elif file is not None:
                    found[name] = _sha256(file)
        is_whole = True
    except (tarfile.TarError, OSError, EOFError, ValueError, zlib.error):
        pass
    if not isinstance(content, dict) or content.get("schema") != _SCHEMA:
        raise BundleError(f"'{path}' is not a bundle of winnow; {remedy}")
    if content.get("version", 0) > _VERSION:
        raise BundleError(
            f"the bundle '{path}' was made by a newer winnow; install a newer winnow-spark"
        )
    if not is_whole or found != content.get("files"):
        raise BundleError(
            f"the bundle '{path}' is damaged: its files are not those of its manifest; copy it "
            "again"
        )
    return content


def _sha256(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    for block in iter(lambda: file.read(1 << 20), b""):
        digest.update(block)
    return digest.hexdigest()
