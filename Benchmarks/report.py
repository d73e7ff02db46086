#!/usr/bin/env python3
"""Takes all figures anew and puts them into Benchmarks/README.md: `make bench-report`.

Each part is a command whose output goes between two markers of the README, those of label models
into the article about them. Name parts to take only those: report.py measure models peers
profile. MEASURE_OPTIONS and BENCH_OPTIONS go to winnow-benchmarks and to peers.py.
"""

import collections
import os
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("WINNOW_SHARED", ROOT.parent / "shared")).resolve()
WORK = ROOT / ".build" / "benchmarks"
BIN = ROOT / ".build" / "release"
README = ROOT / "Benchmarks" / "README.md"
ARTICLE = ROOT / "Sources" / "LabelModels" / "LabelModels.docc" / "measuring-label-models.md"

# A sample counts for the first stage with a word that occurs in its stack; words of libraries
# and of mangled symbols.
HOST = [
    ("second pass: read lines", ["SecondPass"]),
    ("second pass: write labels", ["JSONLWriter", "DescriptorSink", "AtomicFile"]),
    ("look for ids that occur twice", ["DuplicateIDs"]),
    ("read: find ids and texts", ["DocumentRoles"]),
    (
        "read: parse JSON Lines, both passes",
        ["ChunkPool", "JSONLReader", "CorpusSequence", "CorpusStream"],
    ),
    ("votes to patterns", ["12VotePatterns", "VotedBatch"]),
    ("fit and its checks", ["LabelModels", "FitRun"]),
    ("hand batches to workers", ["PluginHost"]),
    ("everything else", [""]),
]
WORKER = [
    ("functions: the set automaton (RE2)", ["libre2", "RE2"]),
    ("functions: search for literals, noting votes", ["LabelingKit", "winnow-worker"]),
    ("functions: loading, waiting, everything else", [""]),
]


def output(command, **options):
    return subprocess.run(
        [str(part) for part in command], cwd=ROOT, check=True, text=True,
        stdout=subprocess.PIPE, **options,
    ).stdout


def measure():
    extra = os.environ.get("MEASURE_OPTIONS", "").split()
    insert(README, "measure", output([BIN / "winnow-benchmarks", "measure", *extra]))


def models():
    """The tables that the article has a place for, one by one."""
    for name in re.findall(r"<!-- begin (\w+) -->", ARTICLE.read_text()):
        print(f"  {name} …", flush=True)
        command = [BIN / "winnow-benchmarks", "models", SHARED / "data", "--only", name]
        insert(ARTICLE, name, output(command))


def peers():
    extra = os.environ.get("BENCH_OPTIONS", "").split()
    output([sys.executable, ROOT / "Benchmarks" / "peers.py", *extra])
    insert(README, "peers", (WORK / "peers.md").read_text())


def profile():
    plugin, corpus = WORK / "plugins" / "Peers20.so", WORK / "data" / "c1m.jsonl"
    if not plugin.exists() or not corpus.exists():
        plugin, corpus = WORK / "plugins" / "Own20.so", WORK / "corpus1000000.jsonl"
    labels, samples = WORK / "profiled.jsonl", WORK / "perf.data"
    command = [BIN / "winnow", "label", plugin, corpus, "--output", labels, "--quiet"]
    output(command)
    start = time.perf_counter()
    output(command)
    seconds = time.perf_counter() - start
    output(
        ["perf", "record", "-q", "-F", "999", "-g", "-o", samples, *command],
        stderr=subprocess.DEVNULL,
    )
    script = output(
        ["perf", "script", "-i", samples, "-F", "comm,period,ip,sym,dso"],
        stderr=subprocess.DEVNULL,
    )
    stages = collections.Counter()
    for sample in script.split("\n\n"):
        lines = sample.strip().splitlines()
        if not lines:
            continue
        parts = lines[0].split()
        stack = "\n".join(lines[1:])
        rules = WORKER if "worker" in parts[0] else HOST
        stage = next(name for name, words in rules if any(word in stack for word in words))
        stages[stage] += int(parts[-1].rstrip(":"))
    total = sum(stages.values())
    lines = ["| stage | CPU s | share |", "| --- | ---: | ---: |"]
    for name, _ in WORKER + HOST:
        if stages[name]:
            share = 100 * stages[name] / total
            lines.append(f"| {name} | {stages[name] / 1e9:.2f} | {share:.1f} % |")
    lines.append(f"| **all processes** | **{total / 1e9:.2f}** | |")
    lines += ["", f"The same run takes {seconds:.2f} s by the clock. {limit(corpus, labels)}"]
    insert(README, "profile", "\n".join(lines))


def limit(corpus, labels):
    """How long reading the corpus and writing as many bytes as the labels takes."""
    buffer = bytearray(1 << 20)
    start = time.perf_counter()
    with open(corpus, "rb", buffering=0) as source:
        while source.readinto(buffer):
            pass
    read = time.perf_counter()
    size = labels.stat().st_size
    copy = WORK / "limit"
    with open(copy, "wb", buffering=0) as target:
        for _ in range(size >> 20):
            target.write(buffer)
        os.fsync(target.fileno())
    written = time.perf_counter()
    copy.unlink()
    return (
        f"Reading the corpus ({corpus.stat().st_size / 1e6:.0f} MB) takes {read - start:.2f} s, "
        f"writing and syncing as much as the labels ({size / 1e6:.0f} MB) {written - read:.2f} s."
    )


def insert(path, name, text):
    begin, end = f"<!-- begin {name} -->\n", f"<!-- end {name} -->"
    head, rest = path.read_text().split(begin, 1)
    _, tail = rest.split(end, 1)
    path.write_text(f"{head}{begin}\n{text.strip()}\n\n{end}{tail}")


def main():
    parts = {"measure": measure, "models": models, "peers": peers, "profile": profile}
    for name in sys.argv[1:] or parts:
        print(f"{name} …", flush=True)
        parts[name]()


main()
