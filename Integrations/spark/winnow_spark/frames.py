"""Votes and labels as columns of a DataFrame."""

from __future__ import annotations

import json
import tempfile
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable, Iterable, Iterator, Sequence

from .bundle import Bundle, BundleError
from .columns import check_added, quoted
from .worker import answers

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

    from .model import Model

_LINE = "__winnow_line"


def apply(
    df: DataFrame,
    bundle: Bundle,
    *,
    text: str | None = "text",
    fields: Sequence[str] | None = None,
    prefix: str = "",
    on_error: str = "fail",
    time_limit: float = 10,
) -> DataFrame:
    """Adds the votes of the bundle's labeling functions.

    Every column stays as it is. Added are ``vote_<function>`` (a class, another ballot as
    tables have them, such as ``cat|dog``, ``spam@0.8`` or ``billing+-login``, or null where
    the function abstains) for each function and ``faults`` (function to cause, null where
    there are none): a function that throws, crashes or runs out of time costs its cell.

    Args:
        df: The documents.
        bundle: The task.
        text: Column that holds the text; ``None`` if no function reads one.
        fields: Columns that functions may read; ``None`` for all.
        prefix: Put before the names of the added columns.
        on_error: What to do with a row without a text: ``"fail"`` ends the job, ``"mark"``
            leaves its votes null and says why in a column ``error``.
        time_limit: Seconds that one function may take for one document.

    Returns:
        The documents with their votes, in the same partitions.

    Raises:
        BundleError: A column of an added name is there already.
    """
    from pyspark.sql.types import MapType, StringType, StructField

    votes = [StructField(f"{prefix}vote_{name}", StringType()) for name in bundle.functions]
    faults = StructField(f"{prefix}faults", MapType(StringType(), StringType()))
    functions = tuple(bundle.functions)

    def cells(answer: dict[str, Any]) -> tuple[Any, ...]:
        given = answer.get("votes", {})
        return (*map(given.get, functions), answer.get("faults"))

    return _with_answers(
        df, bundle, text, fields, prefix, on_error, time_limit, ["--mode", "apply"], None,
        [*votes, faults], cells,
    )  # fmt: skip


def label(
    df: DataFrame,
    bundle: Bundle,
    model: Model | None = None,
    *,
    text: str | None = "text",
    fields: Sequence[str] | None = None,
    prefix: str = "",
    provenance: bool = False,
    ties: str = "abstain",
    label_uncovered: bool = False,
    on_error: str = "fail",
    time_limit: float = 10,
) -> DataFrame:
    """Adds labels and probabilities.

    Every column stays as it is. Added are ``label`` and its probability, ``confidence`` (both
    null where the model abstains), ``p_<class>`` for each class and ``faults``; the values are
    those of ``winnow label`` with the same model, to the last bit. Where a document may have
    several classes, ``labels`` stands for ``label`` and ``confidence``: an array of its
    classes, null where it has no labels; each ``p_<class>`` is a probability on its own.

    Args:
        df: The documents.
        bundle: The task.
        model: The label model; ``None`` takes the bundle's own.
        text: Column that holds the text; ``None`` if no function reads one.
        fields: Columns that functions may read; ``None`` for all.
        prefix: Put before the names of the added columns.
        provenance: Whether ``vote_<function>`` is added for each function too.
        ties: How to break ties: ``"abstain"`` or ``"first"``; of several classes a document
            there are none.
        label_uncovered: Whether documents without any vote get labels too.
        on_error: As for :func:`apply`.
        time_limit: As for :func:`apply`.

    Returns:
        The documents with their labels, in the same partitions.

    Raises:
        BundleError: There is no model, it is of other functions, or a column of an added
            name is there already.
        ValueError: Ties are to be broken where documents may have several classes.
    """
    from pyspark.sql.types import ArrayType, DoubleType, MapType, StringType, StructField

    if model is None and not bundle.has_model:
        raise BundleError(
            f"the bundle '{bundle.path}' holds no label model; fit one with winnow_spark.fit"
        )
    if model is not None:
        model.check(bundle)
    several = bundle.labels == "several"
    if several and ties != "abstain":
        raise ValueError("ties are broken where a document has one class; leave out 'ties'")
    classes = tuple(bundle.classes)
    functions = tuple(bundle.functions) if provenance else ()
    names = ("labels",) if several else ("label", "confidence")
    types = (ArrayType(StringType()),) if several else (StringType(), DoubleType())
    added = [
        *(StructField(f"{prefix}{name}", type) for name, type in zip(names, types)),
        *(StructField(f"{prefix}p_{name}", DoubleType()) for name in classes),
        *(StructField(f"{prefix}vote_{name}", StringType()) for name in functions),
        StructField(f"{prefix}faults", MapType(StringType(), StringType())),
    ]

    def cells(answer: dict[str, Any]) -> tuple[Any, ...]:
        probabilities = answer.get("probabilities", {})
        given = answer.get("votes", {})
        return (
            *map(answer.get, names),
            *map(probabilities.get, classes),
            *map(given.get, functions),
            answer.get("faults"),
        )

    arguments = ["--mode", "label", *([] if several else ["--ties", ties])]
    if provenance:
        arguments.append("--provenance")
    if label_uncovered:
        arguments.append("--label-uncovered")
    return _with_answers(
        df, bundle, text, fields, prefix, on_error, time_limit, arguments,
        model.json if model is not None else None, added, cells,
    )  # fmt: skip


def _with_answers(
    df: DataFrame,
    bundle: Bundle,
    text: str | None,
    fields: Sequence[str] | None,
    prefix: str,
    on_error: str,
    time_limit: float,
    arguments: list[str],
    model: str | None,
    added: list[Any],
    cells: Callable[[dict[str, Any]], tuple[Any, ...]],
) -> DataFrame:
    """Runs a worker over each partition and adds what it answers."""
    from pyspark.sql import functions as F
    from pyspark.sql.types import StringType, StructField, StructType

    if on_error not in ("fail", "mark"):
        raise ValueError(f"on_error is 'fail' or 'mark', not '{on_error}'")
    if on_error == "mark":
        added = [*added, StructField(f"{prefix}error", StringType())]
        inner = cells

        def cells(answer: dict[str, Any]) -> tuple[Any, ...]:
            return (*inner(answer), answer.get("error"))

    check_added(df, [field.name for field in added])
    sent = list(fields) if fields is not None else list(df.columns)
    if text is not None and text.partition(".")[0] not in sent:
        raise BundleError(
            f"there is no column '{text}' to read the text from; columns are: {', '.join(sent)}"
        )
    spark = df.sparkSession
    folder = bundle.distribute(spark)
    _ship_package(spark)
    arguments = [*arguments, "--additions-only", "--quiet", "--on-error", on_error]
    arguments += ["--time-limit", str(time_limit)]
    if text is not None:
        arguments += ["--text-field", text]
    schema = StructType([*df.schema.fields, *added])
    types = StructType(added)
    lined = df.withColumn(_LINE, F.to_json(F.struct(*[F.col(quoted(name)) for name in sent])))

    names = list(schema.names)
    # Spark reads dots and backticks in the names of what it sends to Python as syntax.
    plain = lined.toDF(*(f"c{index}" for index in range(len(df.columns))), _LINE)

    def run(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        yield from _answered(batches, folder, arguments, model, names, types, cells)

    return plain.mapInArrow(run, schema)


def _answered(
    batches: Iterable[pyarrow.RecordBatch],
    folder: str,
    arguments: list[str],
    model: str | None,
    names: list[str],
    types: Any,
    cells: Callable[[dict[str, Any]], tuple[Any, ...]],
) -> Iterator[pyarrow.RecordBatch]:
    """Runs on an executor: each batch with the columns that the worker's answers make."""
    import pyarrow
    from pyspark import SparkFiles
    from pyspark.sql.pandas.types import to_arrow_type

    arrow_types = [to_arrow_type(field.dataType) for field in types.fields]
    waiting: deque[pyarrow.RecordBatch] = deque()

    def lines() -> Iterator[list[str]]:
        for batch in batches:
            if batch.num_rows > 0:
                waiting.append(batch)
                yield batch.column(batch.schema.get_field_index(_LINE)).to_pylist()

    # There are far fewer distinct answers than documents.
    known: dict[bytes, tuple[Any, ...]] = {}

    def parsed(answer: bytes) -> tuple[Any, ...]:
        row = known.get(answer)
        if row is None:
            if len(known) > 100_000:
                known.clear()
            row = known[answer] = cells(json.loads(answer))
        return row

    with tempfile.TemporaryDirectory() as scratch:
        if model is not None:
            path = Path(scratch) / "model.json"
            path.write_text(model, encoding="utf-8")
            arguments = [*arguments, "--model", str(path)]
        for answered in answers(Path(SparkFiles.get(folder)), arguments, lines()):
            batch = waiting.popleft()
            index = batch.schema.get_field_index(_LINE)
            columns = [column for i, column in enumerate(batch.columns) if i != index]
            rows = zip(*map(parsed, answered))
            for field, arrow_type, column in zip(types.fields, arrow_types, rows):
                values = list(column)
                if pyarrow.types.is_map(arrow_type):
                    values = [None if value is None else list(value.items()) for value in values]
                columns.append(pyarrow.array(values, type=arrow_type))
            yield pyarrow.RecordBatch.from_arrays(columns, names)


def _ship_package(spark: Any) -> None:
    """Sends this package to the executors, which need not have it installed."""
    import zipfile

    context = spark.sparkContext
    if getattr(context, "_winnow_shipped", None) is not None:
        return
    source = Path(__file__).parent
    # Executors that come later fetch it too, so it stays as long as the context.
    folder = tempfile.TemporaryDirectory(prefix="winnow-spark-")
    path = Path(folder.name) / "winnow_spark.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(source.glob("*.py")):
            archive.write(file, f"winnow_spark/{file.name}")
    context.addPyFile(str(path))
    context._winnow_shipped = folder
