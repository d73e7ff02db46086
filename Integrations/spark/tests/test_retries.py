"""Tasks that are run twice, after a failure or next to a slow one, change nothing."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Iterable, Iterator

import pyspark
import pytest
from cluster import session, winnow
from conftest import texts
from pyspark import TaskContext
from pyspark.sql import DataFrame, SparkSession
from winnow_spark import Bundle, Model, label

COUNT = 4_000
COLUMNS = ["id", "label", "confidence", "p_ham", "p_spam"]


def misbehaving(frame: DataFrame, partition: int, act: str, marks: str) -> DataFrame:
    """The same rows, but the first try of one partition fails or stalls half-way.

    Each try leaves a mark: a file named after its partition and number.
    """

    def run(batches: Iterable[Any]) -> Iterator[Any]:
        context = TaskContext.get()
        assert context is not None
        number, attempt = context.partitionId(), context.attemptNumber()
        Path(marks, f"{number}-{attempt}").touch()
        for batch in batches:
            yield batch.slice(0, batch.num_rows // 2)
            if number == partition and attempt == 0:
                if act == "raise":
                    raise RuntimeError("as if a disk had failed")
                if act == "die":
                    os.kill(os.getpid(), signal.SIGKILL)
                time.sleep(300)
            yield batch.slice(batch.num_rows // 2)

    return frame.mapInArrow(run, frame.schema)


def label_on(spark: SparkSession, folder: Path, act: str, marks: str) -> list[Any]:
    """Labels the test's documents, of whose four partitions one misbehaves."""
    documents = spark.read.json(str(folder / "retried.jsonl")).repartition(4, "id")
    bundle, model = Bundle(folder / "messages.tar.gz"), Model.load(folder / "retried-model.json")
    rows = label(misbehaving(documents, 2, act, marks), bundle, model).select(COLUMNS).collect()
    return sorted(tuple(row) for row in rows)


@pytest.fixture(scope="module")
def expected(archive: Path, folder: Path) -> list[Any]:
    """What ``winnow label`` says on one machine."""
    corpus, labels = folder / "retried.jsonl", folder / "retried-labels.jsonl"
    with corpus.open("w", encoding="utf-8") as file:
        for number, text in enumerate(texts(COUNT, seed=8)):
            document = {"id": f"d{number:04d}", "text": text, "hour": str(number % 24)}
            file.write(json.dumps(document) + "\n")
    winnow(
        "label", "MessageSpam", str(corpus), "--output", str(labels), "--quiet",
        "--save-model", str(folder / "retried-model.json"),
    )  # fmt: skip
    answers = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines()]
    return [
        (
            answer["id"], answer.get("label"), answer.get("confidence"),
            answer["probabilities"]["ham"], answer["probabilities"]["spam"],
        )
        for answer in answers
    ]  # fmt: skip


@pytest.mark.parametrize("act", ["raise", "die"])
def test_a_task_that_fails_half_way_is_run_again(
    spark: SparkSession, expected: list[Any], folder: Path, tmp_path: Path, act: str
) -> None:
    found = label_on(spark, folder, act, str(tmp_path))
    assert (tmp_path / "2-1").exists(), "no task was run again"
    assert found == expected


def test_a_slow_task_is_overtaken_by_a_copy_of_it(
    expected: list[Any], folder: Path, tmp_path: Path
) -> None:
    # Spark starts no copy on the host of the original, so there are two of them here.
    home = Path(pyspark.__file__).parent
    port = _free_port()
    master = f"spark://127.0.0.1:{port}"
    deploy = "org.apache.spark.deploy"
    daemons = {"master": [f"{deploy}.master.Master", "--host", "127.0.0.1", "--port", str(port)]}
    for host in ("127.0.0.1", "127.0.0.2"):
        daemons[host] = [
            f"{deploy}.worker.Worker", "--host", host, "--cores", "1", "--memory", "1g",
            "--work-dir", str(tmp_path / host), master,
        ]  # fmt: skip
    marks, logs = tmp_path / "marks", tmp_path / "logs"
    marks.mkdir()
    logs.mkdir()
    running = []
    for name, daemon in daemons.items():
        # What its executors unpack goes with the folder of the test.
        local = tmp_path / f"{name}-local"
        local.mkdir()
        with (logs / name).open("w") as log:
            running.append(
                subprocess.Popen(
                    [str(home / "bin" / "spark-class"), *daemon, "--webui-port", "0"],
                    env={**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_DIRS": str(local)},
                    stdout=log,
                    stderr=log,
                )
            )
    try:
        done = subprocess.run(
            [sys.executable, __file__, master, str(folder), str(marks)],
            capture_output=True, text=True, check=False, timeout=240,
        )  # fmt: skip
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(timeout=60)
    told = "".join(
        f"\n{path}:\n{path.read_text(errors='replace')[-4000:]}"
        for path in [*logs.iterdir(), *tmp_path.glob("127.0.0.*/*/*/stderr")]
    )
    assert done.returncode == 0, done.stderr[-4000:] + told
    assert (marks / "2-1").exists(), "no copy of a task was started"
    assert [tuple(row) for row in json.loads(done.stdout.splitlines()[-1])] == expected


def test_no_worker_stays_behind(spark: SparkSession) -> None:
    assert spark.range(1).count() == 1
    for _ in range(100):
        left = [entry for entry in Path("/proc").glob("[0-9]*") if _is_of_bundle(entry)]
        if not left:
            return
        time.sleep(0.1)
    pytest.fail(f"still there: {left}")


def _is_of_bundle(process: Path) -> bool:
    """Whether a process is a winnow that was started from a bundle of these tests."""
    try:
        path = os.readlink(process / "exe")
    except OSError:
        return False
    return "winnow-MessageSpam-" in path


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def main() -> None:
    """Labels on a cluster that starts copies of slow tasks, in its own process."""
    master, folder, marks = sys.argv[1:]
    settings = {
        "spark.executor.memory": "1g",
        "spark.sql.shuffle.partitions": "4",
        "spark.speculation": "true",
        "spark.speculation.interval": "100ms",
        "spark.speculation.quantile": "0.5",
        "spark.speculation.efficiency.enabled": "false",
    }
    spark = session(master, settings)
    print(json.dumps(label_on(spark, Path(folder), "stall", marks)))
    spark.stop()


if __name__ == "__main__":
    main()
