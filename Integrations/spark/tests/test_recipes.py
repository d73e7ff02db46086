"""The SQL recipes do what the Python package does."""

from __future__ import annotations

import json
from pathlib import Path

from cluster import ROOT, winnow
from conftest import texts
from pyspark.sql import DataFrame, SparkSession
from winnow_spark import Bundle, apply

RECIPES = ROOT / "Integrations" / "spark" / "recipes"


def run(spark: SparkSession, recipe: str, **variables: Path) -> None:
    """Runs a recipe's statements, as ``spark-sql --hivevar`` does."""
    for name, value in variables.items():
        spark.conf.set(name, str(value))
    for statement in (RECIPES / recipe).read_text(encoding="utf-8").split(";\n"):
        if statement.strip():
            spark.sql(statement)


def test_the_recipes_give_the_votes_model_and_labels_of_one_machine(
    spark: SparkSession, archive: Path, messages: Bundle, tmp_path: Path
) -> None:
    frame: DataFrame = spark.createDataFrame(
        [(f"d{n:04d}", text, str(n % 24)) for n, text in enumerate(texts(3_000, seed=6))],
        "id string, text string, hour string",
    ).repartition(5, "id")
    frame.createOrReplaceTempView("messages")
    corpus, model = tmp_path / "corpus.jsonl", tmp_path / "model.json"
    with corpus.open("w", encoding="utf-8") as file:
        for row in sorted(frame.collect()):
            file.write(json.dumps(row.asDict(), ensure_ascii=False, separators=(",", ":")) + "\n")
    winnow(
        "label", "MessageSpam", str(corpus), "--output", str(tmp_path / "labels.jsonl"),
        "--save-model", str(tmp_path / "expected.json"), "--quiet",
    )  # fmt: skip

    run(spark, "votes.sql", bundle=archive)
    voted = {row["id"]: row for row in apply(frame, messages).collect()}
    rows = spark.table("votes").collect()
    assert len(rows) == 3_000
    for row in rows:
        of_columns = {name: voted[row["id"]][f"vote_{name}"] for name in messages.functions}
        assert row["votes"] == {name: vote for name, vote in of_columns.items() if vote}
        assert (row["text"], row["faults"]) == (voted[row["id"]]["text"], None)

    run(spark, "statistics.sql", bundle=archive, statistics=tmp_path / "statistics")
    parts = sorted((tmp_path / "statistics").glob("part-*"))
    statistics = tmp_path / "statistics.jsonl"
    statistics.write_text("".join(part.read_text(encoding="utf-8") for part in parts))
    winnow("fit", "--stats", str(statistics), "--output", str(model))
    assert model.read_bytes() == (tmp_path / "expected.json").read_bytes()

    run(spark, "labels.sql", bundle=archive, model=model)
    rows = spark.table("labels").collect()
    lines = sorted(row["json"] for row in rows)
    # Not splitlines(), which takes U+2028 for a line end too.
    assert lines == (tmp_path / "labels.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
    answers = {answer["id"]: answer for answer in map(json.loads, lines)}
    for row in rows:
        answer = answers[row["id"]]
        assert row["label"] == answer.get("label") and row["labels"] is None
        assert row["confidence"] == answer.get("confidence")
        assert row["probabilities"] == answer["probabilities"]
