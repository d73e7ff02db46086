"""Label models: Spark counts the vote patterns, winnow fits to the small table."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Sequence

from .bundle import Bundle, BundleError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_COUNT = "count"
_GOLD = "__winnow_gold"


class Model:
    """A fitted label model.

    Attributes:
        json: The model's file, as ``winnow fit`` writes it.
        report: What ``winnow fit`` said: how the fit went, and what to beware of.
        sampling_threshold: 1 when all patterns were counted; else patterns of fewer
            documents were sampled, see :func:`fit`.
    """

    def __init__(self, json: str, report: str = "", sampling_threshold: int = 1) -> None:
        self.json = json
        self.report = report
        self.sampling_threshold = sampling_threshold

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Model:
        """Reads a model that ``winnow fit``, ``winnow label`` or :meth:`save` wrote."""
        return cls(Path(path).read_text(encoding="utf-8"))

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the model, for ``winnow predict``, ``winnow bundle`` and :meth:`load`."""
        Path(path).write_text(self.json, encoding="utf-8")

    def check(self, bundle: Bundle) -> None:
        """Refuses a bundle of other functions or classes.

        Raises:
            BundleError: The model was fitted to other functions, and to which.
        """
        try:
            content = json.loads(self.json)
            found = {"functions": content["voters"], "classes": content["classes"]}
        except (ValueError, KeyError, TypeError):
            raise BundleError("this is no label model of winnow; fit one with 'fit'") from None
        for name, own in (("functions", bundle.functions), ("classes", bundle.classes)):
            if found[name] != own:
                other = sorted(set(found[name]) ^ set(own)) or ["their order"]
                raise BundleError(
                    f"the model is of other {name} than the bundle '{bundle.path}' "
                    f"({', '.join(other[:5])}); fit it to votes of this bundle"
                )


def patterns(
    votes: DataFrame, bundle: Bundle, *, gold: str | None = None, prefix: str = ""
) -> DataFrame:
    """Counts equal rows of votes: all that a label model learns from.

    Args:
        votes: What :func:`winnow_spark.apply` gave.
        bundle: The task.
        gold: Column of gold labels (class names, null where unknown) that anchor the fit.
        prefix: The prefix that was given to ``apply``.

    Returns:
        The votes of each distinct row, and how many documents have it in ``count``.
    """
    from pyspark.sql import functions as F

    columns = [F.col(f"`{prefix}vote_{name}`").alias(name) for name in bundle.functions]
    known = F.col(f"`{gold}`") if gold is not None else F.lit(None)
    chosen = votes.select(*columns, known.cast("string").alias(_GOLD))
    return chosen.groupBy(*[f"`{name}`" for name in chosen.columns]).count()


def fit(
    votes: DataFrame,
    bundle: Bundle,
    *,
    gold: str | None = None,
    prefix: str = "",
    arguments: Sequence[str] = (),
    maximum_patterns: int = 2_000_000,
    seed: int = 0,
) -> Model:
    """Fits a label model to votes.

    Spark counts the distinct rows of votes; the driver collects these and runs ``winnow
    fit``. The counts do not depend on partitions, so neither does the model: it is the one
    that ``winnow label`` fits to the same corpus on one machine, to the last bit.

    Where there are more distinct rows than the driver is to hold, rare ones are sampled
    (threshold sampling, Duffield, Lund and Thorup 2005, doi:10.1109/TIT.2005.850043): a
    pattern of *c* documents is kept for certain when *c* is at least a threshold *t*, else
    with probability *c*/*t* and weight *t*. Every sum that the fit is made of stays
    unbiased; that of *S* documents has a standard error of at most sqrt(*t* *S*). Which are
    kept depends on the votes and the seed alone, so a retry changes nothing.

    Args:
        votes: What :func:`winnow_spark.apply` gave.
        bundle: The task; its ``winnow`` runs on the driver.
        gold: Column of gold labels (class names, null where unknown) that anchor the fit.
        prefix: The prefix that was given to ``apply``.
        arguments: More options of ``winnow fit``, such as ``["--model", "dawid-skene"]``.
        maximum_patterns: About how many distinct rows the driver holds at most.
        seed: Chooses the sample.

    Returns:
        The model, and what ``winnow fit`` said of it.

    Raises:
        BundleError: ``winnow fit`` failed; its words are the message.
    """
    counted = patterns(votes, bundle, gold=gold, prefix=prefix).cache()
    try:
        threshold = _threshold(counted, maximum_patterns)
        if threshold > 1:
            counted = _sampled(counted, threshold, seed)
        rows = counted.collect()
    finally:
        counted.unpersist()
    statistics = _statistics(rows, bundle)
    with tempfile.TemporaryDirectory() as scratch:
        source, target = Path(scratch) / "statistics.json", Path(scratch) / "model.json"
        source.write_text(json.dumps(statistics), encoding="utf-8")
        command = ["fit", "--stats", str(source), "--output", str(target), *arguments]
        done = subprocess.run(
            ["/bin/sh", str(bundle.unpacked() / "bin" / "winnow"), *command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        said = done.stdout.decode("utf-8", "replace").replace(str(scratch), "")
        if done.returncode != 0:
            raise BundleError(f"winnow fit ended with exit code {done.returncode}: {said.strip()}")
        return Model(target.read_text(encoding="utf-8"), said, threshold)


def _threshold(counted: DataFrame, maximum: int) -> int:
    """The least threshold that keeps about as many patterns as there may be; 1 for all."""
    sizes = {
        row[_COUNT]: row["patterns"]
        for row in counted.groupBy(_COUNT).count().toDF(_COUNT, "patterns").collect()
    }
    if sum(sizes.values()) <= maximum:
        return 1
    low, high = 1, max(sum(size * number for size, number in sizes.items()) // maximum, 1) + 1
    while low < high:
        middle = (low + high) // 2
        kept = sum(number * min(1.0, size / middle) for size, number in sizes.items())
        if kept <= maximum:
            high = middle
        else:
            low = middle + 1
    return low


def _sampled(counted: DataFrame, threshold: int, seed: int) -> DataFrame:
    from pyspark.sql import functions as F

    columns = [F.coalesce(F.col(f"`{name}`"), F.lit("")) for name in counted.columns[:-1]]
    # The hash is seeded by a first column of its own; 53 bits are exact in a double.
    drawn = F.shiftrightunsigned(F.xxhash64(F.lit(seed), *columns), 11) / F.lit(float(1 << 53))
    weight = F.greatest(F.col(_COUNT), F.lit(threshold).cast("long"))
    kept = counted.where(drawn < F.col(_COUNT) / F.lit(float(threshold)))
    return kept.withColumn(_COUNT, weight)


def _statistics(rows: Sequence[Any], bundle: Bundle) -> dict[str, Any]:
    """The patterns in the form of ``winnow stats``."""
    classes = {name: index for index, name in enumerate(bundle.classes)}
    width = len(bundle.functions)
    votes, gold, counts = [], [], []
    for row in rows:
        entries: list[int] = []
        for voter in range(width):
            if row[voter] is not None:
                entries += (voter, classes[row[voter]], 1)
        votes.append(entries)
        if row[width] is not None and row[width] not in classes:
            raise BundleError(
                f"the gold label '{row[width]}' is no class; classes are: "
                f"{', '.join(bundle.classes)}"
            )
        gold.append(-1 if row[width] is None else classes[row[width]])
        counts.append(row[_COUNT])
    return {
        "schema": "winnow.vote-statistics",
        "version": 1,
        "voters": bundle.functions,
        "classes": bundle.classes,
        "counts": counts,
        "gold": gold,
        "votes": votes,
    }

