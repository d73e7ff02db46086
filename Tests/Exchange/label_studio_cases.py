"""Sessions through Label Studio, and winnow as its ML backend."""

import json

from backend import MODEL_CLASSES, MODEL_TEXTS, Backend, labels
from servers import Refused
from sessions import CLASSES, answered, comes_back, corpus, differences, empty, facts, sent

COUNT = 60


def configuration(classes=CLASSES, text="text"):
    choices = "".join(f'<Choice value="{name}"/>' for name in classes)
    return (
        f'<View><Text name="text" value="${text}"/>'
        f'<Choices name="label" toName="text">{choices}</Choices></View>'
    )


def filled(studio, winnow, title, *options):
    """A project into which a session was sent, with answers of several people; what was said."""
    corpus(winnow, COUNT)
    answered(winnow, "a.session", 15, COUNT)
    project = studio.project(title, configuration())
    return project, sent(studio, winnow, project, *options)


def a_session_goes_in_and_comes_back(studio, winnow):
    project, _ = filled(studio, winnow, "back and forth")
    studio.bring_out(project, winnow.path("back.json"))
    return comes_back(winnow, "back.json", "label-studio")


def annotators_become_users(studio, winnow):
    before = studio.users()
    project, said = filled(studio, winnow, "with users", "--create-users")
    users = studio.users()
    assert len(users) == len(before) + 4, users
    tasks = studio.bring_out(project, winnow.path("back.json"))
    numbers = {}
    for task in tasks:
        answers = task["data"]["_winnow"]["answers"]
        for annotation in task["annotations"]:
            name = answers[annotation["import_id"] - 1]["annotator"]
            assert numbers.setdefault(name, annotation["completed_by"]) == annotation["completed_by"]
    assert len(set(numbers.values())) == len(numbers) == 4, numbers
    assert numbers["ada@example.org"] == users["ada@example.org"], users
    assert numbers["j.smith"] == users["j.smith@winnow.local"], users
    comes_back(winnow, "back.json", "label-studio")
    # A token that others are made with, and a command that is repeated.
    token, studio.token = studio.token, studio.access_token()
    try:
        again = sent(studio, winnow, project, "--create-users")
    finally:
        studio.token = token
    assert "users: 0 created, 4 there already" in again, again
    assert f"not sent again: {len(tasks)} documents" in again, again
    assert studio.users() == users
    # What a user answers there is the annotator's, without a table.
    task = next(task for task in tasks if not any(
        a["completed_by"] == numbers["j.smith"] for a in task["annotations"]
    ))
    choice = {
        "from_name": "label", "to_name": "text", "type": "choices", "value": {"choices": ["ham"]},
    }
    studio.call(
        "POST", f"/api/tasks/{task['id']}/annotations",
        {"result": [choice], "completed_by": numbers["j.smith"]},
    )
    studio.bring_out(project, winnow.path("after.json"))
    known = facts(winnow, "a.session")
    winnow("session", "import", "a.session", "after.json", "--format", "label-studio")
    found = facts(winnow, "a.session")
    assert {key for key in found if found[key] != known[key]} == {task["data"]["id"]}
    new = [a for a in found[task["data"]["id"]]["answers"] if a["annotator"] == "j.smith"]
    assert [a["label"] for a in new] == ["ham"], new
    return next(line for line in said.splitlines() if line.startswith("kept"))


def a_new_project_asks_the_question(studio, winnow):
    corpus(winnow, COUNT)
    answered(winnow, "a.session", 15, COUNT)
    project = studio.call("POST", "/api/projects", {"title": "without an interface"})["id"]
    said = sent(studio, winnow, project)
    assert "it asks for the classes now" in said, said
    found = studio.call("GET", f"/api/projects/{project}")["parsed_label_config"]
    assert found["label"]["labels"] == CLASSES, found
    studio.bring_out(project, winnow.path("back.json"))
    comes_back(winnow, "back.json", "label-studio")


def the_question_is_called_what_the_project_calls_it(studio, winnow):
    corpus(winnow, COUNT)
    answered(winnow, "a.session", 15, COUNT)
    interface = configuration(text="review").replace('name="label"', 'name="mood"')
    project = studio.project("other names", interface)
    sent(studio, winnow, project)
    tasks = studio.bring_out(project, winnow.path("back.json"))
    names = {r["from_name"] for t in tasks for a in t["annotations"] for r in a["result"]}
    assert names == {"mood"} and all("review" in task["data"] for task in tasks), names
    return comes_back(winnow, "back.json", "label-studio")


def an_unknown_user_is_refused(studio, winnow):
    with open(winnow.path("users.csv"), "w") as file:
        file.write("annotator,user\nj.smith,nobody@example.org\n")
    try:
        filled(studio, winnow, "unknown user", "--users", "users.csv")
    except AssertionError as refusal:
        assert "Label Studio has no user 'nobody@example.org'" in str(refusal), refusal
        return
    raise AssertionError("Label Studio knows nobody@example.org")


def a_file_is_taken_too(studio, winnow):
    corpus(winnow, COUNT)
    answered(winnow, "a.session", 15, COUNT)
    winnow(
        "session", "export", "a.session", "--format", "label-studio", "--output", "out.json",
    )
    project = studio.project("a file", configuration())
    studio.bring_in(project, winnow.path("out.json"))
    studio.bring_out(project, winnow.path("back.json"))
    return comes_back(winnow, "back.json", "label-studio")


def a_correction_made_there_counts(studio, winnow):
    project, _ = filled(studio, winnow, "corrected")
    tasks = studio.bring_out(project, winnow.path("before.json"))
    task = next(
        task for task in tasks
        if len([a for a in task["annotations"] if a["result"]]) == 1
        and "adjudication" not in task["data"]["_winnow"]
    )
    annotation = next(a for a in task["annotations"] if a["result"])
    result = annotation["result"]
    before = result[0]["value"]["choices"][0]
    after = next(name for name in CLASSES if name != before)
    result[0]["value"]["choices"] = [after]
    studio.call("PATCH", f"/api/annotations/{annotation['id']}", {"result": result})
    studio.bring_out(project, winnow.path("after.json"))
    name = task["data"]["id"]
    known = facts(winnow, "a.session")
    with open(winnow.path("users.csv"), "w") as file:
        file.write(f"annotator,user\nmaria,{annotation['completed_by']}\n")
    said = winnow(
        "session", "import", "a.session", "after.json", "--format", "label-studio",
        "--users", "users.csv",
    )
    found = facts(winnow, "a.session")
    changed = {key for key in found if found[key] != known[key]}
    assert changed == {name}, (changed, name, said)
    new = [a for a in found[name]["answers"] if a not in known[name]["answers"]]
    assert [(a["annotator"], a["label"]) for a in new] == [("maria", after)], (found[name], after)


def its_tables_are_read(studio, winnow):
    """Label Studio's CSV has what annotators chose, in a row per annotation."""
    project, _ = filled(studio, winnow, "as a table")
    tasks = studio.bring_out(project, winnow.path("tasks.json"))
    for kind, name in (("CSV", "table.csv"), ("TSV", "table.tsv")):
        table = studio.file(
            f"/api/projects/{project}/export?exportType={kind}&download_all_tasks=true"
        )
        with open(winnow.path(name), "wb") as file:
            file.write(table)
        empty(winnow, f"{kind}.session")
        said = winnow("session", "import", f"{kind}.session", name)
        given = {
            (task["data"]["id"], result["value"]["choices"][0])
            for task in tasks for a in task["annotations"] for result in a["result"]
        }
        found = {
            (number, answer["label"])
            for number, fact in facts(winnow, f"{kind}.session").items()
            for answer in fact.get("answers", []) if "label" in answer
        }
        # All are the importing user's there, whose last answer or skip of a document counts.
        assert found and found <= given, (sorted(found - given)[:5], said)
    return f"{len(found)} of {len(given)} answers: a table has no names of annotators"


def what_is_left_is_answered_there(studio, winnow):
    corpus(winnow, 12)
    answered(winnow, "a.session", 3, 6)
    project = studio.project("what is left", configuration())
    sent(studio, winnow, project, "--include", "unanswered")
    tasks = studio.bring_out(project, winnow.path("left-out.json"))
    assert tasks, "nothing is left"
    for task in tasks:
        choice = {
            "from_name": "label", "to_name": "text", "type": "choices",
            "value": {"choices": ["ham"]},
        }
        studio.call("POST", f"/api/tasks/{task['id']}/annotations", {"result": [choice]})
    studio.bring_out(project, winnow.path("answers.json"))
    known = facts(winnow, "a.session")
    winnow("session", "import", "a.session", "answers.json", "--format", "label-studio")
    found = facts(winnow, "a.session")
    names = {task["data"]["id"] for task in tasks}
    assert {name for name in found if found[name] != known[name]} == names
    for name in names:
        assert found[name]["answers"][-1]["label"] == "ham", found[name]
    return f"{len(names)} documents, as annotator {found[name]['answers'][-1]['annotator']!r}"


# Winnow as the ML backend.

def connection(studio, project, backend, password=None):
    return studio.call(
        "POST",
        "/api/ml",
        {
            "project": project, "title": "winnow", "url": backend.url,
            "auth_method": "BASIC_AUTH", "basic_auth_user": "winnow",
            "basic_auth_pass": password or backend.token,
        },
    )


def labels_show_as_predictions(studio, winnow):
    with Backend(winnow) as backend:
        project = studio.project("predicted", configuration(MODEL_CLASSES, "body"))
        tasks = [{"data": {"body": text}} for text in MODEL_TEXTS]
        studio.call("POST", f"/api/projects/{project}/import", tasks)
        model = connection(studio, project, backend)
        assert model["readable_state"] == "Connected", model
        number = model["id"]
        versions = studio.call("GET", f"/api/ml/{number}/versions")["versions"]
        assert versions == [model["model_version"]], versions
        said = studio.call(
            "POST",
            f"/api/dm/actions?id=retrieve_tasks_predictions&project={project}",
            {"selectedItems": {"all": True, "excluded": []}},
        )
        listed = studio.call("GET", f"/api/tasks?project={project}&fields=all&page_size=200")
        found = {}
        for task in listed["tasks"]:
            found[task["data"]["body"]] = task["predictions"]
        for text in MODEL_TEXTS:
            wanted = backend.label(text)
            prediction, = found[text]
            assert prediction["model_version"] == model["model_version"], prediction
            choices = [choice for r in prediction["result"] for choice in r["value"]["choices"]]
            assert choices == labels(wanted), (text, choices, wanted)
            assert prediction["score"] == wanted.get("confidence"), (prediction, wanted)
        empty_count = sum("label" not in backend.label(text) for text in MODEL_TEXTS)
        assert 0 < empty_count < len(MODEL_TEXTS), empty_count
        # What annotators do goes to the webhook that Label Studio adds with a model.
        studio.call("POST", f"/api/tasks/{listed['tasks'][0]['id']}/annotations", {"result": []})
        studio.call("DELETE", f"/api/ml/{number}")
        return said["detail"]


def large_projects_are_predicted_at_once(studio, winnow):
    with Backend(winnow) as backend:
        project = studio.project("many", configuration(MODEL_CLASSES, "body"))
        # More than a request for labels has room for elsewhere.
        tasks = [{"data": {"body": f"free money {n} " + "x" * 7000}} for n in range(200)]
        studio.call("POST", f"/api/projects/{project}/import", tasks)
        connection(studio, project, backend)
        return studio.call(
            "POST",
            f"/api/dm/actions?id=retrieve_tasks_predictions&project={project}",
            {"selectedItems": {"all": True, "excluded": []}},
        )["detail"]


def what_does_not_fit_is_told_when_it_is_connected(studio, winnow):
    told = []
    with Backend(winnow) as backend:
        for title, classes, password, expected in (
            ("wrong password", MODEL_CLASSES, "wnw_guess", "authentication parameters"),
            ("missing choice", ["ham"], None, "has no choice 'spam'"),
        ):
            project = studio.project(title, configuration(classes, "body"))
            try:
                connection(studio, project, backend, password)
            except Refused as refusal:
                assert expected in refusal.text, refusal
                told.append(json.loads(refusal.text)["validation_errors"])
            else:
                raise AssertionError(f"{title}: connected")
    return json.dumps(told)


def a_wish_for_training_is_refused(studio, winnow):
    with Backend(winnow) as backend:
        project = studio.project("training", configuration(MODEL_CLASSES, "body"))
        number = connection(studio, project, backend)["id"]
        studio.call("POST", f"/api/ml/{number}/train", {})
        wanted = 'winnow_http_requests_total{route="/webhook",method="POST",status="550"} 1'
        assert wanted in backend.metrics(), backend.metrics()
        # Label Studio keeps the error until it looks again, which is at once.
        told = studio.call("GET", f"/api/ml/{number}")
        return f"Label Studio shows: {told['readable_state']}"


def the_sdk_takes_the_predictions(studio, winnow):
    """Label Studio's own Python SDK checks what is predicted against the configuration."""
    from label_studio_sdk.label_interface import LabelInterface
    from label_studio_sdk.label_interface.objects import PredictionValue

    interface = LabelInterface(configuration(MODEL_CLASSES, "body"))
    with Backend(winnow) as backend:
        answer = backend.call(
            "POST",
            "/predict",
            {
                "tasks": [{"id": n, "data": {"body": text}} for n, text in enumerate(MODEL_TEXTS)],
                "label_config": configuration(MODEL_CLASSES, "body"),
                "project": "1.1700000000", "params": {"login": None, "password": None},
            },
        )
        for result in answer["results"]:
            assert interface.validate_prediction(result), result
            PredictionValue(**result)


ALL = [
    a_session_goes_in_and_comes_back, annotators_become_users, a_new_project_asks_the_question,
    the_question_is_called_what_the_project_calls_it, an_unknown_user_is_refused,
    a_file_is_taken_too, a_correction_made_there_counts,
    its_tables_are_read, what_is_left_is_answered_there, labels_show_as_predictions,
    large_projects_are_predicted_at_once, what_does_not_fit_is_told_when_it_is_connected,
    a_wish_for_training_is_refused, the_sdk_takes_the_predictions,
]
