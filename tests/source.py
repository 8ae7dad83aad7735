"""Our own source, parsed once: tests that keep the house read it here."""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from tests.routes import OUR_APPS

ROOT = Path(settings.BASE_DIR)


@dataclass(frozen=True)
class Module:
    """One Python file of an app: where it is and its tree."""

    path: Path
    tree: ast.Module
    text: str

    @property
    def name(self):
        return self.path.relative_to(ROOT).as_posix()

    @property
    def kind(self):
        """The question that the module answers: "workflow" for poles/workflow/fiche.py."""
        return self.path.relative_to(ROOT).with_suffix("").parts[1]

    def at(self, node):
        return f"{self.name}:{node.lineno}"


@cache
def modules() -> tuple[Module, ...]:
    """Every module of our apps, migrations left out."""
    found = []
    for app in OUR_APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                text = path.read_text()
                found.append(Module(path, ast.parse(text), text))
    return tuple(found)


def calls(module, *names):
    """Calls of a method or function with one of these names."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in names:
                yield node


def chain(node) -> list[str]:
    """The names of a dotted chain from its root: `Pole.objects.filter(…).update` → those four."""
    names = []
    while True:
        if isinstance(node, ast.Call | ast.Subscript):
            node = node.func if isinstance(node, ast.Call) else node.value
        elif isinstance(node, ast.Attribute):
            names.append(node.attr)
            node = node.value
        elif isinstance(node, ast.Name):
            return [node.id, *reversed(names)]
        else:
            return ["", *reversed(names)]
