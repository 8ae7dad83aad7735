"""A page as a browser without JavaScript sees it: its forms, filled and sent."""

from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urljoin

from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html as parser

from core.clock import today

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
BUTTONS = {"submit", "button", "reset", "image"}


@dataclass
class Form:
    """One form of a page, with what a browser would send of it."""

    action: str
    method: str
    controls: list = field(repr=False)

    @property
    def names(self):
        return {c.get("name") for c in self.controls}

    def filled(self, **given) -> dict:
        """Every field with a valid value: what it holds, something plausible, or what is given."""
        data = {}
        for control in self.controls:
            name, kind = control.get("name"), control.get("type", control.tag)
            if name == "csrfmiddlewaretoken" or control.get("disabled") is not None:
                continue
            if kind in ("radio", "checkbox"):
                _choose(data, control, name, kind)
            else:
                data[name] = _value(control, kind)
        data.update(given)
        return {name: value for name, value in data.items() if value is not None}

    def texts(self):
        """Names of the fields in which a person writes freely, numbers left aside."""
        return [
            c.get("name")
            for c in self.controls
            if c.tag == "textarea" or (c.get("type") == "text" and not c.get("inputmode"))
        ]


def _choose(data, control, name, kind):
    value = control.get("value", "on")
    checked = control.get("checked") is not None
    if kind == "radio":
        if checked or name not in data:
            data[name] = value
    elif checked or control.get("required") is not None:
        data.setdefault(name, [])
        data[name] = [*data[name], value] if isinstance(data[name], list) else data[name]


def _value(control, kind):
    if control.tag == "select":
        return _option(control)
    if kind == "file":
        return SimpleUploadedFile("essai.pdf", PDF, "application/pdf")
    held = control.text if control.tag == "textarea" else control.get("value")
    if held and held.strip():
        return held.removeprefix("\n")
    if kind == "hidden":
        return held or ""
    if control.get("inputmode"):
        return "2"
    return {
        "date": (today() + timedelta(days=30)).isoformat(),
        "datetime-local": f"{(today() + timedelta(days=30)).isoformat()}T10:00",
        "time": "10:00",
        "number": str(max(1, int(control.get("min") or 1))),
        "email": "essai@example.org",
        "url": "https://example.org/",
        "password": "mot-de-passe-de-test",
        "month": today().isoformat()[:7],
    }.get(kind, "Un texte d’essai")


def _option(control):
    options = control.findall(".//option")
    chosen = [o.get("value", o.text) for o in options if o.get("selected") is not None]
    if control.get("multiple") is not None:
        return chosen
    if chosen and chosen[0]:
        return chosen[0]
    return next((o.get("value") for o in options if o.get("value")), None)


def forms_of(response, url) -> list[Form]:
    """The POST forms of a page, the one of signing out left aside."""
    tree = parser.fromstring(response.content.decode())
    found = []
    for form in tree.iter("form"):
        if form.get("method", "get").lower() != "post":
            continue
        owned = [c for c in form.iter("input", "select", "textarea") if c.get("name")]
        ident = form.get("id")
        if ident:
            owned += [c for c in tree.xpath("//*[@form=$id]", id=ident) if c.get("name")]
        controls = [c for c in owned if c.get("type") not in BUTTONS]
        found.append(Form(urljoin(url, form.get("action") or url), "post", controls))
    return [f for f in found if not f.action.rstrip("/").endswith("logout")]


def own_form(answer, url):
    """The form that the page sends to itself."""
    path = url.partition("?")[0]
    return next((f for f in forms_of(answer, url) if f.action.partition("?")[0] == path), None)
