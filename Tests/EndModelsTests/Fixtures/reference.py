"""Writes scikit-learn.json beside this file; needs scikit-learn.

The numbers that Winnow's features and logistic regression are held to: products of TF-IDF rows,
coefficients, intercepts and probabilities.
"""

import json
import pathlib

import numpy as np
import sklearn
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion

TEXTS = [
    "Check out my channel!!! http://x.y/ab",
    "check OUT this song, it is a nice song song",
    "Ünïcödé STRASSE größe naïve Ärger",
    "Привет МИР, мир труд",
    "人工知能 東京 a b c",
    "win £1000 now 😀 😀 call 07700",
    "",
    "u r 2 gr8 _x_ don't",
    "\tspaces   and\nlines nice channel",
]

# Winnow keeps the apostrophe of "don't" within the word: there is no "don" besides, so that the
# numbers are the same.


def gram(word, char, sublinear):
    parts = []
    if word:
        parts.append(("w", CountVectorizer(ngram_range=word)))
    if char:
        parts.append(("c", CountVectorizer(analyzer="char_wb", ngram_range=char)))
    counts = FeatureUnion(parts).fit_transform(TEXTS)
    rows = TfidfTransformer(sublinear_tf=sublinear).fit_transform(counts)
    return {
        "word": word,
        "char": char,
        "sublinear": sublinear,
        "products": np.round((rows @ rows.T).toarray(), 9).tolist(),
        "entries": np.diff(rows.indptr).tolist(),
    }


def regression(name, classes, c, soft=False, balanced=False, weighted=False):
    rng = np.random.default_rng(len(name))
    x = np.where(rng.random((40, 6)) < 0.5, rng.normal(size=(40, 6)), 0).astype(np.float32)
    q = rng.dirichlet(np.full(classes, 0.4), 40)
    if not soft:
        q = np.eye(classes)[q.argmax(1)]
    s = rng.uniform(0.2, 2, 40) if weighted else np.ones(40)
    # A soft label is a document per class, weighted by its probability.
    rows = np.repeat(x, classes, axis=0)
    labels = np.tile(np.arange(classes), 40)
    weights = (q * s[:, None]).ravel()
    if balanced:
        totals = (q * s[:, None]).sum(0)
        weights = weights * np.tile(totals.sum() / classes / totals, 40)
    keep = weights > 0
    model = LogisticRegression(C=c, tol=1e-11, max_iter=10000)
    model.fit(rows[keep], labels[keep], sample_weight=weights[keep])
    return {
        "name": name,
        "C": c,
        "balanced": balanced,
        "x": [[float(v) for v in row] for row in x],
        "q": q.tolist(),
        "s": s.tolist(),
        "coefficients": model.coef_.tolist(),
        "intercepts": model.intercept_.tolist(),
        "probabilities": model.predict_proba(x).tolist(),
    }


result = {
    "generator": "Tests/EndModelsTests/Fixtures/reference.py",
    "sklearn": sklearn.__version__,
    "texts": TEXTS,
    "features": [
        gram((1, 1), None, False),
        gram((1, 2), None, True),
        gram(None, (3, 5), True),
        gram((1, 2), (3, 5), True),
    ],
    "regressions": [
        regression("two classes", 2, 1.0),
        regression("two soft classes", 2, 0.5, soft=True, weighted=True),
        regression("three classes", 3, 10.0),
        regression("three soft weighted", 3, 2.0, soft=True, weighted=True),
        regression("five balanced classes", 5, 1.0, soft=True, balanced=True),
    ],
}
path = pathlib.Path(__file__).with_name("scikit-learn.json")
path.write_text(json.dumps(result, ensure_ascii=False) + "\n", encoding="utf-8")
