"""Measures Winnow on a cluster of one and of two executors on this machine.

Prints the tables of the README as Markdown: throughput, where processor time goes, and how
large the driver's table of patterns may become. ``make bench-spark`` runs it.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Callable, Iterable, Iterator

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

PACKAGE = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PACKAGE), str(PACKAGE / "tests")]

from cluster import ROOT, session, winnow  # noqa: E402
from peer import snorkel_votes, winnow_votes  # noqa: E402
from processes import Peak, Usage, usage  # noqa: E402
from winnow_spark import Bundle, apply, fit, label  # noqa: E402

WORK = ROOT / ".build" / "benchmarks" / "spark"
#: What is measured by default; ``snorkel`` needs Snorkel in the environment.
PARTS = ["throughput", "patterns"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parts", nargs="+", choices=[*PARTS, "snorkel"], default=PARTS)
    parser.add_argument("--documents", type=int, default=1_000_000)
    parser.add_argument("--functions", type=Path, default=ROOT / "Benchmarks" / "functions.json")
    parser.add_argument("--counts", type=int, nargs="+", default=[10, 50])
    parser.add_argument("--patterns", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    words = json.loads(options.functions.read_text(encoding="utf-8"))
    bundles = {count: Bundle(bundle(words, count)) for count in options.counts}
    if "throughput" in options.parts:
        throughput(words, bundles, options)
    if "patterns" in options.parts:
        with cluster(2) as spark:
            patterns(spark, bundles[options.counts[-1]], options.patterns)
    if "snorkel" in options.parts:
        beside_snorkel(words, bundles, options)


@contextmanager
def cluster(executors: int) -> Iterator[SparkSession]:
    """A cluster of executors of one core each."""
    settings = {
        "spark.driver.memory": "1g",
        "spark.sql.shuffle.partitions": "8",
        "spark.sql.execution.arrow.pyspark.enabled": "true",
    }
    spark = session(f"local-cluster[{executors},1,1024]", settings)
    yield spark
    spark.stop()


def throughput(
    words: dict[str, Any], bundles: dict[int, Bundle], options: argparse.Namespace
) -> None:
    """Documents a second on one and two executors, and where processor time goes."""
    print("| executors | job | s | documents/s | of these: Spark s | Python s | Winnow s |")
    print("| ---: | --- | ---: | ---: | ---: | ---: | ---: |")
    totals: dict[tuple[int, str], Usage] = {}
    starts: list[float] = []
    for executors in (1, 2):
        with cluster(executors) as spark:
            documents = corpus(spark, words, options.documents)
            for name, job in jobs(documents, bundles):
                seconds, used = measured(job, options.rounds)
                totals[executors, name] = used
                rate = options.documents / seconds
                print(
                    f"| {executors} | {name} | {seconds:.1f} | {rate:,.0f} | {used.spark:.1f} "
                    f"| {used.python:.1f} | {used.winnow:.1f} |",
                    flush=True,
                )
            starts.append(start_of_a_partition(spark, bundles[options.counts[0]]))
    shares(totals, options, starts)


def bundle(words: dict[str, Any], count: int) -> Path:
    """A bundle of the first functions of a list, compiled as its own package."""
    name = f"Scale{count}"
    task, target = WORK / name, WORK / f"{name}.tar.gz"
    if not task.exists():
        winnow("new", name, "--classes", ",".join(words["classes"]), "--path", str(task))
    lines = []
    for function in words["functions"][:count]:
        vote = f"vote: .{function['vote']})"
        if "keywords" in function:
            listed = json.dumps(function["keywords"], ensure_ascii=False)
            lines.append(f'  Keywords("{function["name"]}", {listed}, {vote}')
        else:
            pattern = f'##"{function["pattern"]}"##'
            cased = vote.removesuffix(")") + ", matchesCase: true)"
            lines.append(f'  Pattern("{function["name"]}", {pattern}, {cased}')
    cases = "\n".join(f"  case {name}" for name in words["classes"])
    source = task / "LabelingFunctions" / name / f"{name}.swift"
    source.write_text(
        f"import LabelingKit\n\nenum Topic: String, LabelClass {{\n{cases}\n}}\n\n"
        "let labelingFunctions = LabelingFunctionSet(for: Topic.self) {\n"
        + "\n".join(lines) + "\n}\n",
        encoding="utf-8",
    )  # fmt: skip
    winnow("bundle", str(task), "--output", str(target))
    return target


def corpus(spark: SparkSession, words: dict[str, Any], count: int) -> DataFrame:
    """Documents of about twenty words: mostly filler, some of one class; as Parquet."""
    path = WORK / f"documents-{count}.parquet"
    if not (path / "_SUCCESS").exists():
        filler = F.array(*map(F.lit, words["filler"].split()))
        own = F.create_map(
            *(
                part
                for name in words["classes"]
                for part in (F.lit(name), F.array(*map(F.lit, words["words"][name].split())))
            )
        )
        classes = F.array(*map(F.lit, words["classes"]))

        def draw(array: Any, *seed: Any) -> Any:
            return F.element_at(array, (1 + F.pmod(F.xxhash64(*seed), F.size(array))).cast("int"))

        kind = draw(classes, F.col("id"))
        text = F.transform(
            F.sequence(F.lit(1), (12 + F.pmod(F.xxhash64("id", F.lit("n")), F.lit(16))).cast("int")),
            lambda place: F.when(
                F.pmod(F.xxhash64("id", place, F.lit("k")), F.lit(9)) == 0,
                draw(own[F.col("kind")], F.col("id"), place),
            ).otherwise(draw(filler, F.col("id"), place)),
        )
        made = spark.range(0, count, numPartitions=16).withColumn("kind", kind)
        made = made.select(F.concat(F.lit("d"), "id").alias("id"), F.concat_ws(" ", text).alias("text"))
        made.write.mode("overwrite").parquet(str(path))
    return spark.read.parquet(str(path)).repartition(16).cache()


def jobs(
    documents: DataFrame, bundles: dict[int, Bundle]
) -> Iterator[tuple[str, Callable[[], object]]]:
    documents.count()
    yield "scan", lambda: write(documents)
    yield "to_json, Arrow, Python", lambda: write(through_python(documents))
    for count, packed in bundles.items():
        votes = apply(documents, packed)
        yield f"apply, {count} functions", lambda: write(votes)
        model = fit(votes, packed)
        yield f"fit, {count} functions", lambda: fit(votes, packed)
        labeled = label(documents, packed, model)
        yield f"label, {count} functions", lambda: write(labeled)


def write(frame: DataFrame) -> None:
    frame.write.format("noop").mode("overwrite").save()


def through_python(documents: DataFrame) -> DataFrame:
    """All that ``apply`` does but the worker: lines to Python and columns back."""
    lined = documents.withColumn("line", F.to_json(F.struct("*")))

    def run(batches: Iterable[Any]) -> Iterator[Any]:
        for batch in batches:
            "\n".join(batch.column("line").to_pylist()).encode()
            yield batch.select(["id", "text"])

    return lined.mapInArrow(run, documents.schema)


def measured(job: Callable[[], object], rounds: int) -> tuple[float, Usage]:
    """Median seconds of some rounds after one that warms up, and the usage of that round."""
    job()
    found = []
    for _ in range(rounds):
        before, begun = usage(), time.perf_counter()
        job()
        found.append((time.perf_counter() - begun, usage() - before))
    middle = statistics.median_low(seconds for seconds, _ in found)
    return next(pair for pair in found if pair[0] == middle)


def start_of_a_partition(spark: SparkSession, packed: Bundle) -> float:
    """Core seconds that a partition costs before its first document."""
    frames = [
        apply(spark.createDataFrame([("a b c",)] * 4, "text string").repartition(count), packed)
        for count in (4, 68)
    ]
    few, many = (measured(lambda: write(frame), 2)[1].total for frame in frames)
    return (many - few) / 64


def shares(
    totals: dict[tuple[int, str], Usage], options: argparse.Namespace, starts: list[float]
) -> None:
    """Where the core seconds of a million labeled documents go."""
    million = options.documents / 1e6
    print("\n| functions | Spark | serializing | Winnow | core s per million | core h per billion |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: |")
    scan = totals[2, "scan"].spark
    for count in options.counts:
        used = totals[2, f"label, {count} functions"]
        parts = (scan, used.spark - scan + used.python, used.winnow)
        whole = sum(parts)
        cells = " | ".join(f"{part / whole:.0%}" for part in parts)
        each = whole / million
        print(f"| {count} | {cells} | {each:.1f} | {each * 1000 / 3600:.2f} |")
    print(f"\nA partition costs {statistics.mean(starts):.2f} core s before its first document.")


def patterns(spark: SparkSession, packed: Bundle, sizes: list[int]) -> None:
    """Fits to dense votes, nearly every row of which is distinct."""
    print("\n| functions | documents | distinct rows | kept | t | fit s | winnow MB |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for size in sizes:
        votes = dense_votes(spark, packed, size).cache()
        votes.count()
        for maximum in (2_000_000, size // 10):
            before = time.perf_counter()
            with Peak("winnow") as peak:
                model = fit(votes, packed, maximum_patterns=maximum, arguments=["--no-checks"])
            seconds = time.perf_counter() - before
            kept = model.report.rpartition(" documents, ")[2].split()[0]
            print(
                f"| {len(packed.functions)} | {size:,} | {size:,} | {int(kept):,} "
                f"| {model.sampling_threshold} | {seconds:.1f} | {peak.megabytes:.0f} |",
                flush=True,
            )
        votes.unpersist()


def dense_votes(spark: SparkSession, packed: Bundle, count: int) -> DataFrame:
    """Votes of functions that are right seven times of ten, on six documents of ten."""
    classes = F.array(*map(F.lit, packed.classes))
    size = len(packed.classes)
    truth = F.pmod(F.col("id"), F.lit(size)).cast("int")
    votes = []
    for number, name in enumerate(packed.functions):
        drawn = F.pmod(F.xxhash64(F.lit(number), "id"), F.lit(1000)).cast("int")
        given = F.when(drawn % 10 < 7, truth).otherwise(drawn % size)
        votes.append(F.when(drawn < 600, F.element_at(classes, given + 1)).alias(f"vote_{name}"))
    return spark.range(0, count, numPartitions=8).select(*votes)


def beside_snorkel(
    words: dict[str, Any], bundles: dict[int, Bundle], options: argparse.Namespace
) -> None:
    """Both bring all votes to the driver, as Snorkel's applier does in any case."""
    print("\n| functions | Winnow s | core s | Snorkel s | core s | votes | different |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for count, packed in bundles.items():
        sides: dict[str, Callable[[DataFrame], Any]] = {
            "winnow": partial(winnow_votes, bundle=packed),
            "snorkel": partial(snorkel_votes, words=words, count=count),
        }
        cells = []
        matrices: dict[str, Any] = {}
        for side, collect in sides.items():
            # A cluster each: Spark ends idle Python workers, whose time would be missed.
            with cluster(2) as spark:
                shuffled = corpus(spark, words, options.documents)
                # In order, so that the rows of both matrices are the same documents.
                ranges = shuffled.repartitionByRange(16, "id")
                documents = ranges.sortWithinPartitions("id").cache()
                documents.count()
                seconds, used = measured(
                    lambda: matrices.update({side: collect(documents)}), options.rounds
                )
            cells.append(f"{seconds:.1f} | {used.total:.1f}")
        own, other = matrices["winnow"], matrices["snorkel"]
        print(
            f"| {count} | {' | '.join(cells)} | {(own >= 0).sum():,} | {(own != other).sum():,} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
