"""Names of columns."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Iterable

from .bundle import BundleError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def quoted(name: str) -> str:
    """A column's name as Spark's parser takes it, whatever characters it has."""
    return "`" + name.replace("`", "``") + "`"


def check_added(df: DataFrame, added: Iterable[str]) -> None:
    """Refuses names that Spark could not tell apart.

    Raises:
        BundleError: An added column has the name of another one.
    """
    tells_case = df.sparkSession.conf.get("spark.sql.caseSensitive", "false") == "true"

    def same(name: str) -> str:
        return name if tells_case else name.lower()

    taken = {same(name): name for name in df.columns}
    for name in added:
        if same(name) in taken:
            raise BundleError(
                f"the DataFrame has a column '{taken[same(name)]}' already; drop it or choose "
                "a prefix"
            )
    twice = [name for name, count in Counter(map(same, added)).items() if count > 1]
    if twice:
        names = " and ".join(f"'{name}'" for name in added if same(name) == twice[0])
        raise BundleError(
            f"Spark takes the columns {names} for one; set spark.sql.caseSensitive to true"
        )
