"""Processor time of a cluster's processes, by what they are."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Usage:
    """Seconds of processor time.

    Attributes:
        spark: The executors' virtual machines.
        python: Their Python workers.
        winnow: What the Python workers started and waited for.
    """

    spark: float = 0
    python: float = 0
    winnow: float = 0

    def __sub__(self, other: Usage) -> Usage:
        return Usage(
            self.spark - other.spark, self.python - other.python, self.winnow - other.winnow
        )

    @property
    def total(self) -> float:
        return self.spark + self.python + self.winnow


def usage() -> Usage:
    """What the executors below this process have used so far."""
    children: dict[int, list[int]] = {}
    stats: dict[int, list[str]] = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        stats[int(entry.name)] = fields
        children.setdefault(int(fields[1]), []).append(int(entry.name))
    tick = os.sysconf("SC_CLK_TCK")
    sum_up = Usage()

    def visit(process: int, is_executor: bool) -> None:
        own, ended = ((int(stats[process][i]) + int(stats[process][i + 1])) / tick for i in (11, 13))
        name = _command(process)
        if is_executor and "java" not in name:
            sum_up.python += own
            sum_up.winnow += ended
        elif "CoarseGrainedExecutorBackend" in name:
            is_executor = True
            sum_up.spark += own
        for child in children.get(process, []):
            visit(child, is_executor)

    visit(os.getpid(), False)
    return sum_up


class Peak:
    """The most memory that a program of some name held within a ``with`` block."""

    def __init__(self, name: str) -> None:
        self.megabytes = 0.0
        self._name = name
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Peak:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._is_over.wait(0.02):
            for entry in Path("/proc").iterdir():
                try:
                    if entry.name.isdigit() and (entry / "comm").read_text() == f"{self._name}\n":
                        lines = (entry / "status").read_text().splitlines()
                        peak = next(line for line in lines if line.startswith("VmHWM"))
                        self.megabytes = max(self.megabytes, int(peak.split()[1]) / 1000)
                except (OSError, StopIteration):
                    continue


def _command(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""
