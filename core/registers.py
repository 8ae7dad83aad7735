"""What the code says of its rules and its states, written for people: docs/regles.md, etats.md."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from django.apps import apps
from django.conf import settings

from core.law import FORCE_LABELS, Force, Rule
from core.verdicts import EXAMINERS

WARNING = "*Produit par le code : `script/registers` le refait. Ne le modifiez pas à la main.*\n"
ABOUT_RULES = (
    "Chaque règle a une seule source. L’**accord** (accord de coopération du 20 mars 2014) oblige :"
    " l’acte est refusé. La **note** de l’IBEFE Bruxelles est une proposition : la plénière peut"
    " y déroger par un motif consigné. L’**usage** avertit seulement. *À venir* : écrite, pas"
    " encore posée par un acte."
)
ABOUT_STATES = (
    "Un état ne change que par un acte, dans `workflow.py`. Ce qui suit du calendrier seul (terme"
    " échu, décision attendue) n’est pas un état : c’est calculé à la date où l’on regarde."
)
FAMILIES = {"P": "La vie d’un pôle", "J": "Les fiches projet", "E": "Les évaluations"}
TESTS = Path(settings.BASE_DIR) / "tests"


def our_apps() -> list[str]:
    """Apps that stand in the project's own folder, from the lowest to the highest."""
    base = Path(settings.BASE_DIR)
    return [
        config.name
        for config in reversed(list(apps.get_app_configs()))
        if Path(config.path).parent == base
    ]


def _modules(name: str) -> Iterator[ModuleType]:
    """A module, and when it is a package the modules of its folder."""
    if find_spec(name) is None:
        return
    package = import_module(name)
    yield package
    for folder in getattr(package, "__path__", ()):
        for path in sorted(Path(folder).glob("*.py")):
            if path.stem != "__init__":
                yield import_module(f"{name}.{path.stem}")


# ── Rules ───────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Registered:
    """A rule and the app that holds it."""

    rule: Rule
    app: str

    @property
    def key(self):
        code = self.rule.code
        force = self.rule.force_at(self.rule.moments[0])
        return list(FAMILIES).index(code[0]), int(code[1:]), list(Force).index(force)


def rules() -> list[Registered]:
    """Every rule of every `law`, by code; where one code has two forces, the strongest first."""
    found = {}
    for app in our_apps():
        for module in _modules(f"{app}.law"):
            for value in vars(module).values():
                for member in value if isinstance(value, tuple) else (value,):
                    if isinstance(member, Rule):
                        found.setdefault(id(member), Registered(member, app))
    return sorted(found.values(), key=lambda r: r.key)


def is_asked(rule: Rule) -> bool:
    """Is it answered at one of its moments? Announced ones are « à venir »."""
    return rule.is_active and any(EXAMINERS.get(moment) for moment in rule.moments)


def rules_page() -> str:
    lines = [
        "# Les règles",
        "",
        WARNING,
        ABOUT_RULES,
    ]
    found = rules()
    for letter, title in FAMILIES.items():
        lines += [
            "",
            f"## {title}",
            "",
            "| code | règle | source | force | remède | état | test |",
            "|---|---|---|---|---|---|---|",
        ]
        lines += [_rule_line(r) for r in found if r.rule.code[0] == letter]
    return "\n".join(lines) + "\n"


def _rule_line(registered):
    rule = registered.rule
    cells = (
        rule.code,
        rule.statement,
        rule.citation,
        _forces(rule),
        rule.remedy,
        "actif" if is_asked(rule) else "à venir",
        naming_test(rule.code, registered.app),
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _forces(rule):
    """One force for all its moments, or each moment with its own."""
    at = {moment: rule.force_at(moment) for moment in rule.moments}
    groups: dict[Force, list[str]] = {}
    for moment, force in at.items():
        groups.setdefault(force, []).append(moment.label.lower())
    return " ; ".join(
        f"**{force.value}** {FORCE_LABELS[force]} ({', '.join(labels)})"
        for force, labels in groups.items()
    )


def naming_test(code: str, app: str) -> str:
    """The first test that names the rule, those of its own app first; a dash when none does."""
    named = [t for t in _tests() if code.lower() in t.name.split("_")]
    named = named or [t for t in _tests() if code in t.words]
    named.sort(key=lambda t: (t.folder != app, t.file))
    return f"`{named[0].file}` : `{named[0].name}`" if named else "–"


@dataclass(frozen=True)
class NamedTest:
    """A test function, and the words of the texts that it and its decorators hold."""

    file: str
    folder: str
    name: str
    words: frozenset[str]


@cache
def _tests() -> tuple[NamedTest, ...]:
    found = []
    for path in sorted(TESTS.rglob("test_*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                words = {
                    word
                    for leaf in ast.walk(node)
                    if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str)
                    for word in leaf.value.split()
                }
                file = path.relative_to(TESTS.parent).as_posix()
                found.append(NamedTest(file, path.parent.name, node.name, frozenset(words)))
    return tuple(found)


# ── States ──────────────────────────────────────────────────────────────────────────────────────


def transitions() -> list[tuple[type, dict]]:
    """(choices, {from: {to}}) for each dictionary of transitions, from the lowest app up."""
    found: dict[type, dict] = {}
    for app in our_apps():
        for module in _modules(f"{app}.workflow"):
            for name, value in vars(module).items():
                if name.endswith("TRANSITIONS") and isinstance(value, dict) and value:
                    steps = found.setdefault(type(next(iter(value))), {})
                    for begin, ends in value.items():
                        steps.setdefault(begin, set()).update(ends)
    return list(found.items())


def states_page() -> str:
    lines = [
        "# Les états",
        "",
        WARNING,
        ABOUT_STATES,
    ]
    for choices, steps in transitions():
        for model in _models_of(choices):
            lines += ["", *_diagram(model, choices, steps)]
    return "\n".join(lines) + "\n"


def _models_of(choices):
    """Models whose status takes these values; not the tables of their history."""
    return [
        model
        for model in apps.get_models()
        if not hasattr(model, "history_object")
        and any(
            field.name == "status" and {v for v, _l in field.flatchoices} == set(choices.values)
            for field in model._meta.fields
        )
    ]


def _diagram(model, choices, steps):
    name = str(model._meta.verbose_name)
    first = choices(model._meta.get_field("status").default)
    arrows = [f"    [*] --> {first.value}"]
    for begin in choices:
        ends = steps.get(begin, ())
        arrows += [f"    {begin.value} --> {end.value}" for end in choices if end in ends]
        if not ends:
            arrows.append(f"    {begin.value} --> [*]")
    return [
        f"## {name[:1].upper()}{name[1:]}",
        "",
        "```mermaid",
        "stateDiagram-v2",
        *(f'    state "{state.label}" as {state.value}' for state in choices),
        *arrows,
        "```",
    ]
