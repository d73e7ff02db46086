"""Lines go through a worker one for one, and its end is never taken for success."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Generator, Iterator

import pytest
from winnow_spark import WorkerError
from winnow_spark.worker import answers


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    (tmp_path / "bin").mkdir()
    return tmp_path


def behaves(bundle: Path, script: str) -> None:
    """Puts a shell script in the place of ``winnow``."""
    (bundle / "bin" / "winnow").write_text(script, encoding="utf-8")


def test_batches_come_back_as_they_went_however_far_the_worker_reads_ahead(bundle: Path) -> None:
    behaves(bundle, "sort -s -k 1,1")  # answers nothing before it has read everything
    sent = [[f"{number:03d} {'x' * number}"] * (number % 4) for number in range(4)]
    assert [[line.decode() for line in batch] for batch in answers(bundle, [], sent)] == [
        batch for batch in sent if batch
    ]
    behaves(bundle, "exec cat")
    many = [["é\u2028" * 5_000] * 40 for _ in range(60)]
    assert sum(len(batch) for batch in answers(bundle, [], many)) == 60 * 40


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("head -n 1; echo broken rule >&2; exit 7", "exit code 7: broken rule"),
        ("head -n 1 > /dev/null; exit 0", "exit code 0: it did not answer"),
        ("cat; echo more", "exit code 0: it did not answer line for line"),
        ("head -n 5; exit 3", "exit code 3: "),
        ("kill -KILL $$", "exit code -9: "),
        ("printf 'no line feed'", "exit code 0: it did not answer"),
    ],
)
def test_a_worker_that_ends_early_is_an_error(bundle: Path, script: str, words: str) -> None:
    behaves(bundle, script)
    with pytest.raises(WorkerError, match=words):
        for _ in answers(bundle, [], [["a"], ["b", "c"], ["d", "e"]]):
            pass


def test_an_error_of_the_rows_is_passed_on(bundle: Path) -> None:
    def rows() -> Iterator[list[str]]:
        yield ["a"]
        raise KeyError("the rows")

    behaves(bundle, "exec cat")
    with pytest.raises(KeyError, match="the rows"):
        list(answers(bundle, [], rows()))


def test_whoever_stops_reading_leaves_no_thread_behind(bundle: Path) -> None:
    behaves(bundle, "exec cat")
    taken = answers(bundle, [], ([f"{number}"] for number in range(10_000)))
    assert isinstance(taken, Generator)
    assert next(taken) == [b"0"]
    taken.close()
    for thread in threading.enumerate():
        if thread.name == "winnow-feeder":
            thread.join(10)
            assert not thread.is_alive()
