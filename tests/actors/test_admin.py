"""The admin: who enters, what is edited there, what is only read, and what is left as proof."""

import json
from datetime import timedelta

import pytest
from django.contrib import admin
from django.urls import reverse

from actors.choices import StaffRole
from actors.models import Bassin, Capacity, Mandate, Organisation, Person, User
from core.clock import today
from core.models import JournalEntry
from tests.actors.factories import (
    PASSWORD,
    CapacityFactory,
    MandateFactory,
    OrganisationFactory,
    PersonFactory,
    SeatFactory,
    StaffAssignmentFactory,
    UserFactory,
)
from tests.poles.factories import PoleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager_of_the_site(bruxelles):
    """The administration of the bassin, with access to the admin."""
    return UserFactory(serves=bruxelles, role=StaffRole.ADMIN, is_staff=True)


@pytest.fixture
def client(client_as, manager_of_the_site):
    return client_as(manager_of_the_site)


def url(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def said(answer):
    return answer.content.decode().replace("\xa0", " ").replace("&#x27;", "'")


def filled(answer, **changes):
    """What a browser would send of the form of the page, with these changes."""
    form = answer.context["adminform"].form
    data = {name: form[name].value() for name in form.fields}
    data = {n: "" if v is None else v for n, v in data.items() if v is not False}
    return {**data, **changes}


# ── The door ────────────────────────────────────────────────────────────────────────────────────


def test_the_administration_and_superusers_enter(client, client_as, administrator):
    assert client.get("/admin/").status_code == 200
    assert client_as(administrator).get("/admin/").status_code == 200


def test_nobody_else_enters(client_as, bruxelles):
    yesterday = today() - timedelta(days=1)
    former = UserFactory(is_staff=True)
    StaffAssignmentFactory(
        person=former.person, bassin=bruxelles, role=StaffRole.ADMIN, ends_on=yesterday
    )
    for user in (
        former,
        UserFactory(is_staff=True),
        UserFactory(serves=bruxelles, role=StaffRole.ADMIN),
        UserFactory(serves=bruxelles, role=StaffRole.COORDINATION, is_staff=True),
    ):
        for address in ("/admin/", "/admin/login/", url(Bassin, "changelist")):
            assert client_as(user).get(address).status_code == 403, (user, address)


def test_the_only_sign_in_is_the_one_of_the_house(client_as, manager_of_the_site):
    client = client_as(None)

    page = client.get("/admin/", follow=True)
    attempt = client.post(
        "/admin/login/", {"username": manager_of_the_site.email, "password": PASSWORD}
    )

    assert page.redirect_chain[-1][0].startswith(reverse("account_login"))
    assert attempt["Location"].startswith(reverse("account_login"))
    assert "_auth_user_id" not in client.session


def test_a_password_is_changed_where_the_house_changes_it(client):
    answer = client.get(reverse("admin:password_change"))

    assert answer["Location"] == reverse("account_change_password")


def test_every_page_of_the_admin_opens_in_french(client, bruxelles):
    PoleFactory(bassin=bruxelles)
    CapacityFactory(bassin=bruxelles)
    for model, model_admin in admin.site._registry.items():
        answer = client.get(url(model, "changelist"))
        assert answer.status_code == 200, model
        assert '<html lang="fr"' in answer.content.decode()
        request = answer.wsgi_request
        if model_admin.has_add_permission(request):
            added = client.get(url(model, "add"))
            assert added.status_code == 200, model
            assert "This field" not in added.content.decode()
        for row in model_admin.get_queryset(request)[:1]:
            assert client.get(url(model, "change", row.pk)).status_code == 200, model


def test_groups_addresses_and_second_factors_are_not_offered():
    names = {model._meta.label for model in admin.site._registry}

    assert (
        names
        & {
            "auth.Group",
            "account.EmailAddress",
            "account.EmailConfirmation",
            "mfa.Authenticator",
        }
        == set()
    )


# ── What is edited ──────────────────────────────────────────────────────────────────────────────


def test_a_change_is_a_next_version_with_history_and_proof(client, manager_of_the_site, bruxelles):
    address = url(Bassin, "change", bruxelles.pk)
    answer = client.post(address, filled(client.get(address), letterhead="IBEFE Bruxelles"))

    bruxelles.refresh_from_db()
    assert answer.status_code == 302
    assert (bruxelles.letterhead, bruxelles.version) == ("IBEFE Bruxelles", 2)
    assert bruxelles.history.latest().history_user == manager_of_the_site
    entry = JournalEntry.objects.get()
    assert (entry.act, entry.actor_role) == ("admin.modifier", "administration")
    assert json.loads(entry.data) == {"fields": ["letterhead"]}


def test_a_save_that_changes_nothing_leaves_nothing(client, bruxelles):
    address = url(Bassin, "change", bruxelles.pk)
    client.post(address, filled(client.get(address)))

    bruxelles.refresh_from_db()
    assert bruxelles.version == 1
    assert JournalEntry.objects.count() == 0


def test_a_creation_is_proved(client):
    address = url(Organisation, "add")
    client.post(address, filled(client.get(address), name_fr="École du Midi", category="C"))

    assert Organisation.objects.get(name_fr="École du Midi").version == 1
    assert JournalEntry.objects.get().act == "admin.créer"


def test_r21_the_second_administrator_sees_both_texts_then_decides(client, bruxelles):
    address = url(Bassin, "change", bruxelles.pk)
    mine = filled(client.get(address), letterhead="Le mien")
    client.post(address, filled(client.get(address), letterhead="Le leur"))

    warned = client.post(address, mine)

    assert warned.status_code == 200
    assert "vous « Le mien » ; enregistré « Le leur » ; au départ « vide »" in said(warned)
    assert Bassin.objects.get(pk=bruxelles.pk).letterhead == "Le leur"

    client.post(address, filled(warned))
    bruxelles.refresh_from_db()
    assert (bruxelles.letterhead, bruxelles.version) == ("Le mien", 3)


@pytest.mark.django_db(transaction=True)
def test_r21_the_version_is_checked_under_a_lock_of_the_save_itself(client, bruxelles):
    """Outside a transaction PostgreSQL refuses to lock: the admin's POST must open its own."""
    address = url(Bassin, "change", bruxelles.pk)

    answer = client.post(address, filled(client.get(address), letterhead="Le mien"))

    assert answer.status_code == 302
    assert Bassin.objects.get(pk=bruxelles.pk).version == 2
    assert JournalEntry.objects.count() == 1


def test_r21_a_field_that_only_the_other_changed_is_shown_too(client, bruxelles):
    address = url(Bassin, "change", bruxelles.pk)
    mine = filled(client.get(address), letterhead="Le mien")
    client.post(address, filled(client.get(address), mailbox="autre@example.org"))

    warned = client.post(address, mine)

    assert "enregistré « autre@example.org »" in said(warned)
    assert Bassin.objects.get(pk=bruxelles.pk).letterhead == ""


def test_a_deletion_is_proved(client):
    organisation = OrganisationFactory()
    client.post(url(Organisation, "delete", organisation.pk), {"post": "yes"})

    assert not Organisation.objects.filter(pk=organisation.pk).exists()
    entry = JournalEntry.objects.get()
    assert (entry.act, entry.subject_id) == ("admin.supprimer", str(organisation.pk))
    assert Organisation.history.filter(id=organisation.pk, history_type="-").exists()


def test_each_row_of_a_deletion_in_bulk_is_proved(client):
    rows = OrganisationFactory.create_batch(3)
    client.post(
        url(Organisation, "changelist"),
        {"action": "delete_selected", "_selected_action": [o.pk for o in rows], "post": "yes"},
    )

    assert [e.act for e in JournalEntry.objects.all()] == ["admin.supprimer"] * 3


def test_what_is_still_used_is_not_deleted_and_the_page_says_why(client):
    mandate = MandateFactory()
    answer = client.post(url(Person, "delete", mandate.person.pk), {"post": "yes"})

    assert "Impossible de supprimer" in said(answer)
    assert str(mandate) in said(answer)
    assert Person.objects.filter(pk=mandate.person.pk).exists()


def test_a_dated_fact_is_ended_never_deleted(client):
    mandate = MandateFactory()

    assert client.post(url(Mandate, "delete", mandate.pk), {"post": "yes"}).status_code == 403
    assert client.post(url(Bassin, "delete", 1), {"post": "yes"}).status_code == 403


def test_a_mandate_has_the_same_guards_as_in_the_house(client, bruxelles):
    seat = SeatFactory(body__bassin=bruxelles)
    MandateFactory(seat=seat)
    alone = PersonFactory(organisation=None)
    address = url(Mandate, "add")

    answer = client.post(
        address,
        {"seat": seat.pk, "person": alone.pk, "rank": "effectif", "starts_on": "2026-01-01"},
    )

    assert "Ce siège a déjà un membre effectif" in said(answer)
    assert "seule la présidence s’en passe" in said(answer)
    assert seat.mandates.count() == 1


def test_two_capacities_of_a_year_are_refused_in_words(client, bruxelles):
    CapacityFactory(bassin=bruxelles, year=2026)
    answer = client.post(url(Capacity, "add"), {"bassin": bruxelles.pk, "year": 2026, "days": 1})

    assert "Cette année est déjà encodée" in said(answer)


def test_a_new_account_has_no_password_and_a_lower_case_address(client):
    client.post(url(User, "add"), {"email": "Zoe@Example.org", "is_active": "on"})

    user = User.objects.get(email="zoe@example.org")
    assert not user.has_usable_password()


def test_the_administration_makes_no_superuser_and_touches_none(client, administrator):
    user = UserFactory()
    address = url(User, "change", user.pk)
    client.post(address, filled(client.get(address), is_superuser="on", email="x@example.org"))
    other = client.post(url(User, "change", administrator.pk), {"is_active": ""})

    user.refresh_from_db()
    administrator.refresh_from_db()
    assert (user.is_superuser, user.email) == (False, user.email)
    assert other.status_code == 403
    assert administrator.is_active


# ── What is only read ───────────────────────────────────────────────────────────────────────────


def test_the_journal_is_read_only(client, bruxelles):
    address = url(Bassin, "change", bruxelles.pk)
    client.post(address, filled(client.get(address), letterhead="IBEFE"))
    entry = JournalEntry.objects.get()

    assert client.get(url(JournalEntry, "add")).status_code == 403
    assert client.get(url(JournalEntry, "change", entry.pk)).status_code == 200
    assert client.post(url(JournalEntry, "change", entry.pk), {"act": "x"}).status_code == 403
    assert client.post(url(JournalEntry, "delete", entry.pk), {"post": "yes"}).status_code == 403
    assert JournalEntry.objects.get().act == "admin.modifier"


def test_a_pole_is_read_only_and_that_of_another_bassin_is_unknown(client, bruxelles, liege):
    ours, theirs = PoleFactory(bassin=bruxelles), PoleFactory(bassin=liege)
    model = type(ours)

    assert client.get(url(model, "change", ours.pk)).status_code == 200
    assert client.post(url(model, "change", ours.pk), {"status": "active"}).status_code == 403
    assert client.get(url(model, "change", theirs.pk)).status_code == 302
    assert theirs.title not in client.get(url(model, "changelist")).content.decode()
    ours.refresh_from_db()
    assert ours.status == "draft"


def test_the_past_is_read_and_never_sent_back(client, bruxelles):
    address = url(Bassin, "change", bruxelles.pk)
    client.post(address, filled(client.get(address), letterhead="Nouveau"))
    record = bruxelles.history.latest()
    past = url(Bassin, "simple_history", bruxelles.pk, record.pk)

    history = client.get(url(Bassin, "history", bruxelles.pk))

    assert "Nouveau" in said(history)
    assert 'style="' not in history.content.decode()
    assert client.get(past).status_code == 200
    assert 'style="' not in client.get(past).content.decode()
    assert client.post(past, {"letterhead": "Ancien"}).status_code == 403
    bruxelles.refresh_from_db()
    assert bruxelles.letterhead == "Nouveau"


# ── What it changes for the pôles ────────────────────────────────────────────────────────────────


def test_a_status_that_changes_a_rule_of_a_pole_is_read_before_it_is_saved(client):
    pole = PoleFactory(active=True)
    organisation = pole.memberships.get(category="A").organisation
    page = url(Organisation, "change", organisation.pk)
    data = filled(client.get(page), sector="public")

    unread = client.post(page, data)

    assert "aucun acteur privé" in said(unread).lower()
    assert str(pole) in said(unread)
    organisation.refresh_from_db()
    assert organisation.sector == "privé"

    client.post(page, filled(unread))
    organisation.refresh_from_db()
    assert organisation.sector == "public"


def test_a_death_of_somebody_who_sits_is_recorded_from_a_pole(client):
    member = PoleFactory(active=True).memberships.first()
    page = url(Person, "change", member.person_id)

    answer = client.post(page, filled(client.get(page), died_on=today().isoformat()))

    assert "notez le décès sur la page de ses membres" in said(answer)
    member.person.refresh_from_db()
    assert member.person.died_on is None
