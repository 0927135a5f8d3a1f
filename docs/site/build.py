"""Builds the site: build.py ROOT FOLDER makes FOLDER/site of the documents in the checkout ROOT.

Without a network. A link that leads nowhere, a page that the navigation does not name, and a file
that a browser would fetch from elsewhere are errors.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

import yaml

from api import api_pages

ROOT, OUT = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
HERE = pathlib.Path(__file__).resolve().parent
DOCUMENT = "adapters-http/src/main/resources/META-INF/openapi.json"
COMMON_ANSWERS = "adapters-http/src/main/java/dev/gander/adapters/http/openapi/CommonAnswers.java"
# Written elsewhere at the same time; until they are there the navigation does without.
EXPECTED = {"console.md", "observability.md", "command-line.md", "packages.md", "embedding.md"}
CODE = re.compile(r"(```.*?^```|`[^`\n]*`)", re.S | re.M)
LINK = re.compile(r"(?<!!)\[((?:[^\[\]]|\[[^\]]*\]|\0\d+\0)*)\]\(([^)\s]+)\)")
COMMENT = re.compile(r"^<!--.*?-->\n", re.M)
FETCHED = re.compile(r"""<(?:script|img|iframe|link)\b[^>]*?(?:src|href)="(https?:)?//[^"]*"[^>]*>""")
SHIM = re.compile(r'<script src="https://unpkg\.com/iframe-worker/shim"[^>]*></script>')


def pages():
    """Files of the checkout by the page that each becomes."""
    found = {"readme.md": "README.md", "contributing.md": "CONTRIBUTING.md", "changelog.md": "CHANGELOG.md"}
    for file in sorted((ROOT / "docs").rglob("*.md")):
        name = file.relative_to(ROOT / "docs").as_posix()
        if not name.startswith("site/"):
            found[name] = "docs/" + name
    for file in sorted((ROOT / "examples").glob("**/README.md")):
        if not {"target", "node_modules"} & set(file.parts):
            folder = file.parent.relative_to(ROOT / "examples").as_posix()
            found["examples/" + ("index" if folder == "." else folder) + ".md"] = file.relative_to(ROOT).as_posix()
    return found


def rewritten(text, source, page, by_source):
    """The text with links between pages. What is in the checkout but not on the site is no link."""
    codes = []

    def hide(match):
        codes.append(match.group(0))
        return f"\0{len(codes) - 1}\0"

    def link(match):
        words, target = match.groups()
        if re.match(r"https?:|mailto:|#", target):
            return match.group(0)
        path, _, anchor = target.partition("#")
        file = os.path.normpath(os.path.join(os.path.dirname(source), path))
        if not (ROOT / file).exists():
            sys.exit(f"{source}: {target} is not there")
        to = by_source.get(file) or by_source.get(file + "/README.md")
        if file == "docs/decisions":
            to = "decisions/index.md"
        if to is None:
            return words
        relative = os.path.relpath(to, os.path.dirname(page) or ".")
        return f"[{words}]({relative}{'#' + slug(anchor) if anchor else ''})"

    text = LINK.sub(link, CODE.sub(hide, COMMENT.sub("", text)))
    while "\0" in text:
        text = re.sub(r"\0(\d+)\0", lambda match: codes[int(match.group(1))], text)
    return text


def slug(anchor):
    """GitHub's anchors have a hyphen for each blank, those of the site one for several."""
    return re.sub(r"-+", "-", anchor).strip("-")


def title(text):
    return re.search(r"^# (.*)$", text, re.M).group(1)


def decisions(texts):
    rows = [f"- [{title(text)}]({page.split('/')[1]})" for page, text in sorted(texts.items())
            if page.startswith("decisions/")]
    return "# Decisions\n\nWhy things are as they are.\n\n" + "\n".join(rows) + "\n"


def named(entry):
    """The pages in a part of the navigation."""
    if isinstance(entry, str):
        return [entry]
    return [page for part in (entry.values() if isinstance(entry, dict) else entry) for page in named(part)]


def without(entry, missing):
    if isinstance(entry, list):
        return [kept for part in entry if (kept := without(part, missing)) is not None]
    if isinstance(entry, dict):
        (name, value), = entry.items()
        kept = without(value, missing)
        return None if kept is None else {name: kept}
    return None if entry in missing else entry


def stage():
    texts = {page: (ROOT / source).read_text(encoding="utf-8") for page, source in pages().items()}
    by_source = {source: page for page, source in pages().items()}
    staged = {page: rewritten(text, pages()[page], page, by_source) for page, text in texts.items()}
    staged["decisions/index.md"] = decisions(staged)
    staged.update(api_pages(json.loads((ROOT / DOCUMENT).read_text(encoding="utf-8")),
                            (ROOT / COMMON_ANSWERS).read_text(encoding="utf-8")))
    for page, text in staged.items():
        file = OUT / "pages" / page
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return set(staged)


def configuration(staged):
    config = yaml.safe_load((HERE / "mkdocs.yml").read_text(encoding="utf-8"))
    in_navigation = set(named(config["nav"]))
    if missing := in_navigation - staged - EXPECTED:
        sys.exit(f"the navigation names pages that are not there: {sorted(missing)}")
    if unnamed := {page for page in staged if "/" not in page} - in_navigation:
        sys.exit(f"the navigation of docs/site/mkdocs.yml does not name {sorted(unnamed)}")
    config["nav"] = without(config["nav"], EXPECTED - staged)
    (OUT / "mkdocs.yml").write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")


def build():
    done = subprocess.run([pathlib.Path(sys.executable).with_name("zensical"), "build", "--clean", "--strict"],
                          cwd=OUT, env={**os.environ, "NO_COLOR": "1"}, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(re.sub(r"\x1b\[[0-9;]*m", "", done.stdout + done.stderr))


def finish():
    """Search on pages that are opened as files needs a worker of its own, which is served from here."""
    shutil.copy(HERE / "iframe-worker.js", OUT / "site/assets/javascripts/iframe-worker.js")
    count = 0
    for file in (OUT / "site").rglob("*.html"):
        up = "../" * (len(file.relative_to(OUT / "site").parts) - 1)
        text = SHIM.sub(f'<script src="{up}assets/javascripts/iframe-worker.js"></script>',
                        file.read_text(encoding="utf-8"))
        for element in FETCHED.finditer(text):
            sys.exit(f"{file}: fetched from elsewhere: {element.group(0)}")
        file.write_text(text, encoding="utf-8")
        count += 1
    print(f"{count} pages: {OUT / 'site/index.html'}")


if OUT.exists():
    for old in ("pages", "site"):
        shutil.rmtree(OUT / old, ignore_errors=True)
OUT.mkdir(parents=True, exist_ok=True)
configuration(stage())
build()
finish()
