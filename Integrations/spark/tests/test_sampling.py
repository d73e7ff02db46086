"""Where the table of patterns is too large, a sample of the rare ones stands in for them."""

from __future__ import annotations

import math
import random

from pyspark.sql import SparkSession
from winnow_spark.model import _sampled, _threshold


def test_sums_over_sampled_patterns_stay_within_their_stated_error(spark: SparkSession) -> None:
    draw = random.Random(5)
    # A long tail: most patterns occur once, some thousands of times.
    rows = []
    for number in range(40_000):
        count = int(1 / max(draw.random(), 1e-4))
        kind = "spam" if draw.random() < 0.3 else "ham" if draw.random() < 0.8 else None
        rows.append((str(number), kind, None, count))
    frame = spark.createDataFrame(rows, "f0 string, f1 string, gold string, count long").cache()
    assert _threshold(frame, 100_000) == 1
    threshold = _threshold(frame, 5_000)
    assert threshold > 1
    # Sums that a fit is made of: documents for which f1 gave a class.
    for seed in range(8):
        kept = _sampled(frame, threshold, seed).collect()
        assert 4_000 < len(kept) < 6_000
        for kind in ("spam", "ham", None):
            true = sum(row[3] for row in rows if row[1] == kind)
            estimate = sum(row["count"] for row in kept if row["f1"] == kind)
            assert abs(estimate - true) < 4 * math.sqrt(threshold * true), (seed, kind)
    again = _sampled(frame.repartition(9), threshold, 3).collect()
    assert sorted(again) == sorted(_sampled(frame, threshold, 3).collect())
    other = _sampled(frame, threshold, 4).collect()
    assert sorted(again) != sorted(other)
