"""`winnow serve` over a task of this repository."""

import json
import os

from servers import Program, eventually, free_port, request

MODEL_CLASSES = ["ham", "spam"]

MODEL_TEXTS = [
    "WINNER! you have won a free prize, call 09061701461 now", "see you at noon, ok?",
    "free entry: text WIN to 80086", "i'll be home late, sorry", "zzz", "",
    "urgent claim £1000 cash", "👏🏽 & <b>\"quoted\"</b>\n",
    "the quick brown fox jumps over the lazy dog near the river bank",
]


def labels(result):
    """The label of a result of the server, or none."""
    return [result["label"]] if "label" in result else []


class Backend:
    """A server that labels messages, for Label Studio too."""

    def __init__(self, winnow):
        self.winnow = winnow
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        repository = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
        task = os.path.join(repository, "LabelingFunctions", "MessageSpam")
        winnow(
            "label", task, os.path.join(repository, "Datasets", "messages", "messages.csv"),
            "--output", "labels.csv", "--save-model", "model.json", "--quiet", "--no-cache",
        )
        self.program = Program(
            [
                winnow.command, "serve", "--port", str(self.port), "--task", task,
                "--model", "model.json", "--ml-backend", "label-studio",
            ],
            winnow.path("server.log"),
            folder=winnow.folder,
        )
        self.program.answers(f"{self.url}/healthz")
        self.token = eventually("a token", self.printed_token)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.program.stop()

    def printed_token(self):
        with open(self.winnow.path("server.log")) as file:
            return next((word for word in file.read().split() if word.startswith("wnw_")), None)

    def call(self, method, path, body=None):
        headers = {"Authorization": f"Bearer {self.token}"}
        return json.loads(request(method, self.url + path, body, headers))

    def metrics(self):
        headers = {"Authorization": f"Bearer {self.token}"}
        return request("GET", f"{self.url}/metrics", None, headers).decode()

    def label(self, text):
        """What the server says of a text by its own route."""
        return self.call("POST", "/v1/label", {"document": {"text": text}})["results"][0]
