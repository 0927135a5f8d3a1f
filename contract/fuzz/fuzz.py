"""Fuzzes a running server with schemathesis, by its own description.

    venv/bin/python fuzz.py ADDRESS KEY [OPTION OF SCHEMATHESIS...]

Fails for a finding that known.json does not have, and tells of entries that nothing was found for:
some depend on which of two requests that run side by side comes first. The requests do what they
say: the server should have a folder of its own, the scripted provider, and no way to the network.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.request
import xml.etree.ElementTree as xml
from pathlib import Path

HERE = Path(__file__).parent
FINDING = re.compile(r"^- (ST\d+ .*)$", re.MULTILINE)


def new_session(address, key):
    def post(path, body):
        request = urllib.request.Request(
            address + path,
            json.dumps(body).encode(),
            {"X-Secret-Key": key, "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    developer = {"type": "platform", "name": "developer", "description": ""}
    folder = tempfile.mkdtemp()
    session = post("/agent/start", {"working_dir": folder, "extension_overrides": [developer]})["id"]
    post("/agent/resume", {"session_id": session, "load_model_and_extensions": True})
    return session


def fuzz(address, key, options):
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.xml")
        run = subprocess.run(
            [
                Path(sys.executable).parent / "schemathesis",
                "--no-color",
                f"--config-file={HERE / 'schemathesis.toml'}",
                "run",
                f"--header=X-Secret-Key:{key}",
                "--report=junit",
                f"--report-junit-path={report}",
                *options,
                address + "/openapi.json",
            ],
            cwd=HERE,
            env=os.environ | {"SESSION": new_session(address, key)},
            capture_output=True,
            text=True,
        )
        if run.returncode > 1 or not report.exists():
            sys.exit(f"schemathesis failed:\n{run.stdout}{run.stderr}")
        print(re.search(r"^ *\d+ generated.*$", run.stdout, re.MULTILINE).group().strip())
        return [finding for case in xml.parse(report).iter("testcase") for finding in findings(case)]


def findings(case):
    """Operation, name and text of each finding."""
    for problem in case.iter("error"):
        yield case.get("name"), "Error", problem.text or problem.get("message") or ""
    for problem in case.iter("failure"):
        _, *parts = FINDING.split(problem.text or "")
        for name, text in zip(parts[::2], parts[1::2]):
            yield case.get("name"), name, text


def explains(entry, finding):
    operation, name, text = finding
    return operation in entry["operations"] and name == entry["finding"] and entry["about"] in text


def main(address, key, *options):
    known = json.loads((HERE / "known.json").read_text())
    found = fuzz(address, key, options)
    new = [it for it in found if not any(explains(entry, it) for entry in known)]
    stale = [it for it in known if not any(explains(it, f) for f in found)]
    for operation, name, text in new:
        print(f"\n{operation}: {name}\n{text.rstrip()}")
    for entry in stale:
        print(f"\nnot found this time: {json.dumps(entry)}")
    sys.exit(1 if new else 0)


main(*sys.argv[1:])
