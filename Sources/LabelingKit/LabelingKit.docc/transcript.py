"""A page about commands: what is typed, and what it prints."""

import os
import re
import subprocess
import sys
from pathlib import Path


class Transcript:
    """A folder in which commands are typed, and the page about them."""

    def __init__(self, folder: Path, winnow: Path, **environment: str):
        self.folder = folder
        self.page: list[str] = []
        self.environment = dict(os.environ, PATH=f"{winnow.parent}:{os.environ['PATH']}")
        self.environment |= {"LC_ALL": "C.UTF-8"} | environment

    def say(self, text: str) -> None:
        """Adds prose."""
        self.page += [text.strip(), ""]

    def fence(self, kind: str, text: str) -> None:
        """Adds a block of code or output."""
        text = text.replace(f"{self.folder}/", "").replace(str(self.folder), ".").rstrip()
        self.page += [f"```{kind}", *(line.rstrip() for line in text.split("\n")), "```", ""]

    def run(self, command: str, *, hides: str = "", codes: tuple[int, ...] = (0,)) -> str:
        """Types a command and shows what it prints; `hides` names lines to leave out."""
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if done.returncode not in codes:
            sys.exit(f"$ {command}\n{done.stdout}\nended with {done.returncode}")
        lines = [line for line in done.stdout.split("\n") if not hides or not re.search(hides, line)]
        self.fence("console", f"$ {command}\n" + "\n".join(lines))
        return done.stdout

    def new_task(self, name: str, classes: str, path: str, root: Path) -> Path:
        """Makes a package of a task; its source is returned."""
        subprocess.run(
            ["winnow", "new", name, "--classes", classes, "--path", path, "--winnow", str(root)],
            cwd=self.folder,
            env=self.environment,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        return self.folder / path / "LabelingFunctions" / name / f"{name}.swift"

    def write(self, page: Path) -> None:
        """Writes the page."""
        page.write_text("\n".join(self.page).rstrip() + "\n")
