"""The winnow command and a Spark session on this machine, for tests and measurements."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from pyspark.sql import SparkSession

ROOT = Path(__file__).resolve().parents[3]
WINNOW = Path(os.environ.get("WINNOW", ROOT / ".build" / "release" / "winnow"))
os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
# The package need not be installed.
sys.path.insert(0, str(ROOT / "Integrations" / "spark"))


def winnow(*arguments: str) -> str:
    """Runs winnow to success and returns what it printed."""
    done = subprocess.run(
        [str(WINNOW), *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(f"winnow {' '.join(arguments)}: {done.stderr}")
    return done.stdout


def session(master: str, settings: dict[str, str]) -> SparkSession:
    """A quiet session whose driver and executors talk on this machine alone."""
    local = {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
    }
    builder = SparkSession.builder.master(master).appName("winnow")
    made = builder.config(map={**local, **settings}).getOrCreate()
    made.sparkContext.setLogLevel("OFF")
    return made
