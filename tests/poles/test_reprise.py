"""The pôles of before the software from one workbook: fates, cross-references, undoing."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from core import imports
from core.imports import Outcome
from core.journal import first_fault
from core.models import ImportBatch
from core.workflow import Refused
from outbox.models import Mail
from poles.choices import EndReason, PoleStatus, Standing
from poles.imports import REPRISE
from poles.models import DecisionRef, Membership, Pole, Term
from tests.poles.factories import PoleFactory

pytestmark = pytest.mark.django_db

CREATE, SAME = Outcome.CREATE, Outcome.SAME
CONFLICT, REFUSED = Outcome.CONFLICT, Outcome.REFUSED
HEADS = {
    "Pôles": ["Pôle", "Nom du pôle", "État", "Lancé le", "Terminé le"],
    "Décisions": ["Pôle", "Décision", "Date", "Objet", "Libellé"],
    "Termes": ["Pôle", "Terme", "Du", "Au", "Décision"],
    "Membres": [
        *("Pôle", "Prénom", "Nom", "Organisation", "Catégorie", "Présence"),
        *("Du", "Au", "Motif de la fin", "Décision"),
    ],
}
BOIS = {
    "Pôles": [["P-1", "Bois", "en cours", date(2024, 1, 14), None]],
    "Décisions": [
        ["P-1", "2024/1", date(2024, 1, 14), "lancement", "Lancement"],
        ["P-1", "2024/5", date(2024, 3, 11), "Désignation", "Les premiers membres"],
    ],
    "Termes": [["P-1", 1, date(2024, 4, 1), date(2027, 3, 31), "2024/5"]],
    "Membres": [
        ["P-1", "Ada", "Kay", "Atelier", "A", "terrain", "01/04/2024", None, None, "2024/5"],
        ["P-1", "Zoé", "Roy", "Atelier", "invité", "terrain", "01/04/2024", None, None, None],
        [
            *("P-1", "Léa", "Kay", "École", "C", "institutionnel"),
            *("01/04/2024", "31/12/2024", "démission", "2024/5"),
        ],
    ],
}


def workbook(**more):
    """The workbook of one pôle, with other rows for some of its sheets."""
    book, out = Workbook(), BytesIO()
    book.remove(book.active)
    for title, head in HEADS.items():
        sheet = book.create_sheet(title)
        for row in [head, *more.get(title, BOIS[title])]:
            sheet.append(row)
    book.save(out)
    return SimpleUploadedFile("reprise.xlsx", out.getvalue())


def given(user, **more):
    return imports.receive(REPRISE, "BXL", workbook(**more), by=user)


def fates(batch):
    return [(row.outcome, " ".join(row.words)) for row in batch.rows.order_by("line")]


def outcomes(batch):
    return [outcome for outcome, _words in fates(batch)]


def imported(batch, user):
    imports.confirm(batch, digest=imports.digest_of(imports.fates_of(batch)), by=user)
    batch.refresh_from_db()
    return batch


def test_a_workbook_becomes_a_pole_with_its_past_and_no_mail_leaves(service):
    batch = given(service)
    assert outcomes(batch) == [CREATE] * 7

    imported(batch, service)

    pole = Pole.objects.get(number="P-1")
    assert (pole.status, pole.launched_on) == (PoleStatus.ACTIVE, date(2024, 1, 14))
    day = date(2024, 5, 1)
    stood = Pole.objects.with_term(on=day).standing(on=day).get(pk=pole.pk)
    assert (stood.standing, stood.term_number) == (Standing.ACTIVE, 1)
    term = Term.objects.get(pole=pole)
    assert (term.number, term.decision.number) == (1, "2024/5")
    members = Membership.objects.filter(pole=pole).order_by("pk")
    assert [(str(m.person), m.category, m.is_guest, m.end_reason) for m in members] == [
        ("Ada Kay", "A", False, ""),
        ("Zoé Roy", "", True, ""),
        ("Léa Kay", "C", False, EndReason.RESIGNED),
    ]
    marked = [*members, *DecisionRef.objects.filter(pole=pole)]
    assert {row.reconstituted for row in marked} == {True}
    assert pole.history.get().history_user == service
    assert not Mail.objects.exists()
    assert not first_fault()
    assert set(outcomes(given(service))) == {SAME}


def test_undoing_takes_back_the_whole_past_unless_something_was_added(service):
    batch = imported(given(service), service)
    pole = Pole.objects.get(number="P-1")
    term = Term.objects.get(pole=pole)
    second = Term.objects.create(
        pole=pole,
        number=2,
        starts_on=date(2027, 4, 1),
        ends_on=date(2028, 3, 31),
        decision=term.decision,
    )
    with pytest.raises(Refused, match="sert déjà ailleurs"):
        imports.undo(batch, by=service, reason="Le mauvais fichier.")

    second.delete()
    imports.undo(batch, by=service, reason="Le mauvais fichier.")

    assert not Pole.objects.filter(number="P-1").exists()
    assert not DecisionRef.objects.filter(number="2024/5").exists()


def test_a_line_that_names_an_unknown_pole_or_decision_says_so(service):
    batch = given(
        service,
        Décisions=[*BOIS["Décisions"], ["P-9", "1", "01/01/2024", "arrêt", ""]],
        Membres=[
            ["P-9", "Ada", "Kay", "Atelier", "A", "terrain", "01/04/2024", None, None, "2024/5"],
            ["P-1", "Ada", "Kay", "Atelier", "A", "terrain", "01/04/2024", None, None, "2020/1"],
            ["P-1", "Zoé", "Roy", "Atelier", "Z", "terrain", "hier", None, None, "2024/5"],
        ],
    )

    found = fates(batch)
    assert [one[0] for one in found] == [CREATE] * 3 + [REFUSED, CREATE] + [REFUSED] * 3
    assert "Aucun pôle n’a le numéro « P-9 »" in found[3][1].replace("\xa0", " ")
    assert "Aucun pôle n’a le numéro « P-9 »" in found[5][1].replace("\xa0", " ")
    assert "Aucune décision du pôle P-1 n’a le numéro « 2020/1 »" in found[6][1]
    assert "Catégorie : « Z » n’est pas connu" in found[7][1]
    assert "« hier » n’est pas une date" in found[7][1]


@pytest.mark.parametrize(
    ("term", "sentence"),
    [
        (["P-1", 1, "01/04/2024", "01/04/2027", "2024/5"], "31 mars 2027 au plus tard"),
        (["P-1", 2, "01/04/2024", "31/03/2027", "2024/5"], "Le terme 1 manque"),
        (["P-1", "un", "01/04/2024", "31/03/2027", "2024/5"], "n’est pas un numéro de terme"),
    ],
)
def test_a_pole_falls_with_the_term_that_it_needs(service, term, sentence):
    batch = given(service, Termes=[term])

    found = fates(batch)
    assert {one[0] for one in found} == {REFUSED}
    assert "il lui faut son terme 1" in found[0][1]
    assert "Le pôle « P-1 » de ce fichier est refusé" in found[4][1]
    assert sentence in " ".join(words for _outcome, words in fates_before(batch))


def fates_before(batch):
    """What the lines would say if the pôle did not fall with them."""
    launched = [[*BOIS["Pôles"][0][:2], "lancé", date(2024, 1, 14), None]]
    rows = [row.cells for row in batch.rows.order_by("line") if row.cells[0] == "Termes"]
    places = [batch.columns.index(title) for title in HEADS["Termes"]]
    terms = [[cells[place] for place in places] for cells in rows]
    return fates(given(batch.given_by, Pôles=launched, Termes=terms))


def test_a_pole_that_is_there_is_neither_changed_nor_completed(service, bruxelles, liege):
    known = PoleFactory(bassin=bruxelles, active=True)
    other = PoleFactory(bassin=liege, active=True, title="Secret de Liège")
    batch = given(
        service,
        Pôles=[
            [known.number, "Autre nom", "en cours", known.launched_on, None],
            [other.number, "Autre nom", "en cours", other.launched_on, None],
        ],
        Décisions=[[known.number, "2030-x", "01/01/2024", "arrêt", ""]],
        Termes=[],
        Membres=[],
    )

    found = fates(batch)
    assert [one[0] for one in found] == [CONFLICT, REFUSED, CONFLICT]
    assert "Secret" not in found[1][1]


def test_the_page_reads_its_own_template(client_as, service):
    client = client_as(service)
    template = client.get(reverse("poles:past_template", args=["BXL"])).content
    url = reverse("poles:past_import", args=["BXL"])
    token = client.get(url).context["form"]["token"].value()

    client.post(url, {"upload": SimpleUploadedFile("m.xlsx", template), "token": token})

    batch = ImportBatch.objects.get()
    assert outcomes(batch) == [CREATE] * 4
    page = client.get(batch.get_absolute_url()).content.decode()
    assert "Crée aussi la personne Ada Peeters." in page
