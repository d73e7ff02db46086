"""Sets, exclusions, scores and several classes a document: byte for byte as on one machine."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from cluster import ROOT, winnow
from pyspark.sql import DataFrame, Row, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import ArrayType, StringType
from winnow_spark import Bundle, BundleError, Model, apply, fit, label

#: The column of gold labels of the shipped documents, and those that are numbers.
GOLD = {"AnimalPosts": "gold", "MarketListings": "gold", "RequestTopics": "topics"}
#: The folder of the documents.
FOLDERS = {"AnimalPosts": "animals", "MarketListings": "listings", "RequestTopics": "requests"}
NUMBERS = ["photo_score", "barking"]


@dataclass
class Shipped:
    """A shipped task with its documents, and what one machine makes of them."""

    task: str
    frame: DataFrame
    bundle: Bundle
    folder: Path
    lines: dict[str, dict[str, Any]]

    @property
    def gold(self) -> str:
        return GOLD[self.task]

    @property
    def added(self) -> list[str]:
        """Names of the labels' fields."""
        return ["labels"] if self.task == "RequestTopics" else ["label", "confidence"]

    def model(self, *options: str) -> str:
        """The model that one machine fits to the documents."""
        path = self.folder / "model.json"
        winnow(
            "label", self.task, str(self.folder / "corpus.jsonl"), "--output",
            str(self.folder / "labels.jsonl"), "--provenance", "--save-model", str(path),
            "--quiet", *options,
        )  # fmt: skip
        return path.read_text(encoding="utf-8")

    def is_same(self, row: Row) -> bool:
        """Whether a row has the labels, probabilities and votes of one machine."""
        line = self.lines[row["id"]]
        votes = {name: row[f"vote_{name}"] for name in self.bundle.functions}
        return (
            all(row[name] == line.get(name) for name in self.added)
            and all(row[f"p_{name}"] == value for name, value in line["probabilities"].items())
            and {name: vote for name, vote in votes.items() if vote is not None} == line["votes"]
        )


def shipped(spark: SparkSession, folder: Path, task: str) -> Shipped:
    folder.mkdir()
    [table] = (ROOT / "Datasets" / FOLDERS[task]).glob("*.csv")
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = list(rows[0])
    frame = spark.createDataFrame(
        [tuple(row[name] or None for name in names) for row in rows],
        ", ".join(f"{name} string" for name in names),
    )
    for name in set(NUMBERS).intersection(names):
        frame = frame.withColumn(name, F.col(name).cast("double"))
    path = str(folder / "documents.parquet")
    frame.repartition(9, "id").write.parquet(path)
    frame = spark.read.parquet(path)
    lines = frame.orderBy("id").select(F.to_json(F.struct("*"))).collect()
    corpus = folder / "corpus.jsonl"
    corpus.write_text("".join(f"{row[0]}\n" for row in lines), encoding="utf-8")
    with (folder / "gold.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "label"])
        writer.writerows([row["id"], row[GOLD[task]]] for row in rows if row[GOLD[task]])
    archive = folder / f"{task}.tar.gz"
    winnow("bundle", task, "--output", str(archive))
    made = Shipped(task, frame, Bundle(archive), folder, {})
    made.model()
    with (folder / "labels.jsonl").open(encoding="utf-8") as file:
        made.lines.update((line["id"], line) for line in map(json.loads, file))
    assert len(made.lines) == len(rows)
    return made


@pytest.fixture(scope="module")
def animals(spark: SparkSession, folder: Path) -> Shipped:
    return shipped(spark, folder / "animals", "AnimalPosts")


@pytest.fixture(scope="module")
def listings(spark: SparkSession, folder: Path) -> Shipped:
    return shipped(spark, folder / "listings", "MarketListings")


@pytest.fixture(scope="module")
def requests(spark: SparkSession, folder: Path) -> Shipped:
    return shipped(spark, folder / "requests", "RequestTopics")


def check(spark: SparkSession, task: Shipped) -> None:
    # The votes go through Parquet, and the fit through Spark's grouping.
    votes = str(task.folder / "votes.parquet")
    apply(task.frame.repartition(5), task.bundle).write.parquet(votes)
    expected = task.model()
    model = fit(spark.read.parquet(votes).repartition(3), task.bundle)
    assert model.json == expected
    labeled = label(task.frame.repartition(7), task.bundle, model, provenance=True)
    rows = labeled.collect()
    assert len(rows) == len(task.lines)
    assert [row["id"] for row in rows if not task.is_same(row)] == []


def test_votes_for_sets_against_classes_and_with_scores(
    spark: SparkSession, animals: Shipped
) -> None:
    check(spark, animals)
    said = {vote for line in animals.lines.values() for vote in line["votes"].values()}
    assert any("|" in vote for vote in said) and any(vote.startswith("!") for vote in said)
    assert sum("@" in vote for vote in said) > 8


def test_gold_labels_anchor_votes_for_sets(spark: SparkSession, animals: Shipped) -> None:
    expected = animals.model("--gold", str(animals.folder / "gold.csv"))
    model = fit(apply(animals.frame, animals.bundle), animals.bundle, gold=animals.gold)
    assert model.json == expected


def test_classes_in_a_tree_and_gold_that_stops_at_groups(
    spark: SparkSession, listings: Shipped
) -> None:
    check(spark, listings)
    expected = listings.model("--gold", str(listings.folder / "gold.csv"))
    assert '"groups"' in expected
    model = fit(apply(listings.frame, listings.bundle), listings.bundle, gold=listings.gold)
    assert model.json == expected


def test_documents_of_several_classes(spark: SparkSession, requests: Shipped) -> None:
    check(spark, requests)
    labeled = label(requests.frame, requests.bundle, Model(requests.model()))
    assert labeled.schema["labels"].dataType == ArrayType(StringType())
    assert "label" not in labeled.columns and "confidence" not in labeled.columns
    counts = {len(line["labels"]) for line in requests.lines.values() if "labels" in line}
    assert counts >= {0, 1, 2}


def test_gold_of_several_classes_is_an_array_or_a_text(
    spark: SparkSession, requests: Shipped
) -> None:
    gold = str(requests.folder / "gold.csv")
    expected = requests.model("--gold", gold, "--threshold-by", "f1")
    votes = apply(requests.frame, requests.bundle).cache()
    arguments = ["--threshold-by", "f1"]
    assert fit(votes, requests.bundle, gold="topics", arguments=arguments).json == expected
    names = F.when(F.col("topics") == "[]", F.array().cast("array<string>")).otherwise(
        F.split("topics", r"\+")
    )
    arrays = votes.withColumn("topics", names)
    model = fit(arrays, requests.bundle, gold="topics", arguments=arguments)
    assert model.json == expected
    wrong = votes.withColumn("topics", F.lit("billing+bilding"))
    with pytest.raises(BundleError, match="'billing\\+bilding' does not name classes"):
        fit(wrong, requests.bundle, gold="topics")
    votes.unpersist()


def test_several_classes_from_a_sample_of_patterns_and_from_an_earlier_model(
    spark: SparkSession, requests: Shipped
) -> None:
    votes = apply(requests.frame, requests.bundle).cache()
    sampled = fit(votes, requests.bundle, maximum_patterns=120, seed=3)
    assert sampled.sampling_threshold > 1
    again = fit(votes.repartition(4), requests.bundle, maximum_patterns=120, seed=3)
    assert again.json == sampled.json
    earlier = requests.folder / "sampled.json"
    sampled.save(earlier)
    warm = fit(votes, requests.bundle, arguments=["--from", str(earlier)])
    assert json.loads(warm.json)["voters"] == requests.bundle.functions
    votes.unpersist()


def test_several_classes_in_a_query_and_by_the_model_of_the_bundle(
    spark: SparkSession, requests: Shipped
) -> None:
    expected = requests.model()
    archive = requests.folder / "with-model.tar.gz"
    winnow(
        "bundle", "RequestTopics", "--model", str(requests.folder / "model.json"), "--output",
        str(archive),
    )  # fmt: skip
    bundle = Bundle(archive)
    assert bundle.labels == "several" and bundle.has_model
    own = label(requests.frame, bundle, provenance=True).collect()
    assert [row["id"] for row in own if not requests.is_same(row)] == []
    name = bundle.distribute(spark)
    requests.frame.createOrReplaceTempView("requests")
    query = (
        "SELECT TRANSFORM(to_json(struct(*))) USING "
        f"'./{name}/bin/winnow worker --mode label --provenance --quiet' AS (json STRING) "
        "FROM requests"
    )
    lines = sorted(row["json"] for row in spark.sql(query).collect())
    text = (requests.folder / "labels.jsonl").read_text(encoding="utf-8")
    assert lines == sorted(text.split("\n")[:-1])
    assert expected == (requests.folder / "model.json").read_text(encoding="utf-8")


def test_what_does_not_go_with_several_classes_is_said_on_the_driver(
    spark: SparkSession, requests: Shipped, animals: Shipped
) -> None:
    several, one = Model(requests.model()), Model(animals.model())
    with pytest.raises(ValueError, match="ties are broken where a document has one class"):
        label(requests.frame, requests.bundle, several, ties="first")
    with pytest.raises(BundleError, match="for one class a document, the task .* has several"):
        label(requests.frame, requests.bundle, one)
    with pytest.raises(BundleError, match="for several classes a document, the task .* has one"):
        label(animals.frame, animals.bundle, several)
    votes = apply(requests.frame.limit(3), requests.bundle)
    name = f"vote_{requests.bundle.functions[0]}"
    with pytest.raises(BundleError, match="the vote 'account\\|x' says nothing of the task's"):
        fit(votes.withColumn(name, F.lit("account|x")), requests.bundle)
