"""A cluster of two executors on this machine, and a bundle of a task to run on it."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Iterator

import pyspark
import pytest
from cluster import session, winnow
from pyspark.sql import SparkSession
from winnow_spark import Bundle


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    """A cluster for each file of tests: its executors keep what they unpack until they end."""
    settings = {
        "spark.sql.shuffle.partitions": "4",
        "spark.sql.session.timeZone": "Asia/Kolkata",
        "spark.executorEnv.PYTHONPATH": "",
    }
    made = session("local-cluster[2,1,1024]", settings)
    home = Path(pyspark.__file__).parent / "work" / made.sparkContext.applicationId
    yield made
    made.stop()
    # Gigabytes of unpacked bundles, which Spark never deletes.
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("winnow")


@pytest.fixture(scope="session")
def archive(folder: Path) -> Path:
    """A bundle of the task of the shipped messages, without a model."""
    path = folder / "messages.tar.gz"
    winnow("bundle", "MessageSpam", "--output", str(path))
    return path


@pytest.fixture(scope="session")
def messages(archive: Path) -> Bundle:
    """The same, read once: its digests take seconds."""
    return Bundle(archive)


#: What documents are full of.
PIECES = [
    "free", "prize", "win", "call now", "http://x.example/a?b=c&d", "\t", "\n", "\r\n", "\\",
    "\\n", "\\N", '"', "''", "\u2028", "\x00", "\x01", "\x7f", "你好", "東京", "안녕", "🎉", "👩‍👩‍👧‍👦",
    "é", "e\u0301", "ß", "İ", "\u00a0", "{}", '{"a":1}', "|", ",", "urgent!!!", "love you", "ok",
    "£100", "txt STOP", "08001234567", "see you at 5", "how are you", "null", "None",
]  # fmt: skip


def texts(count: int, seed: int = 1) -> list[str]:
    """Made-up texts with everything in them that breaks line formats."""
    draw = random.Random(seed)
    return [
        " ".join(draw.choice(PIECES) for _ in range(draw.randint(1, 12))) for _ in range(count)
    ]
