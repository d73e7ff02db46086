"""The ten closures of winnow-benchmarks (FunctionList.closureSource) as Snorkel functions.

closures.py FUNCTIONS.json CORPUS.csv: applies them and prints a line of JSON with the seconds
and a digest of the votes.
"""

import hashlib
import json
import sys
import time
from types import SimpleNamespace

import numpy as np
import pandas as pd
from snorkel.labeling import LabelingFunction, LFApplier


def closures(data):
    classes = data["classes"]
    words = {name: [] for name in classes}
    for function in data["functions"]:
        for word in function.get("keywords") or []:
            if word not in words[function["vote"]]:
                words[function["vote"]].append(word)

    def any_of(needles, label):
        return lambda x: label if any(n in x.text.lower() for n in needles) else -1

    functions = []
    for index in range(10):
        label = index % len(classes)
        known = words[classes[label]]
        if index < 4:
            functions.append(any_of(known[:3], label))
        elif index < 8:
            functions.append(any_of(known[-2:], label))
        elif index == 8:
            functions.append(
                lambda x, label=label: label
                if len(x.text.encode()) < 60 and "http" not in x.text.lower()
                else -1
            )
        else:
            functions.append(
                lambda x, label=label: label if x.text.lower().count("e") > 12 else -1
            )
    return functions


def main():
    data = json.load(open(sys.argv[1]))
    texts = pd.read_csv(sys.argv[2], usecols=["text"]).text
    documents = [SimpleNamespace(text=text) for text in texts]
    functions = [
        LabelingFunction(name=f"closure{i + 1}", f=f) for i, f in enumerate(closures(data))
    ]
    start = time.perf_counter()
    votes = LFApplier(functions).apply(documents, progress_bar=False)
    seconds = time.perf_counter() - start
    rows = np.ascontiguousarray(votes.astype(np.int8)).tobytes()
    print(json.dumps({"apply_s": seconds, "sha": hashlib.sha256(rows).hexdigest()[:16]}))


main()
