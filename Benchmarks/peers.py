#!/usr/bin/env python3
"""Runs Winnow beside the Python tools it is compared with, and prints the ratios as Markdown.

Both sides work on the same generated files in turn (A B A B …); medians are compared.
The Python side are the scripts of $WINNOW_SHARED/peers (default ../shared/peers), run in the
virtual environment that `make bench-peers` makes. Votes must agree bit by bit.
"""

import argparse
import hashlib
import json
import os
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("WINNOW_SHARED", ROOT.parent / "shared")).resolve()
PEERS = SHARED / "peers"
WORK = ROOT / ".build" / "benchmarks"
DATA = WORK / "data"
PYTHON = ROOT / ".build" / "peers" / "bin" / "python"
OWN = ROOT / ".build" / "release" / "winnow-benchmarks"
ENVIRONMENT = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}


@dataclass
class Job:
    """A row of the table: what both sides do and the ratio that is asked for."""

    title: str
    against: str
    target: float
    peer: Callable[[], float]
    own: Callable[[], float]
    key: str
    slow: bool = False  # run once: the peer takes minutes
    note: str = ""


memory: dict[str, float] = {}
agreement: dict[str, list[str]] = {}


def run(command, name=None):
    """Runs a command and returns the JSON of its last line."""
    process = subprocess.Popen(
        [str(part) for part in command], cwd=WORK, env=ENVIRONMENT, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )
    out, err = process.stdout.read(), process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"error: {' '.join(map(str, command))}\n{err[-2000:]}")
    if name:
        memory[name] = usage.ru_maxrss * 1024 / 1e6
    return json.loads(out.strip().splitlines()[-1].removeprefix("SPLIT "))


def peer(script, *arguments, name=None):
    return run([PYTHON, PEERS / script, *arguments], name)


def own(operation, *arguments):
    return run([OWN, "one", operation, *arguments])


def prepare():
    """Generates what is missing; slow the first time."""
    DATA.mkdir(parents=True, exist_ok=True)
    (DATA / "lfs50.json").write_bytes((PEERS / "lfs50.json").read_bytes())
    for name, count in (("c100k", 100_000), ("c1m", 1_000_000)):
        if not (DATA / f"{name}.truth.txt").exists():
            make("corpus", "--n", count, "--out", DATA / name)
    for voters, classes in ((10, 2), (50, 10)):
        votes = DATA / f"v1m{voters}k{classes}.npz"
        if not votes.exists():
            make("votes", "--n", 1_000_000, "--m", voters, "--k", classes, "--out", votes)
        if not votes.with_suffix(".votes8").exists():
            code = (
                "import sys, numpy; z = numpy.load(sys.argv[1] + '.npz');"
                "z['L'].astype('int8').tofile(sys.argv[1] + '.votes8');"
                "z['Y'].astype('int8').tofile(sys.argv[1] + '.truth8')"
            )
            subprocess.run([PYTHON, "-c", code, votes.with_suffix("")], check=True)
    given = json.loads((PEERS / "lfs50.json").read_text())
    functions = [
        {"name": f["name"], "vote": f["class"]}
        | ({"keywords": f["words"]} if f["kind"] == "keyword" else {"pattern": f["pattern"]})
        for f in given["lfs"]
    ]
    specification = WORK / "peers-functions.json"
    specification.write_text(json.dumps({"classes": given["classes"], "functions": functions}))
    plugins = {}
    for count in ("10", "20", "50", "closures"):
        command = [OWN, "task", specification, count, f"Peers{count}", "--folder", WORK]
        plugins[count] = subprocess.run(
            command, cwd=ROOT, check=True, text=True, stdout=subprocess.PIPE
        ).stdout.strip().splitlines()[-1]
    return specification, plugins


def make(*arguments):
    subprocess.run(
        [str(x) for x in (PYTHON, PEERS / "gen.py", *arguments)], check=True, env=ENVIRONMENT
    )


def jobs(specification, plugins):
    small, large = DATA / "c100k.csv", DATA / "c1m.csv"
    expected = json.loads((PEERS / "lf_expected.json").read_text())

    def apply_peer(tool, count, corpus, scale=1):
        result = peer("bench_lf.py", tool, count, corpus)
        known = expected[corpus.stem][f"sha256_int8_rowmajor_first{count}"]
        agreement.setdefault(f"{count} functions, {corpus.stem}", []).append(
            f"{tool} {'agrees' if known.startswith(result['sha']) else 'DIFFERS'}"
        )
        return result["apply_s"] * scale

    def apply_own(count, corpus):
        votes = WORK / "votes8"
        result = own("apply", corpus, plugins[str(count)], "--votes", votes)
        digest = hashlib.sha256(votes.read_bytes()).hexdigest()
        known = expected[corpus.stem][f"sha256_int8_rowmajor_first{count}"]
        agreement.setdefault(f"{count} functions, {corpus.stem}", []).append(
            f"winnow {'agrees' if digest == known else 'DIFFERS'}"
        )
        return result["median_s"]

    def closures_peer():
        result = run([PYTHON, ROOT / "Benchmarks" / "closures.py", specification, small])
        agreement.setdefault("10 closures, c100k", []).append(f"snorkel {result['sha']}")
        return result["apply_s"]

    def closures_own():
        votes = WORK / "votes8"
        result = own("apply", small, plugins["closures"], "--votes", votes)
        digest = hashlib.sha256(votes.read_bytes()).hexdigest()[:16]
        agreement.setdefault("10 closures, c100k", []).append(f"winnow {digest}")
        return result["median_s"]

    def votes(voters, classes):
        return DATA / f"v1m{voters}k{classes}"

    def own_votes(operation, voters, classes, *more):
        stem = votes(voters, classes)
        return own(
            operation, f"{stem}.votes8", f"{stem}.truth8",
            "--voters", voters, "--classes", classes, *more,
        )

    def fit_peer(model, voters, classes, iterations):
        options = [f"iter={iterations}"] + (["tol=-1"] if model == "np_ds" else [])
        result = peer("bench_lm.py", model, f"{votes(voters, classes)}.npz", *options)
        return result["fit_s"] / result["iters"]

    def fit_own(voters, classes):
        return own_votes("fit", voters, classes)["facts"]["s_per_iteration"]

    def model_peer():
        result = peer("bench_lm.py", "snorkel_lm", f"{votes(10, 2)}.npz")
        return result["fit_s"] + result["predict_s"]

    def analysis_peer(scale=1):
        return peer("bench_lfa.py", f"{votes(50, 10)}.npz")["summary_s"] * scale

    def parse_peer(tool, suffix):
        return peer("bench_import.py", tool, DATA / f"c1m.{suffix}")["work_s"]

    def parse_own(suffix):
        return own("parse", DATA / f"c1m.{suffix}")["median_s"]

    def label_peer(tool):
        # What an older file costs to take away is no part of writing a new one.
        (WORK / "peer-labels.jsonl").unlink(missing_ok=True)
        result = peer(
            "bench_e2e.py", tool, DATA / "c1m.jsonl", WORK / "peer-labels.jsonl", 20,
            name=f"end to end, {tool}",
        )
        parts = ("read_s", "apply_s", "fit_s", "predict_s", "write_s")
        return sum(result.get(part, 0) for part in parts)

    def label_own():
        (WORK / "own-labels.jsonl").unlink(missing_ok=True)
        result = own(
            "label", DATA / "c1m.jsonl", plugins["20"], "--output", WORK / "own-labels.jsonl"
        )
        memory["end to end, winnow, all processes"] = result["facts"]["peak_rss_mb"]
        memory["end to end, winnow, shared pages once"] = result["facts"]["peak_pss_mb"]
        return result["median_s"]

    def change_own():
        result = own(
            "change", DATA / "c1m.jsonl", specification,
            "--folder", WORK,
        )
        change.note = (
            f"Winnow compiles ({result['facts']['build_s']:.2f} s), then runs the function and "
            f"shows the table ({result['facts']['table_s']:.2f} s)"
        )
        return result["median_s"]

    change = Job(
        "change one function of 50, new table, 1 million", "Snorkel, all again", 300,
        lambda: apply_peer("pandas", 50, small, scale=10) + analysis_peer(), change_own, "change",
        slow=True,
    )
    fifty, words = "apply 50 functions, 100 thousand documents", "apply50"
    return [
        Job(fifty, "Snorkel PandasLFApplier", 300,
            lambda: apply_peer("pandas", 50, small), lambda: apply_own(50, small), words,
            slow=True),
        Job(fifty, "tight Python loop, compiled re", 100,
            lambda: apply_peer("tight", 50, small), lambda: apply_own(50, small), words),
        Job(fifty, "polars", 10,
            lambda: apply_peer("polars_vec", 50, small), lambda: apply_own(50, small), words),
        Job("apply 20 functions, 1 million documents", "polars", 3,
            lambda: apply_peer("polars_vec", 20, large), lambda: apply_own(20, large), "apply20"),
        Job("apply 10 closures, 100 thousand documents", "Snorkel LFApplier", 40,
            closures_peer, closures_own, "closures"),
        Job("an iteration of the fit, 1 million × 10 × 2", "crowd-kit DawidSkene", 500,
            lambda: fit_peer("ck_ds", 10, 2, 5), lambda: fit_own(10, 2), "fit10", slow=True),
        Job("an iteration of the fit, 1 million × 50 × 10", "numpy", 20,
            lambda: fit_peer("np_ds", 50, 10, 3), lambda: fit_own(50, 10), "fit50", slow=True),
        Job("fit + predict, 1 million × 10", "Snorkel LabelModel", 20,
            model_peer, lambda: own_votes("model", 10, 2)["median_s"], "model"),
        Job("parse CSV, 1 million", "polars", 2,
            lambda: parse_peer("polars_csv", "csv"), lambda: parse_own("csv"), "csv"),
        Job("parse CSV, 1 million", "pyarrow", 2,
            lambda: parse_peer("pyarrow_csv", "csv"), lambda: parse_own("csv"), "csv"),
        Job("parse JSONL, 1 million", "polars", 3,
            lambda: parse_peer("polars_jsonl", "jsonl"), lambda: parse_own("jsonl"), "jsonl"),
        Job("parse JSONL, 1 million", "orjson", 3,
            lambda: parse_peer("orjson", "jsonl"), lambda: parse_own("jsonl"), "jsonl"),
        Job("parse XML, 1 million", "lxml iterparse", 3.5,
            lambda: parse_peer("lxml_iterparse", "xml"), lambda: parse_own("xml"), "xml"),
        Job("end to end, 1 million, 20 functions", "Snorkel + pandas", 150,
            lambda: label_peer("snorkel"), label_own, "label", slow=True),
        Job("end to end, 1 million, 20 functions", "polars + numpy", 3,
            lambda: label_peer("polars"), label_own, "label"),
        change,
        Job("analysis table, 1 million × 50", "Snorkel LFAnalysis", 100,
            analysis_peer, lambda: own_votes("analyze", 50, 10)["median_s"], "analysis",
            slow=True),
    ]


def versions():
    code = (
        "import importlib.metadata as m; print(', '.join(f'{n} {m.version(n)}' for n in "
        "('snorkel','crowd-kit','pandas','polars','pyarrow','orjson','lxml','numpy')))"
    )
    found = subprocess.run([PYTHON, "-c", code], text=True, stdout=subprocess.PIPE).stdout.strip()
    swift = subprocess.run(
        ["swift", "--version"], text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ).stdout
    swift = next((line for line in swift.splitlines() if "version" in line), "")
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, text=True, stdout=subprocess.PIPE
    ).stdout.strip()
    model = next(
        (line.split(":")[1].strip() for line in open("/proc/cpuinfo") if "model name" in line), ""
    )
    return (
        f"{model}, {os.cpu_count()} cores; {swift}; commit {commit}; "
        f"Python {sys.version.split()[0]}, {found}"
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", help="keys of jobs, separated by commas")
    parser.add_argument("--skip-slow", action="store_true", help="keep slow peers' last figures")
    parser.add_argument("--output", type=Path, default=WORK / "peers.md")
    options = parser.parse_args()
    for path in (PEERS / "gen.py", PYTHON, OWN):
        if not path.exists():
            raise SystemExit(f"error: '{path}' is missing; run 'make bench-peers'")
    known_path = WORK / "peers-seconds.json"
    known = json.loads(known_path.read_text()) if known_path.exists() else {}
    lines = [
        "| job | against | peer s | winnow s | ratio | target | |",
        "| --- | --- | ---: | ---: | ---: | ---: | --- |",
    ]
    print("\n".join(lines), flush=True)
    notes = []
    for job in jobs(*prepare()):
        if options.only and job.key not in options.only.split(","):
            continue
        theirs, ours = [], []
        name = f"{job.title} | {job.against}"
        for _ in range(1 if job.slow else options.rounds):
            if not (job.slow and options.skip_slow and name in known):
                theirs.append(job.peer())
            ours.append(job.own())
        for _ in range(options.rounds - 1 if job.slow else 0):
            ours.append(job.own())
        if theirs:
            known[name] = statistics.median(theirs)
            known_path.write_text(json.dumps(known, indent=1))
        a, b = known[name], statistics.median(ours)
        ratio = a / b
        verdict = "met" if ratio >= job.target else "not met"
        kept = "" if theirs else " (kept)"
        line = (
            f"| {job.title} | {job.against} | {a:.3f}{kept} | {b:.4f} | {ratio:.1f}× | "
            f"{job.target:g}× | {verdict} |"
        )
        lines.append(line)
        print(line, flush=True)
        if job.note:
            notes.append(f"- {job.title}: {job.note}.")
    lines += [""] + notes
    for name, sides in agreement.items():
        lines.append(f"- Votes, {name}: {', '.join(dict.fromkeys(sides))}.")
    lines += [f"- Peak memory, {name}: {size:.0f} MB." for name, size in memory.items()]
    lines += ["", versions()]
    print("\n".join(lines[lines.index("") :]))
    options.output.write_text("\n".join(lines) + "\n")
    if any("DIFFERS" in side for sides in agreement.values() for side in sides):
        raise SystemExit("error: votes differ")


main()
