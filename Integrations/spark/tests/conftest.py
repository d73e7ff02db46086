"""A cluster of two executors on this machine, and a bundle of a task to run on it."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Iterator

import pytest
from pyspark.sql import SparkSession

ROOT = Path(__file__).resolve().parents[3]
WINNOW = Path(os.environ.get("WINNOW", ROOT / ".build" / "release" / "winnow"))
sys.path.insert(0, str(ROOT / "Integrations" / "spark"))
os.environ.setdefault("PYSPARK_PYTHON", sys.executable)


def winnow(*arguments: str) -> str:
    """Runs winnow to success and returns what it printed."""
    done = subprocess.run(
        [str(WINNOW), *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .appName("winnow")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.sql.session.timeZone", "Asia/Kolkata")
        .config("spark.executorEnv.PYTHONPATH", "")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("winnow")


@pytest.fixture(scope="session")
def archive(folder: Path) -> Path:
    """A bundle of the task of the shipped messages, without a model."""
    path = folder / "messages.tar.gz"
    winnow("bundle", "MessageSpam", "--output", str(path))
    return path


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
