#!/usr/bin/env python3
"""Compares `winnow train` and `winnow classify` with scikit-learn; prints a Markdown table.

Both see the same four fifths of the documents with their gold labels and the same features
(words 1-2 and characters 3-5 within words, 2^18 buckets, sublinear TF-IDF, length 1), C = 10, and
are scored on the last fifth. Winnow also trains five folds to calibrate and judge itself, and starts
a process and reads a file; its time is all of that. scikit-learn's is features and fit alone,
without imports. Needs scikit-learn in .build/peers.
"""

import csv
import json
import os
import random
import resource
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import MultinomialNB
from sklearn.pipeline import FeatureUnion, make_pipeline

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("WINNOW_SHARED", ROOT.parent / "shared")).resolve()
CORPORA = SHARED / "data" / "corpora"
WORK = ROOT / ".build" / "benchmarks" / "end-models"
WINNOW = ROOT / ".build" / "release" / "winnow"


def table(path, text, gold, encoding="utf-8"):
    with open(path, newline="", encoding=encoding, errors="replace") as file:
        return [(row[text], row[gold]) for row in csv.DictReader(file) if row[gold]]


def datasets():
    with open(ROOT / "Datasets/tickets/tickets.jsonl", encoding="utf-8") as file:
        tickets = [json.loads(line) for line in file]
    return {
        "youtube-spam": [
            row
            for path in sorted((CORPORA / "youtube-spam-csv").glob("*.csv"))
            for row in table(path, "CONTENT", "CLASS", "utf-8-sig")
        ],
        "sms-spam": table(CORPORA / "sms-spam-csv" / "spam.csv", "v2", "v1"),
        "messages (shipped)": table(ROOT / "Datasets/messages/messages.csv", "text", "gold"),
        "tickets (shipped)": [(row["text"], row["gold"]) for row in tickets if row.get("gold")],
    }


def write(path, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "text", "gold"])
        writer.writerows([f"d{i}", text, gold] for i, (text, gold) in enumerate(rows))


def scores(classes, probabilities, gold):
    truth = np.array([classes.index(label) for label in gold])
    right = probabilities.argmax(1) == truth
    loss = -np.log(np.clip(probabilities[np.arange(len(truth)), truth], 1e-6, 1))
    return right.mean(), loss.mean()


def scikit(model, train, test):
    options = {"n_features": 2**18, "alternate_sign": False, "norm": None}
    start = time.process_time()
    pipeline = make_pipeline(
        FeatureUnion([
            ("words", HashingVectorizer(ngram_range=(1, 2), **options)),
            ("characters", HashingVectorizer(analyzer="char_wb", ngram_range=(3, 5), **options)),
        ]),
        TfidfTransformer(sublinear_tf=True),
        model,
    )
    pipeline.fit([text for text, _ in train], [gold for _, gold in train])
    seconds = time.process_time() - start
    probabilities = pipeline.predict_proba([text for text, _ in test])
    return *scores(list(pipeline.classes_), probabilities, [gold for _, gold in test]), seconds


def winnow(name, train, test):
    write(WORK / "train.csv", train)
    write(WORK / "test.csv", test)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    command = [
        WINNOW, "train", "train.csv", "--label-field", "gold", "--model", name, "--output",
        "model.endmodel", "--json", "--quiet",
    ]
    out = subprocess.run(command, cwd=WORK, check=True, capture_output=True, text=True).stdout
    seconds = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    subprocess.run(
        [WINNOW, "classify", "test.csv", "--model", "model.endmodel", "--output", "out.csv", "--quiet"],
        cwd=WORK, check=True, capture_output=True,
    )
    classes = json.loads(out)["classes"]
    with open(WORK / "out.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    probabilities = np.array([[float(row[f"p_{label}"]) for label in classes] for row in rows])
    return *scores(classes, probabilities, [gold for _, gold in test]), seconds


def main():
    WORK.mkdir(parents=True, exist_ok=True)
    print("| data | documents | model | accuracy | log loss | train s (user CPU) |")
    print("| --- | ---: | --- | ---: | ---: | ---: |")
    for title, rows in datasets().items():
        random.Random(1).shuffle(rows)
        cut = len(rows) * 4 // 5
        train, test = rows[:cut], rows[cut:]
        for label, run in [
            ("winnow logistic-regression", lambda: winnow("logistic-regression", train, test)),
            ("scikit-learn LogisticRegression",
             lambda: scikit(LogisticRegression(C=10, max_iter=1000), train, test)),
            ("winnow naive-bayes", lambda: winnow("naive-bayes", train, test)),
            ("scikit-learn MultinomialNB", lambda: scikit(MultinomialNB(alpha=0.1), train, test)),
        ]:
            accuracy, loss, seconds = run()
            print(f"| {title} | {len(rows)} | {label} | {accuracy:.4f} | {loss:.4f} | {seconds:.2f} |")
            sys.stdout.flush()


main()
