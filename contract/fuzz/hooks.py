"""Aims half of the requests at a session that exists: made-up ones would all end at 404."""

import os

import schemathesis

SESSION = os.environ["SESSION"]
NAMES = ("session_id", "sessionId")


@schemathesis.hook
def before_call(context, case, kwargs):
    if case.method == "DELETE":
        return
    if case.path == "/gander/v1/runs" and isinstance(case.body, dict) and case.body.get("wait") in range(1, 301):
        case.body["wait"] = 1  # Runs take their time in a queue.
    if case.path.startswith(("/sessions", "/diagnostics")):
        aim(case.path_parameters, (*NAMES, "id"))
    aim(case.query, NAMES)
    aim(case.body, NAMES)


def aim(values, names):
    if not isinstance(values, dict):
        return
    for name in names:
        value = values.get(name)
        if isinstance(value, str) and (len(value) % 2 == 0 or value == "0"):
            values[name] = SESSION
