"""Loads `winnow serve` with single documents on loopback, by wrk, and prints a table in Markdown.

load.py [--seconds N]: labels Datasets/messages to have a model, starts the server, and sends
documents over 1, 8 and 64 connections. In the last run the processes that labeling functions run
in are killed now and then, as a function that traps would: requests go on being answered.
"""
import argparse, json, os, re, shutil, signal, subprocess, sys, tempfile, threading, time
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


def load(address, token, connections, seconds):
    """One run of wrk; what it measured."""
    threads = min(2, connections)
    command = ["wrk", f"-t{threads}", f"-c{connections}", f"-d{seconds}s", "-s",
               f"{ROOT}/Benchmarks/load.lua", address, "--", token, *TEXTS]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return json.loads(re.search(r"RESULT (.*)", output)[1])


def kill_now_and_then(server, until, killed):
    while time.monotonic() < until:
        for worker in workers(server)[:1]:
            os.kill(worker, signal.SIGKILL)
            killed.append(worker)
        time.sleep(0.5)


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seconds", type=int, default=10)
    arguments.add_argument("--task", default="MessageSpam")
    seconds, task = vars(arguments.parse_args()).values()
    if not shutil.which("wrk"):
        sys.exit("error: wrk was not found\nhelp: install it: apt-get install wrk")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [WINNOW, "label", task, f"{ROOT}/Datasets/messages/messages.csv", "--quiet",
             "--output", f"{folder}/l.csv", "--save-model", f"{folder}/model.json"],
            check=True, cwd=ROOT)
        server = subprocess.Popen(
            [WINNOW, "serve", "--task", task, "--model", f"{folder}/model.json",
             "--rate-limit", "0", "--port", "0"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT)
        try:
            text = ""
            while "listening at" not in text:
                line = server.stdout.readline()
                if not line: sys.exit("error: the server did not start:\n" + text)
                text += line
            token = re.search(r"wnw_\S+", text)[0]
            address = re.search(r"http://\S+?/", text)[0] + "v1/label"
            load(address, token, 8, 2)
            print("| connections | requests a second | p50 ms | p90 ms | p99 ms | max ms | failed |")
            print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
            for connections in (1, 8, 64, 0):
                killed = []
                if connections == 0:
                    until = time.monotonic() + seconds - 1
                    killer = threading.Thread(target=kill_now_and_then, args=(server, until, killed))
                    killer.start()
                found = load(address, token, connections or 8, seconds)
                if connections == 0: killer.join()
                name = str(connections) if connections else f"8, {len(killed)} workers killed"
                print(f"| {name} | {found['requests'] / found['seconds']:.0f} | {found['p50']:.2f} | "
                      f"{found['p90']:.2f} | {found['p99']:.2f} | {found['max']:.1f} | "
                      f"{found['failed'] + found['lost']} of {found['requests']} |")
            health = address.replace("v1/label", "healthz")
            with urllib.request.urlopen(health) as answer: assert answer.status == 200
            assert server.poll() is None, "the server is gone"
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(30)


main()
