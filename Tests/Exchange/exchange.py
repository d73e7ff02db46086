"""Sessions through running programs and back: Label Studio and doccano, on this machine.

    python3 Tests/Exchange/exchange.py --winnow .build/release/winnow \
      --label-studio .build/exchange/label-studio --doccano .build/exchange/doccano

Each case says 'passed' or why not; what a program does not hold is said too.
"""

import argparse
import os
import shutil
import sys
import tempfile
import traceback

import doccano_cases
import label_studio_cases
from servers import Doccano, LabelStudio
from sessions import Winnow

DOCUMENTS = 60


def run(cases, program, winnow):
    """Runs cases, each in a folder of its own; returns how many passed and failed."""
    passed = failed = 0
    for case in cases:
        name = case.__name__.replace("_", " ")
        folder = tempfile.mkdtemp(dir=winnow.folder)
        try:
            remark = case(program, Winnow(winnow.command, folder))
            print(f"passed: {name}" + (f" ({remark})" if remark else ""), flush=True)
            passed += 1
        except Exception as error:
            print(f"failed: {name}: {error}", flush=True)
            if not isinstance(error, AssertionError):
                traceback.print_exc()
            failed += 1
    return passed, failed


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--winnow", required=True, help="the command")
    options.add_argument("--label-studio", help="Label Studio's virtual environment")
    options.add_argument("--doccano", help="doccano's virtual environment")
    options.add_argument(
        "--only", nargs="*", default=[""], help="cases whose name has one of these in it"
    )
    options = options.parse_args()
    folder = tempfile.mkdtemp(prefix="winnow-exchange-")
    winnow = Winnow(options.winnow, folder)
    passed = failed = 0
    for environment, program, cases in (
        (options.label_studio, LabelStudio, label_studio_cases.ALL),
        (options.doccano, Doccano, doccano_cases.ALL),
    ):
        wanted = [c for c in cases if any(word in c.__name__ for word in options.only)]
        if environment is None or not wanted:
            continue
        started = program(os.path.abspath(environment), os.path.join(folder, program.__name__))
        try:
            good, bad = run(wanted, started, winnow)
        finally:
            started.stop()
        passed, failed = passed + good, failed + bad
    if failed:
        print(f"the files are in {folder}")
    else:
        shutil.rmtree(folder)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


if __name__ == "__main__":
    main()
