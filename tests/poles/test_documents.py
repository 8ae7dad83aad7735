"""The dossier of a pôle: what it says, to whom, and the rules of PDF/UA of our paper."""

import io
import re
from datetime import timedelta

import pikepdf
import pytest

from core import jobs
from core.clock import today
from core.models import JobStatus, JournalEntry
from poles.documents import DOSSIER, dossier_html, dossier_of
from tests.poles.factories import MembershipFactory, PoleFactory

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
HEADINGS = re.compile(r"/H([1-6])")


@pytest.fixture
def pole(bruxelles, service):
    """Nearly at its end, without category C, once designated."""
    start = today() - 980 * DAY
    made = PoleFactory(
        bassin=bruxelles,
        active=True,
        starts_on=start,
        groups="AB",
        lead=service.person,
        title="Technicien·ne en HVAC",
        continued_on=start + 360 * DAY,
        problem='Les élèves ne trouvent pas de stage : "rien" depuis 2024.',
    )
    MembershipFactory(
        pole=made, category="C", starts_on=start, ends_on=today() - 80 * DAY, end_reason="demission"
    )
    MembershipFactory(pole=made, guest=True, starts_on=start)
    return made


@pytest.fixture
def paper(pole, service, printed_once):
    """The bytes of the dossier, opened."""
    with pikepdf.open(io.BytesIO(printed_once(pole, by=service))) as document:
        yield document


def words(pole, user):
    html = dossier_html(dossier_of(user, pole.pk), by=user, on=today())
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


# ── What it says ─────────────────────────────────────────────────────────────────────────────────


def test_it_holds_identity_fiche_members_decisions_conformity_and_deadlines(pole, service):
    html = dossier_html(dossier_of(service, pole.pk), by=service, on=today())

    assert re.findall(r"<h2>([^<]+)</h2>", html) == [
        "Identité",
        "Fiche",
        "Membres par catégorie légale",
        "Décisions de la plénière",
        "État de conformité",
        "Échéances",
    ]


def test_conformity_tells_each_rule_with_its_source_its_reason_and_its_remedy(pole, service):
    text = words(pole, service)

    assert "Établi d’après les faits encodés ; ne vaut pas certificat d’une autorité." in text
    assert "P7 Un membre désigné au moins dans chaque catégorie A, B et C" in text
    assert "Accord, art. 18 § 1" in text
    assert "Remède :" in text


def test_an_empty_category_says_since_when(pole, service):
    assert "Aucun membre désigné depuis le" in words(pole, service)


def test_typed_text_is_set_in_french(pole, service):
    text = dossier_html(dossier_of(service, pole.pk), by=service, on=today())

    assert "stage\u00a0:" in text


@pytest.mark.parametrize("state", [{}, {"proposed": True}, {"launched": True}, {"ended": True}])
def test_every_state_of_a_pole_has_its_dossier(bruxelles, service, state):
    pole = PoleFactory(bassin=bruxelles, **state)

    assert "État de conformité" in words(pole, service)


# ── For whom ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["service", "president", "plenary_member", "pole_member"])
def test_the_service_the_plenary_and_the_members_may_have_it(name, active_pole, request):
    assert dossier_of(request.getfixturevalue(name), active_pole.pk) == active_pole


@pytest.mark.parametrize("name", ["guest", "outsider", "liege_service", "former_officer"])
def test_others_may_not(name, active_pole, request):
    assert dossier_of(request.getfixturevalue(name), active_pole.pk) is None


# ── The paper (stack.md) ─────────────────────────────────────────────────────────────────────────


def test_the_hash_of_the_dossier_is_in_the_journal(pole, service, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    job = jobs.ask(DOSSIER, subject_id=pole.pk, by=service)

    jobs.run(job.pk)

    job.refresh_from_db()
    assert job.status == JobStatus.DONE
    assert job.result.name == f"dossier-technicienne-en-hvac-{today():%Y-%m-%d}.pdf"
    entry = JournalEntry.objects.get(act="travaux.fabriquer")
    assert job.result.sha256 in entry.data
    assert '"tagged":true' in entry.data


def test_the_dossier_is_pdf_ua_in_french_with_its_title(paper):
    root = paper.Root
    assert str(root.Lang) == "fr-BE"
    assert root.MarkInfo.Marked
    assert root.StructTreeRoot.K is not None
    assert root.ViewerPreferences.DisplayDocTitle
    with paper.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Dossier du pôle « Technicien·ne en HVAC »"
    assert {str(page.get("/Tabs")) for page in paper.pages} == {"/S"}
    assert "/EmbeddedFiles" not in root.get("/Names", {})


def structure(element, found):
    """Every structure element under this one, in reading order."""
    children = element.get("/K")
    children = children if isinstance(children, pikepdf.Array) else [children]
    for child in children:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            found.append(child)
            structure(child, found)
    return found


def test_headings_follow_each_other_and_every_figure_speaks(paper):
    elements = structure(paper.Root.StructTreeRoot, [])
    kinds = [str(e.S) for e in elements]
    levels = [int(m.group(1)) for kind in kinds if (m := HEADINGS.fullmatch(kind))]
    figures = [e for e in elements if str(e.S) == "/Figure"]
    links = [e for e in elements if str(e.S) == "/Link"]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
    assert figures
    assert all(str(e.get("/Alt", "")).strip() for e in figures)
    assert not [e for link in links for e in structure(link, []) if str(e.S) == "/Figure"]
    assert "/Table" in kinds
    assert "/TH" in kinds


def test_every_font_is_embedded_and_no_picture_is_interpolated(paper):
    fonts, interpolated = [], []
    for thing in paper.objects:
        if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            continue
        if thing.get("/Type") == "/FontDescriptor":
            fonts.append(any(key in thing for key in ("/FontFile", "/FontFile2", "/FontFile3")))
        if thing.get("/Interpolate"):
            interpolated.append(thing)

    assert fonts
    assert all(fonts)
    assert interpolated == []


def test_links_are_inside_the_document_or_https_or_mailto(paper):
    addresses = [
        str(note.A.URI)
        for page in paper.pages
        for note in page.get("/Annots", [])
        if "/A" in note and "/URI" in note.A
    ]

    assert [a for a in addresses if not a.startswith(("https:", "mailto:"))] == []
