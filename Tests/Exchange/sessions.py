"""Sessions that are made by winnow, and what can be read of them."""

import json
import os
import random
import subprocess

CLASSES = ["spam", "ham", "très bien"]

# Texts that a program on the way might not leave as they are.
TEXTS = [
    "you have won a prize", "see you at noon", "the same text", "the same text",
    "  blanks around it \t", "two\nlines", "carriage\r\nreturn", "a tab\there",
    'quotes " and \' and \\ and \\n', "<b>not markup</b> &amp; <script>alert(1)</script>",
    "composed é, decomposed e\u0301", "👏🏽 👩‍👩‍👧", "خدمة ممتازة", "שלום",
    "zero\u200bwidth, \u00a0no break, \ufeffmark", "{{ text }} $text {% raw %}", "null", "42", "[1]",
    "=1+1", "-", "a" * 20_000,
]


class Winnow:
    """The command, in a folder."""

    def __init__(self, command, folder):
        self.command = os.path.abspath(command)
        self.folder = folder

    def __call__(self, *arguments, given=None):
        """Runs a command that has to succeed; returns what it says on both outputs."""
        result = subprocess.run(
            [self.command, *arguments], cwd=self.folder, input=given, text=True,
            capture_output=True,
        )
        if result.returncode != 0:
            words = " ".join(arguments)
            raise AssertionError(f"winnow {words}: exit {result.returncode}\n{result.stderr}")
        return result.stdout + result.stderr

    def path(self, name):
        return os.path.join(self.folder, name)


def corpus(winnow, count):
    """Writes documents with ids; texts of each kind and some that are like others'."""
    with open(winnow.path("documents.jsonl"), "w") as file:
        for index in range(count):
            text = TEXTS[index] if index < len(TEXTS) else f"document number {index}"
            file.write(json.dumps({"id": f"d{index}", "text": text}) + "\n")


def empty(winnow, name):
    """A session over the documents in which nobody has answered."""
    winnow(
        "session", "start", "documents.jsonl", "--classes", ",".join(CLASSES), "--overlap", "3",
        "--no-ask", "--output", name, "--quiet",
    )


def answered(winnow, name, seed, count):
    """A session with answers, skips, refusals, times, durations, notes, flags and settled classes."""
    choose = random.Random(seed)
    empty(winnow, name)
    rows = ["item,worker,label,rejected,time,seconds"]
    disputes = 0
    for index in range(count):
        labels = []
        for worker in ("j.smith", "Ben Ö", "ada@example.org"):
            if choose.random() < 0.35:
                continue
            label = choose.choice(CLASSES + [""])
            rejected = choose.choice(CLASSES) if not label and choose.random() < 0.5 else ""
            labels.append(label)
            moment = choose.randrange(40_000_000_000)
            seconds, thousandth = divmod(moment, 1000)
            month, day, hour = 1 + seconds % 12, 1 + seconds % 28, seconds % 24
            time = f"2025-{month:02}-{day:02}T{hour:02}:00:07"
            time += f".{thousandth:03}Z"
            duration = choose.choice(["", "0.007", "3.5", "61"])
            rows.append(f"d{index},{worker},{label},{rejected},{time},{duration}")
        given = {label for label in labels if label}
        disputes += len(given) > 1
    with open(winnow.path("answers.csv"), "w") as file:
        file.write("\n".join(rows) + "\n")
    winnow("session", "import", name, "answers.csv", "--quiet")
    lines = "n a note, with a comma\nf\nspam\nn second \"note\"\nham\nf\ns\nq\n"
    winnow("session", "resume", name, "--annotator", "eve", "--lines", "--quiet", given=lines)
    settled = "\n".join(choose.choice(["spam", "ham"]) for _ in range(disputes // 2))
    winnow(
        "session", "resume", name, "--annotator", "boss", "--adjudicate", "--lines", "--quiet",
        given=settled + "\nq\n",
    )


def sent(program, winnow, project, *options):
    """Sends a session into a project of a running program; returns what winnow says."""
    with open(winnow.path("token.txt"), "w") as file:
        file.write(program.token)
    return winnow(
        "session", "export", "a.session", "--format", program.format, "--send-to", program.url,
        "--project", str(project), "--token-file", "token.txt", *options,
    )


def facts(winnow, name):
    """All that a session knows of its documents, by what it writes for doccano."""
    winnow(
        "session", "export", name, "--format", "doccano", "--include", "all", "--quiet",
        "--output", "facts.jsonl",
    )
    found = {}
    with open(winnow.path("facts.jsonl")) as file:
        for line in file:
            record = json.loads(line)
            known = record["_winnow"]
            known.pop("session")
            for answer in known.get("answers", []):
                answer.pop("extra", None)
            known["text"] = record["text"]
            found[known["id"]] = known
    os.remove(winnow.path("facts.jsonl"))
    return found


def kinds(facts):
    """Numbers of what there is, so that a test that compares nothing is seen."""
    answers = [answer for fact in facts.values() for answer in fact.get("answers", [])]
    remarks = [remark for fact in facts.values() for remark in fact.get("remarks", [])]
    return {
        "answers": sum("label" in answer for answer in answers),
        "skips": sum("label" not in answer and "rejected" not in answer for answer in answers),
        "refusals": sum("rejected" in answer for answer in answers),
        "notes": sum("note" in remark for remark in remarks),
        "flags": sum("note" not in remark for remark in remarks),
        "settled": sum("adjudication" in fact for fact in facts.values()),
        "annotators": len({answer["annotator"] for answer in answers}),
    }


def differences(expected, found):
    """Documents that two sessions know differently, in words."""
    told = []
    for number in sorted(set(expected) | set(found)):
        a, b = expected.get(number), found.get(number)
        for key in sorted(set(a or {}) | set(b or {})):
            before, after = (a or {}).get(key), (b or {}).get(key)
            if before != after:
                told.append(f"{number}.{key}: {before!r:.300} -> {after!r:.300}")
    return told


def comes_back(winnow, file, tool):
    """Whether what a tool gave back of session a makes the same session, and adds nothing to a."""
    empty(winnow, "b.session")
    said = winnow("session", "import", "b.session", file, "--format", tool)
    known = facts(winnow, "a.session")
    lost = differences(known, facts(winnow, "b.session"))
    assert not lost, "\n  ".join(["lost:", *lost[:10], said])
    assert min(kinds(known).values()) > 0, kinds(known)
    again = winnow("session", "import", "a.session", file, "--format", tool)
    assert "0 answers added" in again, again
    return ", ".join(f"{count} {kind}" for kind, count in kinds(known).items())
