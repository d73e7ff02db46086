#!/usr/bin/env python3
"""Compares functions with active learning to either alone; prints a Markdown table.

Runs `winnow simulate` with a task's functions on three corpora and takes the differences between
arms repeat by repeat, which share their split: means with 95 % intervals (Student's t).
"""

import csv
import os
import statistics
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("WINNOW_SHARED", ROOT.parent / "shared")).resolve()
CORPORA = SHARED / "data" / "corpora"
WINNOW = ROOT / ".build" / "release" / "winnow"
REPEATS, QUANTILE = 20, 2.093
RUNS = {
    "messages": [CORPORA / "sms-spam-csv/spam.csv", "--encoding", "windows-1252", "--gold", "v1",
                 "--text-field", "v2", "--task", "MessageSpam"],
    "tickets": [ROOT / "Datasets/tickets/tickets.jsonl", "--gold", "gold",
                "--task", "SupportTickets"],
    "comments": [*sorted((CORPORA / "youtube-spam-csv").glob("*.csv")), "--gold", "CLASS",
                 "--text-field", "CONTENT", "--task", "CommentSpam", "--gold-map", "0=ham,1=spam"],
}


def curves(arguments, strategy):
    """Accuracy by arm, number of labels and repeat."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [WINNOW, "simulate", *map(str, arguments), "--strategies", strategy, "--budget", "200",
             "--batch", "20", "--repeats", str(REPEATS), "--quiet", "--output", folder],
            check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        found = {}
        with open(f"{folder}/runs.csv", newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                curve = found.setdefault(row["arm"], {}).setdefault(int(row["labels"]), {})
                curve[row["repeat"]] = float(row["accuracy"])
        return found


def difference(values, others):
    gains = [values[repeat] - others[repeat] for repeat in values]
    mean = statistics.mean(gains)
    half = QUANTILE * statistics.stdev(gains) / len(gains) ** 0.5
    return f"{mean:+.3f} ({mean - half:+.3f} to {mean + half:+.3f})"


def main():
    strategy = "margin"
    print("| corpus | labels | functions alone | margin | functions + margin | − functions alone "
          "| − margin |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, arguments in RUNS.items():
        arms = curves(arguments, strategy)
        alone = arms["functions alone"][0]
        joint, asked = arms[f"functions + {strategy}"], arms[strategy]
        for labels, values in sorted(joint.items()):
            mean = statistics.mean
            other = f"{mean(asked[labels].values()):.3f}" if labels in asked else ""
            gain = difference(values, asked[labels]) if labels in asked else ""
            print(f"| {name} | {labels} | {mean(alone.values()):.3f} | {other} "
                  f"| {mean(values.values()):.3f} | {difference(values, alone)} | {gain} |")


main()
