"""Where our texts stand: those written for everybody, and every sentence of the pages and letters."""

import ast
import re
import tomllib
from functools import cache

from django.conf import settings

ROOT = settings.BASE_DIR
CONTENT = ROOT / "ipc" / "programme" / "content"
TEMPLATES = ROOT / "templates"
APPS = ("people", "peersupport", "careplans", "budgets", "ipc")
NOBODY_READS = ("/migrations/", "/management/", "/demonstration/", "/__pycache__/")
CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}

SHORT = re.compile(r"""{%\s*translate\s+(?:"([^"]*)"|'([^']*)')|\b_\((?:"([^"]*)"|'([^']*)')\)""")
BLOCK = re.compile(r"{%\s*blocktranslate\b[^%]*%}(.*?){%\s*endblocktranslate\s*%}", re.DOTALL)
LED_TO = re.compile(r"""{%\s*(?:include|extends)\s+["']([^"']+)["']""")
TAG_ENDS_A_LINE = re.compile(r"</?(?:p|li|br|h\d|div|dd|dt)\b[^>]*>|{%\s*plural\s*%}")
TAG = re.compile(r"<[^>]+>|{%.*?%}", re.DOTALL)
PLACE = re.compile(r"{{.*?}}|%\(\w+\)s|%s|{\w*}")
NAME = "Sam"
NAMED_PAGE = re.compile("“([^”.…?]+)”")


def content(kind):
    """Return every ``topic`` or ``term`` of the files, with the file it stands in."""
    files = {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(CONTENT.glob("*.toml"))
    }
    return [
        {"file": name, "audience": file.get("audience", "everybody")} | one
        for name, file in files.items()
        for one in file.get(kind, [])
    ]


@cache
def known():
    """Return the words that the jargon buster explains, in every way to write them."""
    return tuple(word for term in content("term") for word in (term["word"], *term.get("also", [])))


def standard(topic):
    """Return what a topic says in its standard form, each point of a list as its own line."""
    body = re.sub(r"(?<!\n)\n(?!\n|- )", " ", topic["body"].strip()).replace("\n- ", "\n")
    return f"{topic['answer']}\n{body}"


def easy(topic):
    """Return the Easy Read lines of a topic as ``(drawing, sentence)``."""
    return [tuple(line.split(": ", 1)) for line in topic["easy"].strip().splitlines()]


def easy_pages():
    """Return what Easy Read says of each page, by the name of its address."""
    pages = tomllib.loads((ROOT / "ipc" / "programme" / "easy" / "pages.toml").read_text(encoding="utf-8"))
    return {name: [line.split(": ", 1)[1] for line in page["lines"]] for name, page in pages.items()}


def spoken(text):
    """Return a text of a page or letter as somebody reads it: no mark-up, and a name where one is put in."""
    lines = TAG_ENDS_A_LINE.sub("\n", text)
    return PLACE.sub(NAME, TAG.sub("", lines))


def of_template(source):
    """Return every text of a template that goes through gettext."""
    blocks = [
        " ".join(line.split()) for found in BLOCK.findall(source) for line in spoken(found).split("\n\n")
    ]
    return [*(spoken("".join(found)) for found in SHORT.findall(source)), *blocks]


def of_module(source):
    """Return every text of a module that goes through gettext."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return [
        spoken(argument.value)
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in CALLS
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]


def templates():
    return {
        str(path.relative_to(TEMPLATES)): path.read_text(encoding="utf-8")
        for path in TEMPLATES.rglob("*.html")
    }


def modules():
    """Return every module whose texts somebody may read, by its path."""
    found = {str(path.relative_to(ROOT)): path for app in APPS for path in (ROOT / app).rglob("*.py")}
    return {
        name: path.read_text(encoding="utf-8")
        for name, path in found.items()
        if not any(part in f"/{name}" for part in NOBODY_READS)
    }
