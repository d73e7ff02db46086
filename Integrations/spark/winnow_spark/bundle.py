"""The archive that ``winnow bundle`` writes, and where it is unpacked."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import tarfile
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_SCHEMA = "winnow.bundle"
_VERSION = 1


class BundleError(Exception):
    """The archive is missing, is no bundle, or does not fit what it is used for."""


class Bundle:
    """A task with everything that runs it.

    Attributes:
        path: The archive.
        task: Name of the task.
        classes: The classes, in the order of the task.
        functions: Names of the labeling functions, in the order of the task.
        digest: SHA-256 of the archive, which names it on executors.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Reads an archive's manifest.

        Args:
            path: A ``.tar.gz`` that ``winnow bundle`` wrote.

        Raises:
            BundleError: There is no such file, or it is no bundle that this version reads.
        """
        self.path = Path(path).absolute()
        manifest = _manifest(self.path)
        self.task: str = manifest["task"]
        self.classes: list[str] = manifest["classes"]
        self.functions: list[str] = manifest["functions"]
        self.architecture: str = manifest["architecture"]
        self._own_model: str | None = manifest.get("model")
        self.digest = _sha256(self.path)
        self._unpacked: Path | None = None

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
        uri = f"{self.path.as_uri()}#{self.name}"
        listed = {str(item).rpartition("#")[2] for item in context.listArchives}
        if self.name not in listed:
            context.addArchive(uri)
        return self.name

    def unpacked(self) -> Path:
        """The folder that the archive is unpacked into on this machine, once.

        Raises:
            BundleError: The archive is for another kind of machine.
        """
        if self._unpacked is None:
            if platform.machine() != self.architecture:
                raise BundleError(
                    f"the bundle '{self.path}' is for {self.architecture}, this machine is "
                    f"{platform.machine()}; make it on such a machine"
                )
            root = Path(tempfile.gettempdir()) / f"{self.name}-{os.getuid()}"
            if not root.exists():
                scratch = Path(tempfile.mkdtemp(prefix=f"{self.name}."))
                with tarfile.open(self.path) as archive:
                    archive.extractall(scratch)
                try:
                    scratch.rename(root)
                except OSError:
                    # Another process was faster.
                    shutil.rmtree(scratch)
            self._unpacked = root
        return self._unpacked


def _manifest(path: Path) -> dict[str, Any]:
    remedy = "make it with: winnow bundle TASK --output FILE.tar.gz"
    if not path.is_file():
        raise BundleError(f"there is no bundle '{path}'; {remedy}")
    try:
        with tarfile.open(path) as archive:
            member = archive.extractfile("./bundle.json")
            content = json.load(member) if member else None
    except (tarfile.TarError, KeyError, OSError, ValueError):
        content = None
    if not isinstance(content, dict) or content.get("schema") != _SCHEMA:
        raise BundleError(f"'{path}' is no bundle of winnow; {remedy}")
    if content.get("version", 0) > _VERSION:
        raise BundleError(
            f"the bundle '{path}' was made by a newer winnow; install a newer winnow-spark"
        )
    return content


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            digest.update(block)
    return digest.hexdigest()
