"""A running ``winnow worker``: lines in, answers out, one for one."""

from __future__ import annotations

import collections
import subprocess
import tempfile
import threading
from pathlib import Path
from typing import IO, Iterable, Iterator, Sequence


class WorkerError(RuntimeError):
    """The worker ended before it had answered every line; its own words are the message."""


def answers(
    bundle: Path, arguments: Sequence[str], batches: Iterable[Sequence[str]]
) -> Iterator[list[bytes]]:
    """Sends batches of lines through a worker.

    The worker reads ahead while its answers are taken, so no more than a few batches are
    in memory.

    Args:
        bundle: Folder of an unpacked bundle.
        arguments: What follows ``winnow worker``.
        batches: JSON objects, one a line, none with a line feed in it.

    Yields:
        For each batch its answers, in order, without line feeds.

    Raises:
        WorkerError: The worker failed.
    """
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            ["/bin/sh", str(bundle / "bin" / "winnow"), "worker", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            bufsize=1 << 20,
        )
        assert process.stdin is not None and process.stdout is not None
        feeder = _Feeder(batches, process.stdin)
        feeder.start()
        is_answered = True
        try:
            for count in feeder.counts():
                lines = [process.stdout.readline() for _ in range(count)]
                if not lines[-1].endswith(b"\n"):
                    is_answered = False
                    feeder.stop()
                    break
                yield [line[:-1] for line in lines]
            is_answered = is_answered and process.stdout.read(1) == b""
            feeder.join()
            status = process.wait()
            if feeder.failure is not None and not isinstance(feeder.failure, BrokenPipeError):
                raise feeder.failure
            if status != 0 or feeder.failure is not None or not is_answered:
                said.seek(0)
                words = said.read()[-4000:].decode("utf-8", "replace").strip()
                words = words or "it did not answer line for line"
                raise WorkerError(f"winnow worker ended with exit code {status}: {words}")
        finally:
            feeder.stop()
            process.kill()
            process.wait()
            process.stdout.close()


class _Feeder(threading.Thread):
    """Writes batches on its own thread and tells how many lines each has."""

    _AHEAD = 4

    def __init__(self, batches: Iterable[Sequence[str]], pipe: IO[bytes]) -> None:
        super().__init__(name="winnow-feeder", daemon=True)
        self._batches = batches
        self._pipe = pipe
        self._counts: collections.deque[int | None] = collections.deque()
        self._changed = threading.Condition()
        self._stopped = False
        self.failure: BaseException | None = None

    def run(self) -> None:
        try:
            for batch in self._batches:
                with self._changed:
                    while len(self._counts) >= self._AHEAD and not self._stopped:
                        self._changed.wait()
                    if self._stopped:
                        return
                    if len(batch) > 0:
                        self._counts.append(len(batch))
                        self._changed.notify_all()
                if len(batch) > 0:
                    self._pipe.write(("\n".join(batch) + "\n").encode("utf-8"))
                    self._pipe.flush()
        except BaseException as error:  # told to the thread that reads
            self.failure = error
        finally:
            try:
                self._pipe.close()
            except OSError as error:
                self.failure = self.failure or error
            with self._changed:
                self._counts.append(None)
                self._changed.notify_all()

    def counts(self) -> Iterator[int]:
        """Number of lines of each batch that was started."""
        while True:
            with self._changed:
                while not self._counts:
                    self._changed.wait()
                count = self._counts.popleft()
                self._changed.notify_all()
            if count is None:
                return
            yield count

    def stop(self) -> None:
        """Ends the thread before its next batch."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
