"""Winnow on Spark: labeling functions written in Swift, applied to DataFrames.

``winnow bundle`` packs a task into one archive; ``apply`` adds its votes to a DataFrame,
``fit`` learns a label model from them, and ``label`` adds label, confidence and
probabilities. The same corpus gives the same labels as ``winnow label`` on one machine, to
the last bit, however it is partitioned.
"""

from .bundle import Bundle, BundleError
from .frames import apply, label
from .model import Model, fit
from .worker import WorkerError

__all__ = [
    "Bundle",
    "BundleError",
    "Model",
    "WorkerError",
    "apply",
    "fit",
    "label",
]
