"""Labels from a cluster are those of one machine, byte for byte."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import threading
import time
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from cluster import winnow
from conftest import texts
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from winnow_spark import Bundle, apply, fit, label

COUNT = 200_000
PARTITIONS = 24


@pytest.fixture(scope="module")
def documents(spark: SparkSession, folder: Path) -> DataFrame:
    """Documents with columns of many types, stored as Parquet."""
    start = datetime(2024, 1, 1, 12)

    def row(number: int, text: str) -> tuple[Any, ...]:
        return (
            f"d{number:06d}", text, None if number % 7 == 0 else f"sender\t{number % 50}\\",
            str(number % 24), start + timedelta(hours=number) if number % 3 else None,
            Decimal(number) / 100, [None, number] if number % 5 else None, {"k\n": text[:3]},
            (float("nan"), float("inf"), number / 3, None)[number % 4],
        )  # fmt: skip

    schema = (
        "id string, text string, sender string, hour string, sent timestamp, "
        "price decimal(12,2), list array<int>, more map<string,string>, score double"
    )
    rows = [row(number, text) for number, text in enumerate(texts(COUNT))]
    path = str(folder / "documents.parquet")
    frame = spark.createDataFrame(rows, schema, verifySchema=False)
    frame.repartition(PARTITIONS, "id").write.parquet(path)
    return spark.read.parquet(path)


@pytest.fixture(scope="module")
def one_machine(documents: DataFrame, folder: Path) -> dict[str, bytes]:
    """The lines that ``winnow label`` writes on one machine, by id; and its model in a file."""
    corpus = folder / "corpus.jsonl"
    lines = documents.orderBy("id").select(F.to_json(F.struct("*")))
    lines.write.text(str(folder / "lines"))
    parts = sorted((folder / "lines").glob("part-*"))
    corpus.write_bytes(b"".join(part.read_bytes() for part in parts))
    winnow(
        "label", "MessageSpam", str(corpus), "--output", str(folder / "labels.jsonl"),
        "--save-model", str(folder / "model.json"), "--quiet",
    )  # fmt: skip
    labels = (folder / "labels.jsonl").read_bytes().splitlines()
    assert len(labels) == COUNT
    return {json.loads(line)["id"]: line for line in labels}


def is_same(row: Any, line: bytes) -> bool:
    """Whether a row has the label and the very probabilities of a line."""
    answer = json.loads(line)
    probabilities = answer["probabilities"]
    return (
        row["label"] == answer.get("label")
        and row["confidence"] == answer.get("confidence")
        and all(row[f"p_{name}"] == value for name, value in probabilities.items())
    )


def test_a_cluster_that_loses_an_executor_gives_the_labels_of_one_machine(
    spark: SparkSession,
    documents: DataFrame,
    messages: Bundle,
    one_machine: dict[str, bytes],
    folder: Path,
) -> None:
    # The votes go through Parquet, and the fit through Spark's grouping.
    votes = str(folder / "votes.parquet")
    applied = apply(documents.repartition(PARTITIONS), messages)
    assert applied.schema.fields[: len(documents.schema.fields)] == documents.schema.fields
    killed = _killing_an_executor(spark, lambda: applied.write.parquet(votes))
    assert killed, "the job ended before an executor could be killed"
    stored = spark.read.parquet(votes)
    model = fit(stored, messages)
    assert model.sampling_threshold == 1
    assert model.json == (folder / "model.json").read_text(encoding="utf-8")

    labeled = label(documents.repartition(7), messages, model)
    rows = labeled.select("id", "label", "confidence", "p_ham", "p_spam").collect()
    assert len(rows) == COUNT
    wrong = [row["id"] for row in rows if not is_same(row, one_machine[row["id"]])]
    assert wrong == []
    # Every type, null and character that came in goes out.
    stored = stored.select(*documents.columns)
    comparable = [name for name in documents.columns if name != "more"]
    more = F.to_json("more").alias("more")
    before, after = (f.select(*comparable, more) for f in (documents, stored))
    assert after.count() == COUNT
    assert before.exceptAll(after).count() == 0


def test_transform_and_pipe_write_the_lines_of_one_machine(
    spark: SparkSession,
    documents: DataFrame,
    messages: Bundle,
    one_machine: dict[str, bytes],
    folder: Path,
) -> None:
    name = messages.distribute(spark)
    # Under its own name: Spark takes one file of each name.
    shutil.copy(folder / "model.json", folder / "piped-model.json")
    spark.sparkContext.addFile(str(folder / "piped-model.json"))
    command = f"./{name}/bin/winnow worker --mode label --model piped-model.json --quiet"
    documents.createOrReplaceTempView("documents")
    query = (
        "SELECT TRANSFORM(to_json(struct(*))) "
        f"USING '{command}' AS (json STRING) FROM documents"
    )
    lines = [row["json"].encode() for row in spark.sql(query).collect()]
    assert sorted(lines) == sorted(one_machine.values())

    some = documents.where("id < 'd020000'").select(F.to_json(F.struct("*")).alias("json"))
    piped = some.rdd.map(lambda row: row["json"]).repartition(5).pipe(command, checkCode=True)
    expected = [line for key, line in one_machine.items() if key < "d020000"]
    assert sorted(line.encode() for line in piped.collect()) == sorted(expected)


def _executors() -> list[int]:
    """Processes of the executors: children of the driver's virtual machine."""
    found = subprocess.run(
        ["pgrep", "-f", "-P", str(_child(os.getpid())), "CoarseGrainedExecutorBackend"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [int(line) for line in found.stdout.split()]


def _child(process: int) -> int:
    found = subprocess.run(
        ["pgrep", "-P", str(process), "java"], capture_output=True, text=True, check=True
    )
    return int(found.stdout.split()[0])


def _killing_an_executor(spark: SparkSession, job: Any) -> bool:
    """Runs a job and kills an executor once some of its tasks are done; whether it could."""
    tracker = spark.sparkContext.statusTracker()
    killed: list[int] = []
    is_over = threading.Event()

    def kill() -> None:
        while not is_over.is_set():
            for stage in tracker.getActiveStageIds():
                info = tracker.getStageInfo(stage)
                if info is not None and 2 <= info.numCompletedTasks < info.numTasks - 4:
                    executor = _executors()[0]
                    os.kill(executor, signal.SIGKILL)
                    killed.append(executor)
                    return
            time.sleep(0.02)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        job()
    finally:
        is_over.set()
        thread.join()
    return bool(killed)
