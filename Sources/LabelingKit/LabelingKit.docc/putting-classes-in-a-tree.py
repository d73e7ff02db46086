#!/usr/bin/env python3
"""Runs what the page about classes in a tree shows, and writes it.

Everything between the fences is source of the shipped task, or what the commands print. Durations
are the only thing that differs from one machine to the next.

    make build
    python3 Sources/LabelingKit/LabelingKit.docc/putting-classes-in-a-tree.py
"""

import argparse
import shutil
import tempfile
from pathlib import Path

from transcript import Transcript

ROOT = Path(__file__).resolve().parents[3]
TASK = ROOT / "LabelingFunctions/MarketListings"
HIDDEN = "^(building|warning|help|note|[0-9]+ documents)"


def excerpt(path: Path, first: str, last: str) -> str:
    """The lines of a source from one that begins so to one that begins so."""
    lines = path.read_text().split("\n")
    start = next(i for i, line in enumerate(lines) if line.strip().startswith(first))
    end = next(i for i, line in enumerate(lines) if i >= start and line.strip().startswith(last))
    return "\n".join(lines[start : end + 1])


def play(page: Transcript) -> None:
    """The page's content."""
    page.say(
        """
# Putting classes in a tree

Topics, products and diseases stand in trees. Functions for them know how far down they can see: *the
charger is included* says electronics, *Bluetooth* says audio, *the ear pads are new* says headphones.
So do people who label, and so may labels. This page takes one task through all of it. Every block below is what
the commands print; [putting-classes-in-a-tree.py](putting-classes-in-a-tree.py) typed them and wrote this page.
The corpus is the shipped one of [listings](../../../Datasets/listings/README.md), the set of functions for it is
`LabelingFunctions/MarketListings`.

Classes conform to `ClassTree` and list their groups. A group lies in every other one that has all of its classes:
"""
    )
    page.fence("swift", excerpt(TASK / "Item.swift", "static let groups", "]"))
    page.say(
        """
## Votes at every level

A function votes for a class, or for a group by its name:
"""
    )
    page.fence(
        "swift",
        excerpt(TASK / "MarketListings.swift", "// 2.", ".example")
        + "\n\n"
        + excerpt(TASK / "MarketListings.swift", "// 3.", ".example"),
    )
    page.say(
        """
Such a vote is one for the set of the group's classes: it counts, and is judged, as <doc:saying-what-you-know>
says. Two votes are in conflict where neither group lies in the other.
"""
    )
    page.run(
        "winnow analyze market listings.csv --gold-field gold --quiet "
        "| grep -e ^function -e belongs_to_audio -e runs_on_power -e names_the_item",
        hides=HIDDEN,
    )
    page.say(
        """
## Gold labels may stop too

Whoever looks at *Dishwasher-safe, we cook less now* cannot tell a pan from a kettle. The gold labels of this corpus
are paths that end where the looking ended:
"""
    )
    page.run("grep -m 4 -e 'home/kitchen$' -e 'home/kitchen/pan' listings.csv; grep -m 1 'electronics$' listings.csv")
    page.say(
        """
`home/kitchen` is a set of three classes, and gold without a tree may be a set as well: `kettle|pan`, `!knife`. Each
part of a path is checked, and may be left out from the front: `kitchen/pan` and `pan` are the same. Where gold labels
anchor the fit, the probabilities of such a listing stay within the set, and other labels decide within it:
"""
    )
    page.run(
        "winnow label market listings.csv --gold listings.csv --output anchored.csv "
        "--save-model model.json | grep ^labels",
        hides=HIDDEN,
    )
    page.run("grep -m 3 'home/kitchen,' anchored.csv | cut -c 1-150")
    page.say(
        """
## What labels are worth

Without gold in the fit, all of it is there to judge by. `--task` tells `evaluate` the tree; a model does as well
(`--groups model.json`), and so does JSON (`{"kitchen": ["kettle", "knife", "pan"]}`):
"""
    )
    page.run("winnow label market listings.csv --output fine.csv | grep ^labels", hides=HIDDEN)
    page.run(
        "winnow evaluate fine.csv --gold listings.csv --task market/LabelingFunctions/Market "
        "| grep -e fine.csv -e accuracy -e '^[123] ' -e hierarchical -e 'of the labels'",
        hides=HIDDEN,
    )
    page.say(
        """
A label is right when it is one of what gold allows. On the first level it is enough that the department is right, on
the second the shelf; gold that stops above a level is not judged on it. The hierarchical figures (Kiritchenko, Matwin
and Famili 2005) count a label, and the truth, with all that it lies in: a wrong item of the right shelf is right in
two places of three.

The same for majority vote:
"""
    )
    page.run(
        "winnow label market listings.csv --model majority-vote --output majority.csv | grep ^labels",
        hides=HIDDEN,
    )
    page.run(
        "winnow evaluate majority.csv --gold listings.csv --task market/LabelingFunctions/Market "
        "| grep -e majority.csv -e accuracy -e '^[123] ' -e hierarchical -e 'of the labels'",
        hides=HIDDEN,
    )
    page.say(
        """
## Labels that stop

With `--coarse-below 0.6` a label is the deepest class or group that is this probable:
"""
    )
    page.run(
        "winnow label market listings.csv --coarse-below 0.6 --output coarse.csv | grep ^labels",
        hides=HIDDEN,
    )
    page.run(
        "winnow evaluate coarse.csv --gold listings.csv --task market/LabelingFunctions/Market "
        "| grep -e coarse.csv -e accuracy -e '^[123] ' -e hierarchical -e 'of the labels'",
        hides=HIDDEN,
    )
    page.say(
        """
A group is right when the truth is in it, so accuracy alone would praise a program that always says *home or
electronics*. Beside it stands how much the labels say: the share that are classes, and the classes that a label
stands for. On each level, labels that stop above it lower the coverage and not the accuracy.
"""
    )


def main() -> None:
    """Types the commands in a folder of their own and writes the page."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--winnow", type=Path, default=ROOT / ".build/release/winnow")
    parser.add_argument("--keep", type=Path, help="a folder for the files")
    arguments = parser.parse_args()
    if not arguments.winnow.exists():
        parser.error(f"there is no '{arguments.winnow}'; 'make build' makes it")
    folder = arguments.keep or Path(tempfile.mkdtemp(prefix="winnow-tutorial-"))
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    page = Transcript(folder, arguments.winnow.resolve())
    try:
        shutil.copy(ROOT / "Datasets/listings/listings.csv", folder)
        source = page.new_task("Market", "a,b", "market", ROOT)
        source.unlink()
        for file in TASK.iterdir():
            if file.name != "Plugin.swift":
                shutil.copy(file, source.parent)
        play(page)
    finally:
        if not arguments.keep:
            shutil.rmtree(folder)
    page.write(Path(__file__).with_suffix(".md"))


if __name__ == "__main__":
    main()
