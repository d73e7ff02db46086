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

    def evaluate(labels: str) -> None:
        """Scores labels, without the tables by class and by confidence."""
        page.run(
            f"winnow evaluate {labels} --gold listings.csv --task market --quiet "
            "| grep -e ^against -e csv -e ^level -e '^[123] ' -e hierarchical -e 'are classes'",
            hides=HIDDEN,
        )

    page.say(
        """
# Putting classes in a tree

Topics, products and diseases often form a tree. A labeling function knows how far down it can see:
*the charger is included* means electronics, *Bluetooth* means audio, *the ear pads are new* means
headphones. People who label know it too, and labels may also stop at a group. This page follows one
task from its classes to its scores. Every block below is what the commands print;
[putting-classes-in-a-tree.py](putting-classes-in-a-tree.py) ran them and wrote this page. The corpus
is the shipped one of [second-hand listings](../../../Datasets/listings/README.md); its labeling
functions are in `LabelingFunctions/MarketListings`. Here `market` is a copy of that task, made by
`winnow new --path market`.

The classes are the items, at the bottom of the tree. They conform to `ClassTree` and list the groups
above them. A group belongs to every other group that contains all of its classes, so `audio` is a
part of `electronics`:
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
A vote for a group is a vote for the set of its classes: the truth is one of these. It is weighed and
judged as <doc:saying-what-you-know> explains. Two votes conflict when no class is in both.
"""
    )
    page.run(
        "winnow analyze market listings.csv --gold-field gold --quiet "
        "| grep -e ^function -e belongs_to -e runs_on_power",
        hides=HIDDEN,
    )
    page.say(
        """
A vote for a group is right when the truth is in the group, so a large group is right more often. The
column *by chance* is what the same votes would get on documents picked at random.

## Gold labels may stop too

Someone who reads *Dishwasher-safe, we cook less now* cannot tell a pan from a kettle. The gold labels
of this corpus are paths. They end where the person could not tell any further, and are empty where
nobody looked:
"""
    )
    page.run(
        "for end in kitchen/pan home/kitchen electronics ''; do "
        'grep -m 1 "[,/]$end\\$" listings.csv; done'
    )
    page.say(
        """
`home/kitchen` says that the item is one of three. The beginning of a path may be left out:
`kitchen/pan` and `pan` mean the same as `home/kitchen/pan`. What is written is checked:
"""
    )
    page.run("printf 'id,label\\nl0066,outdoors/pan\\n' > wrong.csv")
    page.run(
        "winnow label market listings.csv --gold wrong.csv --output refused.csv",
        hides="^building",
        codes=(1,),
    )
    page.say(
        """
Without a tree, a gold label may be a set as well: `kettle|pan` is one of the two, `!knife` is anything
but a knife.

## Labels, and how good they are

`label --gold-field` compares the label model with majority vote:
"""
    )
    page.run(
        "winnow label market listings.csv --gold-field gold --output fine.csv --save-model model.json "
        "| grep -A 9 ^against",
        hides=HIDDEN,
    )
    page.say(
        """
A label is right when it is one of the classes that gold allows. Majority vote labels only 59 % of the
listings: votes for groups alone leave their classes tied. On the 642 listings that both label, the
label model is right more often. On the other 452 there is little evidence, so the item is often a guess.

How wrong are these guesses? `evaluate` answers by levels of the tree. It knows the tree from `--task`,
from a model (`--groups model.json`) or from a JSON file (`{"kitchen": ["kettle", "knife", "pan"]}`):
"""
    )
    evaluate("fine.csv")
    page.say(
        """
On level 1 the label has to be in the right department, on level 2 on the right shelf, on level 3 it has
to be the right item. A gold label that stops above a level does not count there. Most labels
with a wrong item are on the right shelf. The hierarchical figures (Kiritchenko, Matwin and Famili 2005) compare the label
and the truth together with all groups that they are in: a wrong item on the right shelf is right in two
places of three.

## Labels that stop

With `--coarse-below 0.6` a label is the deepest class or group whose probability is at least 0.6:
"""
    )
    page.run(
        "winnow label market listings.csv --coarse-below 0.6 --output coarse.csv | grep ^labels",
        hides=HIDDEN,
    )
    evaluate("coarse.csv")
    page.say(
        """
A group is right when the truth is in it. Accuracy alone would therefore praise a program that always
answers *home*, *outdoors* or *electronics*, so read it together with the last line: how many of the
labels are classes, and how many classes a label stands for on average. On each level, labels that stop
above it lower the coverage, not the accuracy.

## Fitting with gold labels

With `--gold` the label model learns from the gold labels. The probabilities of a listing whose gold
label is a group stay within that group:
"""
    )
    page.run(
        "winnow label market listings.csv --gold listings.csv --output anchored.csv | grep ^labels",
        hides=HIDDEN,
    )
    page.run(
        "grep -e ^id, -e ^l0166, anchored.csv | cut -d , -f 4- "
        "| sed -E 's/([.][0-9]{3})[0-9]+/\\1/g'"
    )
    page.say(
        """
Listings without gold, and those whose gold label is a group, are then labeled with what the other gold
labels taught. To score such labels, keep some gold labels out of the fit: `label --gold` does so by
itself and prints what it finds, under *held-out gold*.
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
