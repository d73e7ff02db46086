"""Where the table of patterns is too large, a sample of the rare ones stands in for them."""

from __future__ import annotations

import json
import math
import random

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from winnow_spark import Bundle, Model, fit
from winnow_spark.model import _sampled, _threshold


def test_sums_over_sampled_patterns_stay_within_their_stated_error(spark: SparkSession) -> None:
    draw = random.Random(5)
    # A long tail: most patterns occur once, some thousands of times.
    rows = []
    for number in range(40_000):
        count = int(1 / max(draw.random(), 1e-4))
        kind = "s" if draw.random() < 0.3 else "h" if draw.random() < 0.8 else "."
        rows.append((f"{kind}{number}", None, count))
    frame = spark.createDataFrame(rows, "votes string, gold string, count long").cache()
    assert _threshold(frame, 100_000) == (1, 40_000)
    threshold, patterns = _threshold(frame, 5_000)
    assert threshold > 1 and patterns == 40_000
    # Sums that a fit is made of: documents for which a function gave a class.
    for seed in range(8):
        kept = _sampled(frame, threshold, seed).collect()
        assert 4_000 < len(kept) < 6_000
        for kind in "sh.":
            true = sum(row[2] for row in rows if row[0][0] == kind)
            estimate = sum(row["count"] for row in kept if row["votes"][0] == kind)
            assert abs(estimate - true) < 4 * math.sqrt(threshold * true), (seed, kind)
    again = _sampled(frame.repartition(9), threshold, 3).select("votes", "count").collect()
    assert sorted(again) == sorted(_sampled(frame, threshold, 3).select("votes", "count").collect())
    other = _sampled(frame, threshold, 4).select("votes", "count").collect()
    assert sorted(again) != sorted(other)


def test_a_model_fitted_to_a_sample_is_near_that_of_all(
    spark: SparkSession, messages: Bundle
) -> None:
    votes = dense_votes(spark, messages, 60_000).cache()
    # A model made of sums alone: whether votes look independent is no sum over documents.
    model = ["--model", "dawid-skene"]
    whole = fit(votes, messages, arguments=model)
    assert whole.sampling_threshold == 1
    samples = [
        fit(votes, messages, arguments=model, maximum_patterns=6_000, seed=seed)
        for seed in range(3)
    ]
    for seed, sampled in enumerate(samples):
        t = sampled.sampling_threshold
        assert t > 1
        found = accuracies(sampled)
        for name, (accuracy, documents) in accuracies(whole).items():
            allowed = 4 * math.sqrt(t * accuracy * (1 - accuracy) / documents)
            assert abs(found[name][0] - accuracy) < allowed, (seed, name)
    again = fit(
        votes.repartition(11), messages, arguments=model, maximum_patterns=6_000, seed=2
    )
    assert again.json == samples[2].json
    assert again.json != samples[0].json


def test_a_sample_does_not_tell_whether_votes_look_independent(
    spark: SparkSession, messages: Bundle
) -> None:
    votes = dense_votes(spark, messages, 60_000).cache()
    assert "so Dawid-Skene has" in fit(votes, messages).report
    sampled = fit(votes, messages, maximum_patterns=6_000)
    assert "so Dawid-Skene has" not in sampled.report
    assert "whether votes look independent is not judged" in sampled.report


def dense_votes(spark: SparkSession, bundle: Bundle, count: int) -> DataFrame:
    """Votes of functions that are right four times of five, on seven documents of ten."""
    truth = "if(id % 3 = 0, 0, 1)"
    frame = spark.range(count).selectExpr(f"{truth} as truth", "id")
    classes = F.array(*map(F.lit, bundle.classes))
    votes = []
    for number, name in enumerate(bundle.functions):
        is_right = F.xxhash64(F.lit(number), "id") % 100
        is_silent = F.xxhash64(F.lit(-1 - number), "id") % 100
        given = F.when(F.abs(is_right) < 80, F.col("truth")).otherwise(1 - F.col("truth"))
        vote = F.when(F.abs(is_silent) < 70, classes[given])
        votes.append(vote.alias(f"vote_{name}"))
    return frame.select(*votes)


def accuracies(model: Model) -> dict[str, tuple[float, int]]:
    """The accuracy that a model learned of each function, and on how many documents it votes."""
    content = json.loads(model.json)
    return {
        name: (estimate["accuracy"], sum(each["votes"] for each in estimate["classes"]))
        for name, estimate in zip(content["voters"], content["voterEstimates"])
    }
