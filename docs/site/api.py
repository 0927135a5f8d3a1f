"""Pages about the operations and their data, from the description that the server serves."""

import re

METHODS = ("get", "post", "put", "patch", "delete")


# An answer that the server adds to operations, as the table of CommonAnswers.java has it.
COMMON = re.compile(r'new Common\(\s*"(\d{3})",\s*"([^"]+)",\s*(?:CommonAnswers::(\w+)|_ -> true)\)')
COMES_TO = {
    "": lambda operation: True,
    "readsParameters": lambda operation: "parameters" in operation or "requestBody" in operation,
    "readsBody": lambda operation: "requestBody" in operation,
    "tellsBodiesApart": lambda operation: "requestBody" in operation and operation["operationId"] != "save_recipe",
    "needsKey": lambda operation: operation.get("security") != [],
}


def complete(document, common_answers):
    """Adds what each operation can answer around its work.

    common_answers: the source of the server's class that does the same.
    """
    common = COMMON.findall(common_answers)
    assert len(common) == common_answers.count("new Common("), "a line of CommonAnswers.java is not understood"
    for operations in document["paths"].values():
        for method in METHODS:
            if method in operations:
                answers = operations[method].setdefault("responses", {})
                for status, description, rule in common:
                    if COMES_TO[rule](operations[method]):
                        answers.setdefault(status, {"description": description, "content": {
                            "application/json": {"schema": {"$ref": "#/components/schemas/ErrorResponse"}}}})


def api_pages(document, common_answers):
    """The pages by their names: one for each first part of the paths, and one with all data."""
    complete(document, common_answers)
    groups = {}
    for path, operations in sorted(document["paths"].items()):
        for method in METHODS:
            if method in operations:
                groups.setdefault(group(path), []).append((method, path, operations[method]))
    pages = {f"api/{file(name)}": page(name, rows) for name, rows in groups.items()}
    pages["api/schemas.md"] = schemas(document["components"]["schemas"])
    pages["api/index.md"] = index(document, groups)
    return pages


def group(path):
    parts = [part for part in path.split("/") if part]
    return "/".join(parts[:3] if parts[:2] == ["gander", "v1"] else parts[:1])


def file(name):
    return name.replace("/", "-") + ".md"


def index(document, groups):
    lines = ["# API", "", document["info"].get("description", "").strip(), "",
             "A server serves this description as `/openapi.json`, and as a page to try it at `/gander/v1/docs`. "
             "What requests and answers are made of: [data](schemas.md). What the texts of failures mean: [errors](../errors.md).", "",
             "| Operations | |", "|---|---|"]
    for name, rows in sorted(groups.items()):
        summaries = "; ".join(dict.fromkeys(cell(operation.get("summary", operation["operationId"]))
                                            for _, _, operation in rows[:4]))
        lines.append(f"| [`/{name}`]({file(name)}) | {summaries}{' …' if len(rows) > 4 else ''} |")
    return "\n".join(lines) + "\n"


def page(name, rows):
    lines = [f"# /{name}", ""]
    for method, path, operation in rows:
        lines += [f"## {method.upper()} {path}", "", f"**{cell(operation.get('summary', ''))}** "
                  f"(`{operation['operationId']}`)", ""]
        if operation.get("description"):
            lines += [operation["description"].strip(), ""]
        lines += parameters(operation) + body(operation) + answers(operation)
    return "\n".join(lines) + "\n"


def parameters(operation):
    rows = [parameter for parameter in operation.get("parameters", []) if "name" in parameter]
    if not rows:
        return []
    return ["| Parameter | In | Type | |", "|---|---|---|---|"] + [
        f"| `{row['name']}`{'' if row.get('required') else ' (optional)'} | {row['in']} | "
        f"{kind(row.get('schema', {}))} | {cell(row.get('description', ''))} |" for row in rows] + [""]


def body(operation):
    content = operation.get("requestBody", {}).get("content", {})
    forms = [f"{kind(form.get('schema', {}))} (`{media}`)" for media, form in content.items()]
    return ["Body: " + ", ".join(forms), ""] if forms else []


def answers(operation):
    rows = []
    for status, answer in sorted(operation.get("responses", {}).items()):
        forms = ", ".join(kind(form.get("schema", {})) for form in answer.get("content", {}).values())
        rows.append(f"| {status} | {cell(answer.get('description', ''))} | {forms} |")
    return ["| Status | When | Body |", "|---|---|---|"] + rows + [""]


def kind(schema):
    """A type in a few words, with a link if it has a name."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return f"[{name}](schemas.md#{name.lower()})"
    for members in ("oneOf", "anyOf", "allOf"):
        if members in schema:
            return " or ".join(dict.fromkeys(kind(member) for member in schema[members]))
    if schema.get("type") == "array":
        return f"list of {kind(schema.get('items', {}))}"
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    return schema.get("type", "any") + (" or null" if schema.get("nullable") else "")


def schemas(all_schemas):
    lines = ["# Data", ""]
    for name, schema in sorted(all_schemas.items()):
        lines += [f"## {name}", ""]
        if schema.get("description"):
            lines += [schema["description"].strip(), ""]
        properties = dict(schema.get("properties", {}))
        for part in schema.get("allOf", []):
            properties.update(part.get("properties", {}))
        required = set(schema.get("required", []))
        if properties:
            lines += ["| Member | Type | |", "|---|---|---|"] + [
                f"| `{member}`{'' if member in required else ' (optional)'} | {kind(form)} | "
                f"{cell(form.get('description', ''))} |" for member, form in properties.items()] + [""]
        elif set(schema) - {"description"}:
            lines += [kind(schema), ""]
    return "\n".join(lines) + "\n"


def cell(text):
    return re.sub(r"\s+", " ", text).replace("|", "\\|").strip()
