"""Programs that are started for the exchange, each on a free port of this machine."""

import io
import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
import zipfile


class Refused(Exception):
    """A program answered a request with an error; the message is the program's own."""

    def __init__(self, status, text):
        super().__init__(f"{status}: {text}")
        self.status = status
        self.text = text


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def request(method, url, body=None, headers=None):
    """Sends JSON, or bytes as they are, and returns the answer's bytes."""
    fields = dict(headers or {})
    if body is not None and not isinstance(body, bytes):
        body = json.dumps(body).encode()
        fields.setdefault("Content-Type", "application/json")
    wanted = urllib.request.Request(url, data=body, method=method, headers=fields)
    try:
        with urllib.request.urlopen(wanted, timeout=120) as answer:
            return answer.read()
    except urllib.error.HTTPError as error:
        raise Refused(error.code, error.read().decode(errors="replace")) from None


def eventually(what, ask, seconds=240):
    """The first answer of `ask` that is something; fails when there is none in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = ask()
        if found:
            return found
        time.sleep(0.2)
    raise TimeoutError(f"{what} did not happen within {seconds} s")


class Program:
    """A process with all that it starts, and its log."""

    def __init__(self, arguments, log, environment=None, folder=None):
        self.log = log
        with open(log, "ab") as file:
            self.process = subprocess.Popen(
                arguments,
                stdout=file,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                env={**os.environ, **(environment or {})},
                cwd=folder,
                start_new_session=True,
            )

    def answers(self, url):
        """Waits until the program answers at an address."""

        def ask():
            if self.process.poll() is not None:
                with open(self.log, errors="replace") as file:
                    raise RuntimeError(f"{self.log}: it has ended\n{file.read()[-2000:]}")
            try:
                request("GET", url)
            except Refused:
                pass
            except OSError:
                return False
            return True

        eventually(f"an answer of {url}", ask)

    def stop(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()


class LabelStudio:
    """Label Studio with one user, who has a token."""

    format = "label-studio"
    token = "0123456789abcdef0123456789abcdef01234567"
    email = "manager@example.org"

    def __init__(self, environment, folder):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        os.makedirs(folder)
        self.program = Program(
            [
                f"{environment}/bin/label-studio", "start", "--no-browser",
                "--host", self.url, "--internal-host", "127.0.0.1", "--port", str(self.port),
                "--username", self.email, "--password", "exchange-1", "--user-token", self.token,
            ],
            f"{folder}/label-studio.log",
            {
                "LABEL_STUDIO_BASE_DATA_DIR": folder,
                "LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN": "true",
                # It calls no address of the own network otherwise.
                "ML_BLOCK_LOCAL_IP": "false",
                "SSRF_PROTECTION_ENABLED": "false",
                "LATEST_VERSION_CHECK": "false",
                "COLLECT_ANALYTICS": "false",
                "SENTRY_DSN": "",
                "FRONTEND_SENTRY_DSN": "",
            },
        )
        self.program.answers(f"{self.url}/health")

    def stop(self):
        self.program.stop()

    def call(self, method, path, body=None):
        headers = {"Authorization": f"Token {self.token}"}
        answer = request(method, self.url + path, body, headers)
        return json.loads(answer) if answer else None

    def file(self, path):
        return request("GET", self.url + path, None, {"Authorization": f"Token {self.token}"})

    def project(self, title, configuration):
        made = self.call("POST", "/api/projects", {"title": title, "label_config": configuration})
        return made["id"]

    def bring_in(self, project, path):
        with open(path) as file:
            return self.call("POST", f"/api/projects/{project}/import", json.load(file))

    def access_token(self):
        """A token that others are made with, as newer versions give them."""
        return self.call("POST", "/api/token/")["token"]

    def bring_out(self, project, path):
        tasks = self.call(
            "GET", f"/api/projects/{project}/export?exportType=JSON&download_all_tasks=true"
        )
        with open(path, "w") as file:
            json.dump(tasks, file)
        return tasks

    def users(self):
        """The numbers of the users, by address."""
        return {user["email"]: user["id"] for user in self.call("GET", "/api/users")}


class Doccano:
    """doccano's web server and its queue of tasks, with one user."""

    format = "doccano"
    # A name and a password, which are as good as a key.
    token = "manager:exchange-1"

    def __init__(self, environment, folder):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        os.makedirs(folder)
        command = f"{environment}/bin/doccano"
        python = f"{environment}/bin/python"
        settings = {
            "DOCCANO_HOME": folder, "HOME": folder,
            # What doccano's own command sets for itself, for the web server on its own.
            "STANDALONE": "True", "DJANGO_SETTINGS_MODULE": "config.settings.production",
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3", "MEDIA_ROOT": f"{folder}/media",
        }
        log = f"{folder}/doccano.log"
        for arguments in (
            ["init"],
            ["createuser", "--username", "manager", "--password", "exchange-1"],
        ):
            with open(log, "ab") as file:
                subprocess.run(
                    [command, *arguments], check=True, stdout=file, stderr=file, cwd=folder,
                    env={**os.environ, **settings},
                )
        self.tasks = Program(
            [command, "task", "--concurrency", "1"], f"{folder}/tasks.log", settings, folder
        )
        # doccano's own command listens on all addresses.
        package = subprocess.run(
            [python, "-c", "import backend; print(list(backend.__path__)[0])"],
            check=True, capture_output=True, text=True, cwd=folder,
        ).stdout.strip()
        self.web = Program(
            [
                python, "-m", "gunicorn", "--bind", f"127.0.0.1:{self.port}", "--workers", "1",
                "--chdir", package, "config.wsgi",
            ],
            log, settings, folder,
        )
        self.web.answers(f"{self.url}/v1/health/")
        login = {"username": "manager", "password": "exchange-1"}
        answer = json.loads(request("POST", f"{self.url}/v1/auth/login/", login))
        self.headers = {"Authorization": f"Token {answer['key']}"}

    def stop(self):
        self.web.stop()
        self.tasks.stop()

    def call(self, method, path, body=None):
        answer = request(method, self.url + path, body, self.headers)
        return json.loads(answer) if answer else None

    def project(self, name, collaborative=True):
        made = self.call(
            "POST",
            "/v1/projects",
            {
                "name": name, "description": name, "project_type": "DocumentClassification",
                "resourcetype": "TextClassificationProject", "guideline": "",
                "random_order": False, "collaborative_annotation": collaborative,
                "single_class_classification": True, "allow_member_to_create_label_type": False,
                "tags": [],
            },
        )
        return made["id"]

    def finish(self, task):
        """Waits for a task of the queue; fails with what it says went wrong."""

        def ask():
            status = self.call("GET", f"/v1/tasks/status/{task}")
            return status if status["ready"] else None

        status = eventually("an end of doccano's task", ask)
        if status.get("error"):
            raise Refused(0, json.dumps(status["error"]))
        return status

    def bring_in(self, project, path):
        with open(path, "rb") as file:
            content = file.read()
        mark = "exchange-boundary"
        form = (
            f'--{mark}\r\nContent-Disposition: form-data; name="filepond"; '
            f'filename="{os.path.basename(path)}"\r\nContent-Type: application/json\r\n\r\n'
        ).encode() + content + f"\r\n--{mark}--\r\n".encode()
        upload = request(
            "POST", f"{self.url}/v1/fp/process/", form,
            {**self.headers, "Content-Type": f"multipart/form-data; boundary={mark}"},
        ).decode()
        wanted = {
            "format": "JSONL", "task": "DocumentClassification", "uploadIds": [upload],
            "column_data": "text", "column_label": "label", "encoding": "utf_8",
        }
        task = self.call("POST", f"/v1/projects/{project}/upload", wanted)["task_id"]
        return self.finish(task)

    def bring_out(self, project, path):
        """Exports a project into one file, and returns its records."""
        lines = b"".join(content for _, content in self.files(project))
        with open(path, "wb") as file:
            file.write(lines)
        return [json.loads(line) for line in lines.decode().splitlines()]

    def files(self, project):
        """Exports a project, of which doccano packs a file per annotator into an archive."""
        wanted = {"format": "JSONL", "exportApproved": False}
        task = self.call("POST", f"/v1/projects/{project}/download", wanted)["task_id"]
        self.finish(task)
        url = f"{self.url}/v1/projects/{project}/download?taskId={task}"
        archive = zipfile.ZipFile(io.BytesIO(request("GET", url, None, self.headers)))
        return [(name, archive.read(name)) for name in sorted(archive.namelist())]
