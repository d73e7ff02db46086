"""Snorkel's applier for Spark with the functions that Winnow runs.

It needs Snorkel in the environment: ``pip install snorkel``.
"""

from __future__ import annotations

import re
from typing import Any, Callable

from pyspark.sql import DataFrame
from winnow_spark import Bundle, apply


def snorkel_votes(documents: DataFrame, words: dict[str, Any], count: int) -> Any:
    """The matrix of votes that Snorkel's applier hands to the driver; -1 for none."""
    from snorkel.labeling import LabelingFunction
    from snorkel.labeling.apply.spark import SparkLFApplier

    functions = [
        LabelingFunction(function["name"], f=_voter(function, words["classes"]))
        for function in words["functions"][:count]
    ]
    return SparkLFApplier(functions).apply(documents.rdd)


def winnow_votes(documents: DataFrame, bundle: Bundle) -> Any:
    """The same matrix from Winnow's votes, collected by way of Arrow."""
    import numpy

    votes = apply(documents, bundle).select(*(f"vote_{name}" for name in bundle.functions))
    numbers = {name: number for number, name in enumerate(bundle.classes)}
    table: Any = votes.toPandas()
    return numpy.column_stack(
        [table[name].map(numbers).fillna(-1).astype("int64") for name in table.columns]
    )


def _voter(function: dict[str, Any], classes: list[str]) -> Callable[[Any], int]:
    keywords = "|".join(map(re.escape, function.get("keywords", [])))
    pattern = re.compile(function.get("pattern") or rf"(?i)\b(?:{keywords})\b")
    vote = classes.index(function["vote"])

    def run(document: Any) -> int:
        return vote if pattern.search(document.text) else -1

    return run
