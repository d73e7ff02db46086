"""Label models: Spark counts the vote patterns, winnow fits to the small table."""

from __future__ import annotations

import array
import json
import os
import re
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Sequence

from .bundle import Bundle, BundleError
from .columns import quoted

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_COUNT = "count"
_GOLD = "gold"
_VOTES = "votes"
#: What a vote is that is not simply a class.
_OTHER = "-"
#: Classes whose names may be written with a backslash, or look like something else.
_SIGNED = re.compile(r"[|!@+\\]|^[-\[{]")
_KINDS = ("one class", "several classes")


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
            labels = content.get("labels", "one")
        except (ValueError, KeyError, TypeError, AttributeError):
            raise BundleError("not a label model of winnow; fit one with 'fit'") from None
        if labels != bundle.labels:
            raise BundleError(
                f"the model is for {_KINDS[labels == 'several']} a document, the task of the "
                f"bundle '{bundle.path}' has {_KINDS[bundle.labels == 'several']}; fit it to "
                "votes of this bundle"
            )
        for name, own in (("functions", bundle.functions), ("classes", bundle.classes)):
            if found[name] != own:
                other = sorted(set(found[name]) ^ set(own)) or ["their order"]
                raise BundleError(
                    f"the model is of other {name} than the bundle '{bundle.path}' "
                    f"({', '.join(other[:5])}); fit it to votes of this bundle"
                )


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
    kept depends on the votes and the seed alone, so a retry changes nothing. Whether the
    votes look independent is a matter of whole patterns: from a sample the default model does
    not judge it, and Dawid-Skene has no say.

    Args:
        votes: What :func:`winnow_spark.apply` gave.
        bundle: The task; its ``winnow`` runs on the driver.
        gold: Column of gold labels (class names, null where unknown) that anchor the fit. Where
            a document may have several classes, an array of them, or a text as tables have it:
            ``billing+login``, ``[]`` for none of them, empty where unknown.
        prefix: The prefix that was given to ``apply``.
        arguments: More options of ``winnow fit``, such as ``["--model", "dawid-skene"]``.
        maximum_patterns: About how many distinct rows the driver holds at most.
        seed: Chooses the sample.

    Returns:
        The model, and what ``winnow fit`` said of it.

    Raises:
        BundleError: ``winnow fit`` failed; its words are the message.
    """
    counted = _counted(votes, bundle, gold, prefix).cache()
    with tempfile.TemporaryDirectory() as scratch:
        source, target = Path(scratch) / "statistics.json", Path(scratch) / "model.json"
        try:
            threshold, patterns = _threshold(counted, maximum_patterns)
            chosen = _sampled(counted, threshold, seed) if threshold > 1 else counted
            _write(chosen, min(patterns, maximum_patterns), bundle, source, threshold > 1)
        finally:
            counted.unpersist()
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


def _counted(votes: DataFrame, bundle: Bundle, gold: str | None, prefix: str) -> DataFrame:
    """The distinct rows of votes: ``votes``, a letter for each function, ``gold``, ``count``.

    A letter stands for a class, a full stop for abstaining, so that a row of fifty votes
    is fifty bytes where Spark shuffles them. A hyphen stands for a vote that says something
    else; then all votes of the row follow the letters as a JSON array.
    """
    from pyspark.sql import functions as F
    from pyspark.sql.types import ArrayType

    letters = F.create_map(
        *(F.lit(text) for pair in _letters(bundle).items() for text in pair),
        F.lit(""), F.lit(_OTHER),
    )  # fmt: skip
    columns = [F.col(quoted(f"{prefix}vote_{name}")) for name in bundle.functions]
    coded = F.concat(
        *(
            F.when(vote.isNull(), F.lit(".")).otherwise(F.coalesce(letters[vote], F.lit(_OTHER)))
            for vote in columns
        )
    )
    said = F.when(coded.contains(_OTHER), F.to_json(F.array(*columns))).otherwise(F.lit(""))
    known = F.col(quoted(gold)) if gold is not None else F.lit(None)
    if gold is not None and isinstance(votes.select(known).schema[0].dataType, ArrayType):
        known = F.to_json(known)
    rows = votes.select(F.concat(coded, said).alias(_VOTES), known.cast("string").alias(_GOLD))
    return rows.groupBy(_VOTES, _GOLD).count()


def _letters(bundle: Bundle) -> dict[str, str]:
    """A character for each class whose name is written as it is.

    None is a surrogate, as there are no 55,000 classes.
    """
    names = [name for name in bundle.classes if name and not _SIGNED.search(name)]
    return {name: chr(ord(".") + 1 + place) for place, name in enumerate(names)}


def _threshold(counted: DataFrame, maximum: int) -> tuple[int, int]:
    """The least threshold that keeps about as many patterns as there may be; 1 for all.

    Returns:
        The threshold, and the number of all patterns.
    """
    sizes = {
        row[_COUNT]: row["patterns"]
        for row in counted.groupBy(_COUNT).count().toDF(_COUNT, "patterns").collect()
    }
    total = sum(sizes.values())
    if total <= maximum:
        return 1, total
    low, high = 1, max(sum(size * number for size, number in sizes.items()) // maximum, 1) + 1
    while low < high:
        middle = (low + high) // 2
        kept = sum(number * min(1.0, size / middle) for size, number in sizes.items())
        if kept <= maximum:
            high = middle
        else:
            low = middle + 1
    return low, total


def _sampled(counted: DataFrame, threshold: int, seed: int) -> DataFrame:
    """The patterns that threshold sampling keeps, with the counts that they stand for."""
    from pyspark.sql import functions as F

    # The hash is seeded by a first column of its own; 53 bits are exact in a double.
    columns = [F.lit(seed), F.col(_VOTES), F.coalesce(F.col(_GOLD), F.lit(""))]
    drawn = F.shiftrightunsigned(F.xxhash64(*columns), 11) / F.lit(float(1 << 53))
    weight = F.greatest(F.col(_COUNT), F.lit(threshold).cast("long"))
    kept = counted.where(drawn < F.col(_COUNT) / F.lit(float(threshold)))
    return kept.withColumn(_COUNT, weight)


def _write(
    counted: DataFrame, about: int, bundle: Bundle, target: Path, is_sampled: bool
) -> None:
    """Writes the patterns as ``winnow stats`` does, a part in memory at a time.

    Votes that are not simply classes stand there as texts, which ``winnow fit`` reads.
    """
    from pyspark.sql import functions as F

    numbers = {name: number for number, name in enumerate(bundle.classes)}
    letters = _letters(bundle)
    triples = []
    for voter in range(len(bundle.functions)):
        of_letter = F.create_map(
            *(
                F.lit(text)
                for name, letter in letters.items()
                for text in (letter, f"{voter},{numbers[name]},1")
            ),
            F.lit(""), F.lit(""),
        )  # fmt: skip
        triples.append(of_letter[F.substring(_VOTES, voter + 1, 1)])
    said = F.substring(_VOTES, len(bundle.functions) + 1, 2**31 - 1)
    rows = counted.select(F.concat_ws(",", *triples), said, _GOLD, _COUNT)
    parts = rows.coalesce(1 + about // 100_000).toLocalIterator(prefetchPartitions=True)
    ballots = _Numbers(len(bundle.classes), {name: numbers[name] for name in letters})
    several = bundle.labels == "several"
    labels = _Numbers(0, {}) if several else _Numbers(len(numbers), numbers)
    counts, gold = array.array("q"), array.array("i")
    head = {
        "schema": "winnow.vote-statistics",
        "sampled": is_sampled,
        "voter_kind": "functions",
        "voters": bundle.functions,
        "classes": bundle.classes,
    }
    if bundle.groups:
        head.update(group_names=list(bundle.groups), groups=list(bundle.groups.values()))
    with target.open("w", encoding="utf-8") as file:
        file.write(json.dumps(head)[:-1] + ', "votes": [')
        for votes, texts, label, count in parts:
            if texts:
                given = enumerate(json.loads(texts))
                votes = ",".join(
                    f"{voter},{ballots.number(text)},1" for voter, text in given if text is not None
                )
            # Sets of classes, groups and paths are the model's to read.
            is_known = several or bundle.groups or label is None or label in numbers
            if not is_known and not any(sign in label for sign in "|!"):
                raise BundleError(
                    f"the gold label '{label}' is not a class; classes are: "
                    f"{', '.join(bundle.classes)}"
                )
            file.write(f"{',' if counts else ''}[{votes}]\n")
            counts.append(count)
            is_unknown = label is None or several and label == ""
            gold.append(-1 if is_unknown else labels.number(label))
        tail: dict[str, Any] = {"counts": counts.tolist(), "gold": gold.tolist(), "version": 1}
        if several or ballots.others or labels.others:
            tail.update(
                version=4,
                ballot_texts=ballots.others,
                gold_texts=labels.others,
                labels=bundle.labels,
            )
        file.write("], " + json.dumps(tail)[1:] + "\n")


class _Numbers:
    """Numbers of texts: some are known, others follow as they come."""

    def __init__(self, first: int, known: dict[str, int]) -> None:
        self._known = dict(known)
        self._first = first
        self.others: list[str] = []

    def number(self, text: str) -> int:
        """The number of a text."""
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._first + len(self.others)
            self.others.append(text)
        return known
