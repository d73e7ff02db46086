"""A failing document costs its cells; what cannot work is said on the driver."""

from __future__ import annotations

from pathlib import Path

import pytest
from cluster import ROOT, winnow
from pyspark.sql import SparkSession
from winnow_spark import Bundle, BundleError, Model, apply, fit, label

TASK = """\
import LabelingKit

enum Review: String, LabelClass {
  case negative
  case positive
}

let labelingFunctions = LabelingFunctionSet(for: Review.self) {
  Keywords("praises", ["excellent", "great"], vote: .positive)
  LabelingFunction("third_word") { document in
    document.text.split(separator: " ")[2] == "bad" ? .negative : nil
  }
  LabelingFunction("stars") { document in
    try document["stars", as: Int.self] < 3 ? .negative : .positive
  }
}
"""


@pytest.fixture(scope="module")
def bundle(folder: Path) -> Bundle:
    """A task whose second function stops its process on short texts."""
    task = folder / "reviews"
    winnow("new", "Reviews", "--classes", "negative,positive", "--path", str(task))
    source = task / "LabelingFunctions" / "Reviews" / "Reviews.swift"
    source.write_text(TASK, encoding="utf-8")
    path = folder / "reviews.tar.gz"
    winnow("bundle", str(task), "--output", str(path))
    return Bundle(path)


def test_a_failing_document_costs_its_cells(spark: SparkSession, bundle: Bundle) -> None:
    rows = [
        (1, "great value indeed", 5),
        (2, "short", 1),
        (3, "this is bad", None),
        (4, "such a bad thing", 2),
    ]
    frame = spark.createDataFrame(rows, "id int, text string, stars int").repartition(2)
    answers = {row["id"]: row for row in apply(frame, bundle).collect()}
    assert answers[1].asDict() | {"faults": None} == {
        "id": 1, "text": "great value indeed", "stars": 5, "vote_praises": "positive",
        "vote_third_word": None, "vote_stars": "positive", "faults": None,
    }  # fmt: skip
    assert answers[2]["faults"] == {"third_word": "crash"}
    assert answers[2]["vote_stars"] == "negative"
    assert answers[3]["faults"] == {"stars": "thrown"}
    assert answers[3]["vote_third_word"] == "negative"
    assert answers[4]["faults"] is None


def test_a_row_without_a_text_is_marked_or_ends_the_job(
    spark: SparkSession, bundle: Bundle
) -> None:
    frame = spark.createDataFrame([(1, "great", 4), (2, None, 4)], "id int, text string, stars int")
    marked = {row["id"]: row for row in apply(frame, bundle, on_error="mark").collect()}
    assert marked[1]["vote_praises"] == "positive" and marked[1]["error"] is None
    assert marked[2]["vote_stars"] is None and "no field 'text'" in marked[2]["error"]
    with pytest.raises(Exception, match="no field 'text'"):
        apply(frame, bundle).collect()


def test_gold_labels_anchor_the_fit(spark: SparkSession, bundle: Bundle) -> None:
    rows = [("great one this", 5, "positive"), ("quite bad bad", 1, None)] * 20
    frame = spark.createDataFrame(rows, "text string, stars int, gold string")
    votes = apply(frame, bundle)
    assert '"goldDocuments" : 20' in fit(votes, bundle, gold="gold").json
    wrong = frame.na.fill("good", ["gold"])
    with pytest.raises(BundleError, match="'good' is not a class; classes are: negative, positive"):
        fit(apply(wrong, bundle), bundle, gold="gold")


def test_what_cannot_work_is_said_on_the_driver(
    spark: SparkSession, bundle: Bundle, messages: Bundle, folder: Path
) -> None:
    frame = spark.createDataFrame([("a", "b")], "text string, vote_stars string")
    with pytest.raises(BundleError, match="there is no bundle '/nowhere/x.tar.gz'"):
        Bundle("/nowhere/x.tar.gz")
    with pytest.raises(BundleError, match="is not a bundle of winnow"):
        Bundle(ROOT / "README.md")
    with pytest.raises(BundleError, match="column 'vote_stars' already"):
        apply(frame, bundle)
    with pytest.raises(BundleError, match="no column 'body' to read the text from"):
        apply(frame, bundle, text="body", prefix="x_")
    with pytest.raises(BundleError, match="holds no label model"):
        label(frame, bundle)
    with pytest.raises(BundleError, match="not a label model"):
        label(frame, bundle, Model("{}"))
    corpus = folder / "few.jsonl"
    corpus.write_text('{"text": "great one this", "stars": 3}\n' * 5, encoding="utf-8")
    model = folder / "reviews.json"
    winnow(
        "label", str(folder / "reviews"), str(corpus), "--output", str(folder / "few.csv"),
        "--save-model", str(model), "--quiet",
    )  # fmt: skip
    with pytest.raises(BundleError, match="model is of other functions"):
        label(frame, messages, Model.load(model))


def test_what_cannot_work_in_a_query_is_said_on_the_driver(
    spark: SparkSession, bundle: Bundle, folder: Path
) -> None:
    name = bundle.distribute(spark)
    spark.createDataFrame([("great one this", 3)], "text string, stars int").createOrReplaceTempView(
        "reviews"
    )
    (folder / "no-model.json").write_text("{}", encoding="utf-8")
    # Spark tells the exit code always, the words on standard error if they came in time.
    for command, code in [
        ("./nowhere/bin/winnow worker", 127),
        (f"./{name}/bin/winnow worker --mode label", 64),
        (f"./{name}/bin/winnow worker --mode label --model {folder}/no-model.json", 1),
        (f"./{name}/bin/winnow worker --text-field body", 1),
    ]:
        query = f"SELECT TRANSFORM(to_json(struct(*))) USING '{command}' AS (json STRING) FROM reviews"
        with pytest.raises(Exception, match=f"exited with status {code}"):
            spark.sql(query).collect()
