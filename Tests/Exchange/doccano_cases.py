"""Sessions through doccano, and winnow as what it labels with by itself."""

import json
import os
import re

from backend import MODEL_CLASSES, MODEL_TEXTS, Backend, labels
from servers import request
from sessions import answered, comes_back, corpus, differences, empty, facts, sent

COUNT = 60


def filled(doccano, winnow, title, *options, collaborative=True):
    """A project into which a session was sent, with answers of several people; what was said."""
    corpus(winnow, COUNT)
    answered(winnow, "a.session", 16, COUNT)
    project = doccano.project(title, collaborative)
    return project, sent(doccano, winnow, project, "--include", "all", *options)


def a_session_goes_in_and_comes_back(doccano, winnow):
    project, _ = filled(doccano, winnow, "back and forth")
    records = doccano.bring_out(project, winnow.path("back.jsonl"))
    assert len(records) == COUNT, len(records)
    return comes_back(winnow, "back.jsonl", "doccano")


def annotators_become_members(doccano, winnow):
    project, said = filled(doccano, winnow, "with members", "--create-users")
    members = {
        member["username"]: member["rolename"]
        for member in doccano.call("GET", f"/v1/projects/{project}/members")
    }
    assert len(members) == 5 and members["ada@example.org"] == "annotator", members
    # Who was created signs in with the password that was printed.
    name, password = re.search(r"new user '(j\.smith)', whose password is (\w+)", said).groups()
    login = {"username": name, "password": password}
    assert json.loads(request("POST", f"{doccano.url}/v1/auth/login/", login))["key"]
    again = sent(doccano, winnow, project, "--include", "all", "--create-users")
    assert "users: 0 created, 4 there already" in again, again
    assert f"not sent again: {COUNT} documents" in again, again
    doccano.bring_out(project, winnow.path("back.jsonl"))
    comes_back(winnow, "back.jsonl", "doccano")
    return next(line for line in said.splitlines() if line.startswith("kept"))


def a_project_with_a_file_per_annotator_comes_back(doccano, winnow):
    project, _ = filled(doccano, winnow, "a file per annotator", collaborative=False)
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
    project, _ = filled(doccano, winnow, "corrected")
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
    project, _ = filled(doccano, winnow, "commented")
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
    a_session_goes_in_and_comes_back, annotators_become_members,
    a_project_with_a_file_per_annotator_comes_back, a_correction_made_there_counts,
    comments_made_there_come_back, it_labels_by_itself_with_winnow,
]
