#!/usr/bin/env python3
"""Rounds of active learning in scikit-learn with NumPy, beside `winnow-benchmarks rounds`.

rounds.py FILE.jsonl TRUTH: least confidence on logistic regression (C = 10) over TF-IDF of words
that at least three documents have, from 100 random answers to 1,000 by 100, as in Winnow. Prints
median seconds of a round (fit, score, choose) as a row of a Markdown table. Needs scikit-learn.
"""

import json
import sys
import time

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

with open(sys.argv[1], encoding="utf-8") as file:
    texts = [json.loads(line)["text"] for line in file]
with open(sys.argv[2], encoding="utf-8") as file:
    truth = np.unique(file.read().split(), return_inverse=True)[1]
features = TfidfVectorizer(min_df=3).fit_transform(texts)
answered = np.random.default_rng(5).choice(len(texts), 100, replace=False).tolist()
isOpen = np.ones(len(texts), bool)
isOpen[answered] = False
seconds, processor = [], []
model = LogisticRegression(C=10.0, max_iter=300).fit(features[answered], truth[answered])
for _ in range(9):
    clock, cpu = time.perf_counter(), time.process_time()
    rows = np.flatnonzero(isOpen)
    doubt = 1 - model.predict_proba(features[rows]).max(1)
    asked = rows[np.argpartition(-doubt, 100)[:100]]
    answered += asked.tolist()
    isOpen[asked] = False
    model = LogisticRegression(C=10.0, max_iter=300).fit(features[answered], truth[answered])
    seconds.append(time.perf_counter() - clock)
    processor.append(time.process_time() - cpu)
accuracy = (model.predict(features) == truth).mean()
print(f"| scikit-learn, answers alone | {len(texts)} | {np.median(seconds):.4f} "
      f"| {len(texts) / np.median(seconds):.0f} | accuracy {accuracy:.4g}, "
      f"cpu s {np.median(processor):.4g} |")
