"""Spark's types, nulls and names come out as they went in."""

from __future__ import annotations

from copy import copy
from pathlib import Path

import pytest
from pyspark.sql import SparkSession
from winnow_spark import Bundle, BundleError, apply

#: An expression of each type that Arrow carries, for a row number ``id``.
TYPES = {
    "boolean": "id % 2 = 0",
    "byte": "cast(id % 100 as byte)",
    "short": "cast(id as short)",
    "int": "cast(id as int)",
    "long": "id * 4611686018427387",
    "float": "cast(id / 7 as float)",
    "double": "if(id = 3, double('NaN'), if(id = 4, double('-Infinity'), id / 7D))",
    "wide": "cast(id as decimal(38,18)) / 7",
    "date": "date_add(date'1950-12-30', cast(id as int))",
    "timestamp": "timestamp'1950-01-01 00:00:00' + make_interval(0, 0, 0, cast(id * 4000 as int))",
    "wall": "timestamp_ntz'2024-03-31 02:30:00'",
    "binary": "unhex(concat('00FF', lpad(hex(id), 2, '0')))",
    "characters": "cast(concat('x', id) as varchar(9))",
    "span": "make_dt_interval(cast(id as int), 1, 2, 3.000004)",
    "struct": "named_struct('a', if(id % 2 = 0, null, id), 'b', array(named_struct('c', 'x\\n')))",
    "array": "array(null, array(id), array())",
    "map": "map('k\\t', array(id), concat('n', id), null)",
    "no_text": "cast(unhex('C3FF41') as string)",
    "a.b": "concat('dots', id)",
    "c`d e": "concat('quotes', id)",
    "größe 🎉": "concat('more', id)",
}


def test_every_type_comes_out_as_it_went_in(
    spark: SparkSession, messages: Bundle, tmp_path: Path
) -> None:
    columns = [
        f"if(id % 5 = 1, null, {expression}) as `{name.replace('`', '``')}`"
        for name, expression in TYPES.items()
    ]
    rows = spark.range(40).selectExpr("'you have won' as text", "id as number", *columns)
    rows.write.parquet(str(tmp_path / "in"))
    before = spark.read.parquet(str(tmp_path / "in"))
    votes = apply(before.repartition(3), messages)
    votes.write.parquet(str(tmp_path / "out"))
    after = spark.read.parquet(str(tmp_path / "out")).select(
        *(f"`{name.replace('`', '``')}`" for name in before.columns)
    )
    assert after.schema == before.schema
    # Bytes that are no text do not become Python strings.
    comparable = [
        "hex(`no_text`)" if name == "no_text" else
        "to_json(`map`)" if name == "map" else f"`{name.replace('`', '``')}`"
        for name in before.columns
    ]  # fmt: skip
    first, second = before.selectExpr(*comparable), after.selectExpr(*comparable)
    assert second.count() == 40
    assert first.exceptAll(second).count() == 0
    assert after.where("text is null or struct is not null").count() == 32


def test_a_dataframe_without_rows_or_with_empty_partitions_keeps_its_columns(
    spark: SparkSession, messages: Bundle
) -> None:
    frame = spark.createDataFrame([("free prize",), ("hello",)], "text string")
    none = apply(frame.where("text = 'x'"), messages)
    assert none.collect() == []
    some = apply(frame.repartition(9), messages)
    assert some.schema == none.schema
    assert sorted(row["text"] for row in some.collect()) == ["free prize", "hello"]


def test_names_that_spark_takes_for_one_are_refused(spark: SparkSession, messages: Bundle) -> None:
    bundle = copy(messages)
    name = bundle.functions[0]
    frame = spark.createDataFrame([("a", "b")], f"text string, VOTE_{name} string")
    with pytest.raises(BundleError, match=f"column 'VOTE_{name}' already"):
        apply(frame, bundle)
    bundle.functions = [name, name.upper(), *bundle.functions[2:]]
    with pytest.raises(BundleError, match="takes the columns .* for one"):
        apply(frame.select("text"), bundle)
