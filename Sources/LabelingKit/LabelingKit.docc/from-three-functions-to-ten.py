#!/usr/bin/env python3
"""Runs the session of the tutorial and writes its transcript next to it.

Everything between the fences is what the commands print: the script types them, edits the task's
source, and waits for `winnow dev` after each edit. Durations are the only thing that differs from
one machine to the next.

    make build
    WINNOW_SHARED=../shared python3 Sources/LabelingKit/LabelingKit.docc/from-three-functions-to-ten.py

needs the corpus `youtube-spam-csv` (https://doi.org/10.24432/C58885) in
$WINNOW_SHARED/data/corpora. With --keep FOLDER the session's files stay there, the report among
them.
"""

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from transcript import Transcript

ROOT = Path(__file__).resolve().parents[3]
READING = "--text-field CONTENT --gold-field CLASS --gold-map 0=ham,1=spam"

HEAD = """\
import LabelingKit

/// What a comment below a video can be labeled as.
enum Comment: String, LabelClass {
  case ham
  case spam
}

let labelingFunctions = LabelingFunctionSet(for: Comment.self) {
"""


class Session(Transcript):
    """The session's functions, and `winnow dev` that watches them."""

    def __init__(self, folder: Path, winnow: Path):
        super().__init__(folder, winnow, READING=READING)
        self.functions: list[str] = []
        self.source = folder / "comments/LabelingFunctions/Comments/Comments.swift"
        self.log = folder / "dev.log"
        self.dev: subprocess.Popen | None = None
        self.seen = 0

    def save(self) -> None:
        """Writes the task's source."""
        text = HEAD + "\n".join(self.functions) + "\n}\n"
        # As editors do: the file is replaced, not changed under the compiler's eyes.
        new = self.source.with_suffix(".new")
        new.write_text(text)
        new.rename(self.source)

    def watch(self, command: str) -> None:
        """Starts `winnow dev` and shows its first round."""
        self.dev = subprocess.Popen(
            ["bash", "-c", "exec " + command.replace("$READING", READING)],
            cwd=self.folder,
            env=self.environment,
            stdout=self.log.open("w"),
            stderr=subprocess.STDOUT,
        )
        self.fence("console", f"$ {command}\n" + self.round())

    def edit(self, *functions: str, instead_of: str = "", ends: str = r"applying [\d.]+ s") -> None:
        """Adds or replaces functions, saves, and shows the round of `winnow dev`."""
        if instead_of:
            place = next(i for i, text in enumerate(self.functions) if f'"{instead_of}"' in text)
            self.functions[place : place + 1] = functions
        else:
            self.functions += functions
        self.fence("swift", "\n".join(functions))
        self.save()
        self.fence("console", self.round(ends))

    def round(self, ends: str = r"applying [\d.]+ s") -> str:
        """What `winnow dev` has printed since the last round."""
        for _ in range(3000):
            text = self.log.read_text()[self.seen :]
            if re.search(ends, text):
                time.sleep(0.3)
                text = self.log.read_text()[self.seen :]
                self.seen += len(text)
                lines = [line for line in text.split("\n") if line != "building …"]
                return "\n".join(lines).strip("\n")
            time.sleep(0.1)
        sys.exit(f"winnow dev is silent:\n{self.log.read_text()}")

    def stop(self) -> None:
        """Ends `winnow dev`."""
        if self.dev and self.dev.poll() is None:
            self.dev.send_signal(signal.SIGINT)
            self.dev.wait(timeout=20)


def play(session: Session) -> None:
    """The session."""
    session.say(
        """
# From three functions to ten

A session with the comments below five music videos (1,956 of them, half of them spam): see what
functions do, find what they miss, change them, and report the result. Every block below is what the
commands print; [from-three-functions-to-ten.py](from-three-functions-to-ten.py) typed them and wrote this page. The corpus is the YouTube
Spam Collection ([UCI](https://doi.org/10.24432/C58885)), in which `CLASS` is 1 for spam and 0 for
ham.

Gold labels are a luxury: most of the loop works without them, and then accuracies are called
*estimated*. Where there are some, keep a part of them away from the work. Near-duplicates stay
together, or the test would know the answers.
"""
    )
    session.run(
        "winnow sample youtube/*.csv --text-field CONTENT "
        "--split dev=0.7,test=0.3 --output-dir . --seed 1"
    )
    session.say(
        """
`winnow new Comments --classes ham,spam --path comments` makes a package for the task. Three
functions are enough to begin with:
"""
    )
    session.functions = [
        '  Keywords("asks_to_subscribe", ["subscribe", "sub4sub"], vote: .spam)',
        '  Pattern("has_link", #"https?:|\\bwww\\."#, vote: .spam)',
        '  LabelingFunction("short") { document in document.words.count < 6 ? .ham : nil }',
    ]
    session.fence("swift", HEAD + "\n".join(session.functions) + "\n}")
    session.save()
    session.say("All commands read the corpus in the same way:")
    session.fence("console", f'$ READING="{READING}"')
    session.say("The labels of three functions, to be compared with those of ten:")
    session.run("winnow label comments dev.csv $READING --output three.jsonl", hides="^building")
    session.say(
        """
More than half of the documents have no label. `winnow dev` watches the source from here on. In a
terminal it redraws a screen that obeys keys; elsewhere, as here, it prints each round:
"""
    )
    session.watch("winnow dev comments dev.csv $READING")
    session.say("## What is missing\n\nLook at some documents that no function knows:")
    session.run("winnow show comments dev.csv $READING --uncovered --sample 3 --seed 2 --quiet")
    session.say(
        """
Instead of reading a hundred of them, ask which words distinguish the classes where functions are
missing:
"""
    )
    session.run("winnow suggest comments dev.csv $READING --count 5 --quiet")
    session.say(
        """
The last lines of the first part are Swift, to be pasted. Take what would hold for other videos too,
give it a name, and leave the rest: `on` is a word that spam happens to use. Saved, and `winnow dev`
prints:
"""
    )
    session.edit(
        '  Keywords("asks_to_look", ["check", "check out"], vote: .spam)',
        '  Keywords("talks_about_the_song", ["song", "this song"], vote: .ham)',
    )
    session.say("`winnow diff` says the same of any two runs, here of the last two:")
    session.run("winnow diff --workspace comments --limit 3")
    session.say(
        """
## What is wrong

`short` is right four times out of five. On which comments does it disagree with the others?
"""
    )
    session.run("winnow show comments dev.csv $READING --conflict short --count 3 --quiet")
    session.say(
        """
What is short and asks for something is not ham. The change comes with an example, which is a test
that runs at every build, and this one fails:
"""
    )
    better = (
        '  LabelingFunction("short") {{ document in\n'
        "    document.words.count < 6\n"
        '      && !document.containsAny(of: ["http", {words}]) ? .ham : nil\n'
        "  }}\n"
        '  .example("I love it", votes: .ham)\n'
        '  .example("SUB to me", votes: nil)'
    )
    session.edit(
        better.format(words='"www.", "subscribe", "check"'),
        instead_of="short",
        ends="help: change the function",
    )
    session.say("`subscribe` does not find `sub`:")
    session.edit(
        better.format(words='"www.", "sub", "check", "channel"'),
        instead_of="short",
    )
    session.say("Fewer votes, and better ones.\n\n## On to ten\n\nAsk again, for what is missing now:")
    session.run("winnow suggest comments dev.csv $READING --count 6 --clusters 3 --quiet")
    session.edit(
        '  Keywords("advertises_own_work", ["my channel", "my video", "my music"], vote: .spam)',
        '  Keywords("counts_the_views", ["views", "billion", "million"], vote: .ham)',
        '  Keywords("loves_it", ["i love", "love this", "best", "amazing"], vote: .ham)',
    )
    session.edit(
        '  Keywords("begs", ["please", "help", "support", "thumbs up"], vote: .spam)',
        '  Keywords("talks_about_money", ["money", "cash", "free", "giveaway"], vote: .spam)',
    )
    session.stop()
    session.say("Ten functions.\n\n## What it was good for\n\nLabel again, and compare with the first labels:")
    session.run("winnow label comments dev.csv $READING --output ten.jsonl --quiet")
    session.run("winnow diff 1 last --workspace comments --limit 4")
    session.say(
        """
Accuracy is of the labels that each run gave, coverage says how many those are; new functions labeled
many more documents, so which run is right more often is tested on those that both label. As a check
in CI it would be `winnow diff 1 last --fail-if accuracy-drops`. Which function is worth what?
"""
    )
    session.run("winnow errors comments dev.csv $READING --buckets 4 --quiet")
    session.say(
        """
These figures are optimistic: the functions were written while looking at the same comments. The
part that was set aside has the last word:
"""
    )
    session.run("winnow label comments test.csv $READING --output test.jsonl", hides="^building")
    session.say("One page for those who want to see it all, and for the record:")
    session.run("winnow report test.jsonl --workspace comments --output report.html")
    session.run("winnow runs --workspace comments")
    session.say(
        """
The page opens offline: coverage, conflicts and agreement of the functions, accuracy with intervals,
reliability, documents with what matched, and what the labels were made of. If in doubt, make the
labels again:
"""
    )
    session.run("winnow verify test.jsonl --workspace comments")


def main() -> None:
    """Runs the session in its own folder and writes the page."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--winnow", type=Path, default=ROOT / ".build/release/winnow")
    parser.add_argument("--keep", type=Path, help="a folder for the session's files")
    arguments = parser.parse_args()
    shared = Path(os.environ.get("WINNOW_SHARED", ROOT.parent / "shared")).resolve()
    corpus = shared / "data/corpora/youtube-spam-csv"
    if not corpus.is_dir():
        sys.exit(f"there is no corpus '{corpus}'; WINNOW_SHARED names the folder of shared data")
    if not arguments.winnow.exists():
        sys.exit(f"there is no '{arguments.winnow}'; 'make build' makes it")
    folder = arguments.keep or Path(tempfile.mkdtemp(prefix="winnow-tutorial-"))
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    session = Session(folder, arguments.winnow.resolve())
    try:
        (folder / "youtube").symlink_to(corpus)
        session.new_task("Comments", "ham,spam", "comments", ROOT)
        play(session)
    finally:
        session.stop()
        if not arguments.keep:
            shutil.rmtree(folder)
    session.write(Path(__file__).with_suffix(".md"))


if __name__ == "__main__":
    main()
