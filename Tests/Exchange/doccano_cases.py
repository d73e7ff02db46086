"""Sessions through doccano, and winnow as what it labels with by itself."""

import json
import os

from backend import MODEL_CLASSES, MODEL_TEXTS, Backend, labels
from sessions import answered, comes_back, corpus, differences, empty, facts

COUNT = 60


def exported(winnow):
    corpus(winnow, COUNT)
    answered(winnow, "a.session", 16, COUNT)
    winnow(
        "session", "export", "a.session", "--format", "doccano", "--include", "all",
        "--output", "out.jsonl",
    )


def a_session_goes_in_and_comes_back(doccano, winnow):
    exported(winnow)
    project = doccano.project("back and forth")
    status = doccano.bring_in(project, winnow.path("out.jsonl"))
    assert not status["result"]["error"], status
    records = doccano.bring_out(project, winnow.path("back.jsonl"))
    assert len(records) == COUNT, len(records)
    return comes_back(winnow, "back.jsonl", "doccano")


def a_project_with_a_file_per_annotator_comes_back(doccano, winnow):
    exported(winnow)
    project = doccano.project("a file per annotator", collaborative=False)
    doccano.bring_in(project, winnow.path("out.jsonl"))
    names = []
    for name, content in doccano.files(project):
        names.append(os.path.basename(name))
        with open(winnow.path(names[-1]), "wb") as file:
            file.write(content)
    empty(winnow, "b.session")
    said = winnow("session", "import", "b.session", *names, "--format", "doccano")
    lost = differences(facts(winnow, "a.session"), facts(winnow, "b.session"))
    assert not lost, "\n  ".join([f"lost, of {names}:", *lost[:10], said])
    return ", ".join(names)


def a_correction_made_there_counts(doccano, winnow):
    exported(winnow)
    project = doccano.project("corrected")
    doccano.bring_in(project, winnow.path("out.jsonl"))
    types = doccano.call("GET", f"/v1/projects/{project}/category-types")
    numbers = {kind["text"]: kind["id"] for kind in types}
    known = facts(winnow, "a.session")
    examples = doccano.call("GET", f"/v1/projects/{project}/examples?limit={COUNT}")["results"]
    example = next(
        e for e in examples
        if known[e["meta"]["_winnow"]["id"]].get("label") is not None
    )
    name = example["meta"]["_winnow"]["id"]
    after = "ham" if known[name]["label"] != "ham" else "spam"
    path = f"/v1/projects/{project}/examples/{example['id']}/categories"
    for category in doccano.call("GET", path):
        doccano.call("DELETE", f"{path}/{category['id']}")
    doccano.call("POST", path, {"label": numbers[after]})
    doccano.bring_out(project, winnow.path("after.jsonl"))
    said = winnow("session", "import", "a.session", "after.jsonl", "--format", "doccano")
    found = facts(winnow, "a.session")
    changed = {key for key in found if found[key] != known[key]}
    assert changed == {name}, (changed, name, said)
    assert found[name]["label"] == after, (found[name], after, said)


def comments_made_there_come_back(doccano, winnow):
    exported(winnow)
    project = doccano.project("commented")
    doccano.bring_in(project, winnow.path("out.jsonl"))
    example = doccano.call("GET", f"/v1/projects/{project}/examples?limit=1")["results"][0]
    doccano.call(
        "POST", f"/v1/projects/{project}/comments?example={example['id']}", {"text": "why?"}
    )
    doccano.bring_out(project, winnow.path("after.jsonl"))
    said = winnow("session", "import", "a.session", "after.jsonl", "--format", "doccano")
    name = example["meta"]["_winnow"]["id"]
    notes = [r.get("note") for r in facts(winnow, "a.session")[name].get("remarks", [])]
    assert "why?" in notes, (notes, said)


def it_labels_by_itself_with_winnow(doccano, winnow):
    texts = [text for text in MODEL_TEXTS if text]
    with open(winnow.path("texts.jsonl"), "w") as file:
        for text in texts:
            file.write(json.dumps({"text": text}) + "\n")
    project = doccano.project("labeled by itself")
    doccano.bring_in(project, winnow.path("texts.jsonl"))
    for name in MODEL_CLASSES:
        doccano.call(
            "POST", f"/v1/projects/{project}/category-types",
            {"text": name, "suffix_key": name[0], "background_color": "#209cee"},
        )
    base = f"/v1/projects/{project}/auto-labeling"
    with Backend(winnow) as backend:
        settings = {
            "url": f"{backend.url}/v1/label/doccano", "method": "POST", "params": {},
            "headers": {"Authorization": f"Bearer {backend.token}"},
            "body": {"text": "{{ text }}"},
        }
        template = "{{ input | tojson }}"
        sample = next(text for text in texts if "label" in backend.label(text))
        # The steps of doccano's dialog.
        response = doccano.call(
            "POST", f"{base}/request-testing",
            {"model_name": "Custom REST Request", "model_attrs": settings, "text": sample},
        )
        mapped = doccano.call(
            "POST", f"{base}/label-extractor-testing",
            {"response": response, "template": template, "task_type": "Category"},
        )
        assert mapped == [{"label": backend.label(sample)["label"]}], mapped
        doccano.call(
            "POST", f"{base}/configs",
            {
                "model_name": "Custom REST Request", "model_attrs": settings,
                "template": template, "label_mapping": {}, "task_type": "Category",
            },
        )
        names = {
            kind["id"]: kind["text"]
            for kind in doccano.call("GET", f"/v1/projects/{project}/category-types")
        }
        count = 0
        examples = doccano.call("GET", f"/v1/projects/{project}/examples?limit=50")["results"]
        for example in examples:
            doccano.call("POST", f"{base}?example={example['id']}")
            found = doccano.call(
                "GET", f"/v1/projects/{project}/examples/{example['id']}/categories"
            )
            wanted = backend.label(example["text"])
            given = [names[category["label"]] for category in found]
            assert given == labels(wanted), (example["text"], given, wanted)
            count += len(given)
        assert 0 < count < len(texts), count
        return f"{count} of {len(texts)} texts"


ALL = [
    a_session_goes_in_and_comes_back, a_project_with_a_file_per_annotator_comes_back,
    a_correction_made_there_counts,
    comments_made_there_come_back, it_labels_by_itself_with_winnow,
]
