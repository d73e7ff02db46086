#!/usr/bin/env python3
"""Runs what the page about votes for sets, votes against and scores shows, and writes it.

Everything between the fences is source that is compiled, or what the commands print. Durations
are the only thing that differs from one machine to the next.

    make build
    python3 Sources/LabelingKit/LabelingKit.docc/saying-what-you-know.py
"""

import argparse
import shutil
import tempfile
from pathlib import Path

from transcript import Transcript

ROOT = Path(__file__).resolve().parents[3]
CLASSES = "cat,dog,goldfish,hen,parrot,rabbit"

HEAD = """\
import LabelingKit

enum Animal: String, LabelClass {
  case cat, dog, goldfish, hen, parrot, rabbit
}

let labelingFunctions = LabelingFunctionSet(for: Animal.self) {
"""

FINE = """\
  Keywords("cats", ["cat", "purrs", "meowing", "hissed", "catnip", "hairball"], vote: .cat)
  Keywords("dogs", ["dog", "puppy", "barks", "wags", "leash", "walk", "fetch"], vote: .dog)
  Keywords("goldfish", ["goldfish", "tank", "aquarium", "swims", "fin"], vote: .goldfish)
  Keywords("hens", ["hen", "egg", "eggs", "coop", "broody", "clucks"], vote: .hen)
  Keywords("parrots", ["parrot", "talks", "squawks", "mimics", "perch", "word"], vote: .parrot)
  Keywords("rabbits", ["rabbit", "bunny", "hutch", "hops", "binkies", "hay"], vote: .rabbit)
"""

COARSE = """\
  Keywords("feathers", ["feather", "feathers", "wing", "wings", "beak"], vote: .anyOf(.hen, .parrot))
  Keywords("fur", ["fur", "paw", "paws", "claws", "whiskers"], vote: .anyOf(.cat, .dog, .rabbit))
  Keywords("on_the_sofa", ["sofa", "bed", "pillow", "collar", "fleas"], vote: .anyOf(.cat, .dog))
  Keywords("litter", ["litter"], vote: .anyOf(.cat, .rabbit))
  Keywords("straw", ["straw", "the run", "lettuce"], vote: .anyOf(.hen, .rabbit))
  Pattern("chews", #"\\b(?:chewed|gnawed|dug|digs)\\b"#, vote: .anyOf(.dog, .rabbit))
"""

NEGATIVE = """\
  Keywords("from_a_shop", ["cage", "pet shop", "pellets"], vote: .not(.cat, .dog, .hen))
  Keywords("moves_about", ["door", "stairs", "table", "lawn", "fence"], vote: .not(.goldfish))
"""

SCORES = """\
  LabelingFunction("photo") { document in
    let score = { try document["photo_score", as: Double.self] }
    switch document["photo"] {
    case "bird": return .anyOf(.hen, .parrot).with(confidence: try score())
    case "cat": return .only(.cat).with(confidence: try score())
    case "dog": return .only(.dog).with(confidence: try score())
    default: return nil
    }
  }
  .example(fields: ["photo": "bird", "photo_score": "0.9"], votes: .anyOf(.hen, .parrot))
"""

READING = "--gold-field gold"


def play(page: Transcript, source: Path) -> None:
    """The page's content."""

    def save(*parts: str) -> None:
        source.write_text(HEAD + "\n".join(parts) + "}\n")

    def label(shown: str) -> None:
        """Labels, and shows what the labels are worth only."""
        page.run(
            f"winnow label pets animals.csv {READING} --output {shown} --save-model model.json "
            "| grep -A2 ^against",
            hides="^(building|warning|help|[0-9]+ documents)",
        )

    page.say(
        """
# Saying what you know

A function that must name a class says too much, or nothing. *It has feathers* is no vote for a hen,
yet it is worth having: it rules out four animals of six. This page is about three kinds of honest
votes: for a set of classes, against classes, and with a score. Every block below is what the
commands print; [saying-what-you-know.py](saying-what-you-know.py) typed them and wrote this page.
The corpus is the shipped one of [posts about pets](../../../Datasets/animals/README.md), the whole
set of functions for it is `LabelingFunctions/AnimalPosts`.

Six functions name an animal by its words:
"""
    )
    page.fence("swift", HEAD + FINE + "}")
    save(FINE)
    label("fine.csv")
    page.say(
        """
An accuracy is of the posts that get a label, log loss of the probabilities of all posts: less is
better. More than half of the posts have no label. What do they say?
"""
    )
    page.run(f"winnow show pets animals.csv {READING} --uncovered --sample 4 --seed 7 --quiet")
    page.say(
        """
## Sets of classes

`vote: .anyOf(.hen, .parrot)` says that it is one of these, and not which. A function with words of
its own for each set:
"""
    )
    page.fence("swift", COARSE)
    save(FINE, COARSE)
    page.run(f"winnow analyze pets animals.csv {READING} --quiet")
    page.say(
        """
A vote for a set is right when the truth is in it, so a large set is right more often whatever it
looks for. Beside the accuracy stands what the same votes would get *by chance*, on documents with
these classes: `fur` is always right where chance would be right three times out of four, `feathers`
where it would be one time in five. A function whose two figures are close knows nothing.

Two votes are in conflict when they cannot both be right: `cat|dog` and `dog|rabbit` are not, and
together they say *dog*.
"""
    )
    label("coarse.csv")
    page.say(
        """
## Votes against

`.not(.cat)` is the set of all other classes, for knowledge that comes as an exclusion. Tables and
files write it `!cat`; what leaves out more than one class stands as the set of the rest.
"""
    )
    page.fence("swift", NEGATIVE)
    save(FINE, COARSE, NEGATIVE)
    page.run(
        f"winnow analyze pets animals.csv {READING} --quiet "
        "| grep -e ^function -e from_a_shop -e moves_about"
    )
    page.say(
        """
`moves_about` shows what such a vote is worth at most: as long as one post in twenty-five is about
a goldfish, *not a goldfish* is right 96 times in a hundred by chance. It keeps a goldfish from
winning where nobody knows anything else, and costs nothing.

In code a ballot is a value. This one says of whom the post is *not*, which no list of words can:
"""
    )
    compared = """\
  LabelingFunction("compared") { document in
    for name in Animal.allCases where document.contains("like a \\(name.rawValue)") {
      return .not(name)
    }
    return nil
  }
  .example("Our rabbit eats like a dog", votes: .not(.dog))
  .example("Our dog", votes: nil)
"""
    page.fence("swift", compared)
    save(FINE, COARSE, NEGATIVE, compared)
    label("negative.csv")
    page.say(
        """
Coverage and log loss are better, and accuracy is worse: a post of which no more is known than that
it is about no goldfish gets the label that is most probable, which is the most common animal. Its
probability says how little that means.
"""
    )
    page.say(
        """
## Scores

A field holds what a small model says of a picture, and how sure it is. The number is the model's
own; nobody has calibrated it. `.with(confidence:)` passes it on:
"""
    )
    page.fence("swift", SCORES)
    save(FINE, COARSE, NEGATIVE, compared, SCORES)
    label("scores.csv")
    page.say(
        """
The label model takes the *order* of a function's confidences, cuts them into at most eight levels,
and learns from the other functions' votes how much more, or less, a vote of each level is worth:
"""
    )
    page.run("winnow model show model.json | grep confidence")
    page.say(
        """
First comes what the picture model says of itself, then how often such votes are right as the label
model sees it. Votes of the least sure levels now count less than others, those
of the surest more.

No function names the animal of this post. A cage says a goldfish, a parrot or a rabbit, the picture
a bird, and together they say which, with what each adds to the log-odds:
"""
    )
    page.run(f"winnow show pets animals.csv {READING} --id a1000 --quiet")
    page.run("winnow apply pets animals.csv --output votes.csv --quiet")
    page.run("winnow explain a1000 votes.csv --model model.json")
    page.say(
        """
## When a confidence says nothing

A distance is no confidence: it is small where the model is sure. Passed on as it is,
"""
    )
    wrong = SCORES.replace(
        'try document["photo_score", as: Double.self]',
        '1 - (try document["photo_score", as: Double.self])',
    ).replace(
        '  .example(fields: ["photo": "bird", "photo_score": "0.9"], '
        "votes: .anyOf(.hen, .parrot))\n",
        "",
    )
    page.fence("swift", wrong.split("\n")[1])
    save(FINE, COARSE, NEGATIVE, compared, wrong)
    label("wrong.csv")
    page.run("winnow model show model.json | grep confidence")
    page.say(
        """
A level is never worth less than a less sure one, so an order that is the wrong way round is worth
nothing: the votes count as if they had no confidence. Turn it round where you see this line.

## Where labels stop

A set may have a name. Let the classes conform to `ClassTree`, and functions vote for
`.group("feathered")`:
"""
    )
    groups = """\
enum Animal: String, LabelClass, ClassTree {
  case cat, dog, goldfish, hen, parrot, rabbit

  static let groups: [Group<Animal>] = [
    "feathered": [.hen, .parrot], "furry": [.cat, .dog, .rabbit],
  ]
}
"""
    page.fence("swift", groups)
    save(FINE, COARSE, NEGATIVE, compared, SCORES)
    text = source.read_text()
    old = HEAD.split("\n\n")[1] + "\n"
    source.write_text(text.replace(old, groups))
    page.say(
        """
Then labels can say less, too: with `--coarse-below 0.6` they stop at the group where no animal in
it is that probable, and there is none where no group is either.
"""
    )
    page.run(
        "winnow label pets animals.csv --output groups.csv --coarse-below 0.6 | grep ^labels",
        hides="^(building|warning|help)",
    )
    page.say(
        """
## In files

Votes are written as they are cast, and read again by every command:
"""
    )
    page.run("head -n 1 votes.csv; grep -m 3 '@' votes.csv")
    page.say(
        """
`winnow fit`, `predict`, `stats` and sessions take such tables from any program. The models
`pooled` (the default), `dawid-skene` and `majority-vote` understand all of it.
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
        shutil.copy(ROOT / "Datasets/animals/animals.csv", folder)
        play(page, page.new_task("Pets", CLASSES, "pets", ROOT))
    finally:
        if not arguments.keep:
            shutil.rmtree(folder)
    page.write(Path(__file__).with_suffix(".md"))


if __name__ == "__main__":
    main()
