"""Loads `winnow serve` on loopback, by wrk, and prints tables in Markdown.

load.py [--seconds N]: labels Datasets/messages to have a model, starts the server, and sends single
documents over 1, 8, 64 and 200 connections. In the last run the processes that labeling functions
run in are killed now and then, as a function that traps would: requests go on being answered. Then
it sends answers to a session of Datasets/tickets, and counts whether all of them were kept.
"""
import argparse, json, os, re, shutil, signal, sqlite3, subprocess, sys, tempfile, threading, time
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
WINNOW = f"{ROOT}/.build/release/winnow"
TEXTS = [
    "you have won a prize, claim it now", "see you at noon, bring milk", "what a voice!",
    "Your bill of 20 pounds is ready", "http://claim-prize.example/a1 reply stop", "omg, no way",
    "The meeting has moved to Thursday and nobody told the others about it, could you please",
]


def workers(server):
    """Process ids of the server's workers."""
    found = subprocess.run(
        ["pgrep", "-P", str(server.pid), "winnow-worker"], capture_output=True, text=True)
    return [int(line) for line in found.stdout.split()]


def load(script, address, token, connections, seconds, arguments):
    """One run of wrk; what it measured."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s",
               f"{ROOT}/Benchmarks/{script}", address, "--", token, *arguments]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return json.loads(re.search(r"RESULT (.*)", output)[1])


def kill_now_and_then(server, until, killed):
    while time.monotonic() < until:
        for worker in workers(server)[:1]:
            os.kill(worker, signal.SIGKILL)
            killed.append(worker)
        time.sleep(0.5)


def memory(server):
    """Megabytes that a server holds."""
    with open(f"/proc/{server.pid}/status") as status:
        return int(re.search(r"VmRSS:\s+(\d+)", status.read())[1]) / 1024


def start(arguments):
    """A server, its address, and the token it printed."""
    server = subprocess.Popen(
        [WINNOW, "serve", *arguments, "--rate-limit", "0", "--port", "0"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT)
    text = ""
    while "listening at" not in text:
        line = server.stdout.readline()
        if not line: sys.exit("error: the server did not start:\n" + text)
        text += line
    return server, re.search(r"http://\S+?/", text)[0], re.search(r"wnw_\S+", text)[0]


def head(what):
    print(f"| {what} | a second | p50 ms | p90 ms | p99 ms | max ms | MB | failed |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")


def row(name, found, server):
    print(f"| {name} | {found['requests'] / found['seconds']:.0f} | {found['p50']:.2f} | "
          f"{found['p90']:.2f} | {found['p99']:.2f} | {found['max']:.1f} | {memory(server):.0f} | "
          f"{found['failed'] + found['lost']} of {found['requests']} |", flush=True)


def stop(server, address):
    """The server still answers, and ends when it is told to."""
    with urllib.request.urlopen(address + "healthz") as answer: assert answer.status == 200
    assert server.poll() is None, "the server is gone"
    server.send_signal(signal.SIGTERM)
    assert server.wait(30) == 0


def labels(folder, seconds, task):
    subprocess.run(
        [WINNOW, "label", task, f"{ROOT}/Datasets/messages/messages.csv", "--quiet",
         "--output", f"{folder}/l.csv", "--save-model", f"{folder}/model.json"],
        check=True, cwd=ROOT)
    server, address, token = start(["--task", task, "--model", f"{folder}/model.json"])
    try:
        route = address + "v1/label"
        load("load.lua", route, token, 8, 2, TEXTS)
        head("labels, connections")
        for connections in (1, 8, 64, 200, 0):
            killed = []
            if connections == 0:
                until = time.monotonic() + seconds - 1
                killer = threading.Thread(target=kill_now_and_then, args=(server, until, killed))
                killer.start()
            found = load("load.lua", route, token, connections or 8, seconds, TEXTS)
            if connections == 0: killer.join()
            row(connections or f"8, {len(killed)} workers killed", found, server)
        stop(server, address)
    finally:
        server.kill()


def answers(folder, seconds):
    session = f"{folder}/tickets.session"
    subprocess.run(
        [WINNOW, "session", "start", f"{ROOT}/Datasets/tickets/tickets.jsonl", "--classes", "a,b",
         "--no-ask", "--output", session], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    server, address, token = start([session, "--annotator", "ada"])
    try:
        with sqlite3.connect(f"file:{session}?mode=ro", uri=True) as store:
            count = store.execute("SELECT count(*) FROM document").fetchone()[0]
        head("answers, connections")
        acknowledged = 0
        for connections in (1, 8, 64, 200):
            found = load("answers.lua", address + "api/events", token, connections, seconds, [str(count)])
            acknowledged += found["requests"] - found["failed"]
            row(connections, found, server)
        stop(server, address)
    finally:
        server.kill()
    with sqlite3.connect(session) as store:
        kept = store.execute("SELECT count(*) FROM event WHERE kind = 'answer'").fetchone()[0]
    assert kept >= acknowledged, f"{acknowledged} answers were acknowledged, {kept} are kept"
    print(f"\n{acknowledged} answers were acknowledged, {kept} are kept")


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seconds", type=int, default=10)
    arguments.add_argument("--task", default="MessageSpam")
    seconds, task = vars(arguments.parse_args()).values()
    if not shutil.which("wrk"):
        sys.exit("error: wrk was not found\nhelp: install it: apt-get install wrk")
    with tempfile.TemporaryDirectory() as folder:
        labels(folder, seconds, task)
        print()
        answers(folder, seconds)


main()
