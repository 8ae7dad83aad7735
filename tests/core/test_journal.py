"""The journal: one line per act in its transaction, and every tampering found and named."""

import random
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from actors.models import User
from core import journal
from core.models import Counter, JournalEntry, JournalHead
from tests.actors.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def subject():
    return Counter.objects.create(scope="essai")


@pytest.fixture
def chain(subject):
    """Twelve lines, and leave to tamper with them as somebody with every right would."""
    for number in range(12):
        journal.append("essai.acte", about=subject, data={"n": number})
    if connection.vendor == "postgresql":
        connection.cursor().execute("SET LOCAL session_replication_role = replica")
    return JournalEntry.objects.order_by("seq")


def line(number):
    return JournalEntry.objects.filter(seq=number)


# ── A line ──────────────────────────────────────────────────────────────────────────────────────


def test_a_line_says_who_did_what_about_what_and_follows_the_one_before(subject):
    user = UserFactory()
    first = journal.append("essai.commencer", about=subject, by=user, role="service")
    second = journal.append("essai.finir", about=subject, data={"b": 2, "a": "é"})

    assert (first.seq, second.seq) == (1, 2)
    assert (first.actor_id, first.actor_role, first.actor_label) == (user.pk, "service", str(user))
    assert (second.actor_id, second.actor_label) == (None, "logiciel")
    assert (second.subject_type, second.subject_id) == ("core.counter", str(subject.pk))
    assert second.data == '{"a":"é","b":2}'
    assert (first.previous_hash, second.previous_hash) == ("0" * 64, first.hash)
    assert second.hash == journal.hash_of(second)
    assert journal.first_fault() == ""


def test_the_same_line_read_back_has_the_same_hash(subject):
    entry = journal.append("essai.acte", about=subject)

    assert journal.hash_of(JournalEntry.objects.get(pk=entry.pk)) == entry.hash


def test_a_very_long_name_is_cut_and_still_proved(subject):
    user = User.objects.create_user("x" * 240 + "@example.org")

    entry = journal.append("essai.acte", about=subject, by=user)

    assert entry.actor_label == user.email[:200]
    assert journal.first_fault() == ""


@pytest.mark.django_db(transaction=True)
def test_a_line_outside_a_transaction_is_refused(subject):
    with pytest.raises(RuntimeError, match="inside the transaction of its act"):
        journal.append("essai.acte", about=subject)

    assert JournalEntry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_s32_an_act_that_is_rolled_back_leaves_no_line(subject):
    with transaction.atomic():
        journal.append("essai.acte", about=subject)
        transaction.set_rollback(True)

    with transaction.atomic():
        journal.append("essai.autre", about=subject)

    assert [(e.seq, e.act) for e in JournalEntry.objects.all()] == [(1, "essai.autre")]
    assert journal.first_fault() == ""


# ── Tampering ───────────────────────────────────────────────────────────────────────────────────


def test_a_chain_that_holds_has_no_fault(chain):
    assert journal.first_fault() == ""


@pytest.mark.parametrize(
    "change",
    [
        {"act": "essai.autre"},
        {"data": '{"n":99}'},
        {"actor_label": "quelqu’un d’autre"},
        {"actor_id": 7},
        {"actor_role": "présidence"},
        {"subject_id": "999"},
        {"subject_type": "poles.pole"},
    ],
)
def test_s30_an_edited_line_is_named(chain, change):
    line(5).update(**change)

    assert journal.first_fault() == "La ligne 5 a été modifiée."


def test_s30_a_line_moved_in_time_is_named(chain):
    line(5).update(at=chain[4].at + timedelta(microseconds=1))

    assert journal.first_fault() == "La ligne 5 a été modifiée."


def test_s30_an_edited_line_whose_hash_was_redone_breaks_the_next(chain):
    entry = line(5).get()
    entry.data = '{"n":99}'
    line(5).update(data=entry.data, hash=journal.hash_of(entry))

    assert journal.first_fault() == "La ligne 6 ne suit pas la précédente."


def test_s30_a_deleted_line_is_named(chain):
    line(5).delete()

    assert journal.first_fault() == "La ligne 5 manque : la chaîne passe à la ligne 6."


def test_s30_a_deleted_line_whose_number_was_filled_is_named(chain):
    line(5).delete()
    for entry in JournalEntry.objects.filter(seq__gt=5).order_by("seq"):
        line(entry.seq).update(seq=entry.seq - 1)

    assert journal.first_fault() == "La ligne 5 ne suit pas la précédente."


def test_s30_an_inserted_line_is_named(chain):
    for entry in JournalEntry.objects.filter(seq__gte=5).order_by("-seq"):
        line(entry.seq).update(seq=entry.seq + 1)
    added = line(6).get()
    added.pk, added.seq, added.data = None, 5, '{"n":"ajoutée"}'
    added.hash = journal.hash_of(added)
    added.save(force_insert=True)

    assert journal.first_fault() == "La ligne 6 ne suit pas la précédente."


def test_s30_a_line_added_at_the_end_is_named(chain):
    added = line(12).get()
    added.pk, added.seq, added.previous_hash = None, 13, added.hash
    added.hash = journal.hash_of(added)
    added.save(force_insert=True)

    assert journal.first_fault() == "La ligne 13 a été ajoutée hors du logiciel."


def test_s30_two_swapped_lines_are_named(chain):
    line(5).update(seq=99)
    line(6).update(seq=5)
    line(99).update(seq=6)

    assert journal.first_fault() == "La ligne 5 ne suit pas la précédente."


def test_s30_a_cut_tail_is_named(chain):
    JournalEntry.objects.filter(seq__gt=9).delete()

    assert journal.first_fault() == (
        "La ligne 10 manque : la fin du journal a été coupée (12 lignes attendues)."
    )


def test_s30_a_tail_cut_with_its_head_is_found_by_an_outside_anchor(chain):
    head = JournalHead.objects.get()
    anchor = (head.seq, head.hash)
    JournalEntry.objects.filter(seq__gt=9).delete()
    JournalHead.objects.update(seq=9, hash=line(9).get().hash)

    assert journal.first_fault() == ""
    assert journal.first_fault(anchor=anchor) == (
        "La ligne 10 manque : la fin du journal a été coupée (12 lignes attendues)."
    )


def test_s30_a_whole_chain_redone_is_found_by_an_outside_anchor(chain):
    anchor = (7, line(7).get().hash)
    previous = "0" * 64
    for entry in chain:
        entry.previous_hash, entry.actor_label = previous, "faussaire"
        previous = journal.hash_of(entry)
        line(entry.seq).update(
            actor_label="faussaire", previous_hash=entry.previous_hash, hash=previous
        )
    JournalHead.objects.update(hash=previous)

    assert journal.first_fault() == ""
    assert journal.first_fault(anchor=anchor) == ("La ligne 7 n’est pas celle qui a été imprimée.")


def test_s30_a_head_taken_away_or_changed_is_said(chain):
    JournalHead.objects.update(hash="f" * 64)
    assert journal.first_fault() == "La tête du journal ne correspond pas à la ligne 12."

    JournalHead.objects.all().delete()
    assert journal.first_fault() == "La tête du journal manque : 12 lignes lues."


def test_s30_five_hundred_random_tamperings_are_all_found(chain):
    dice, missed = random.Random(18), []
    tamperings = {
        "edit": lambda n: line(n).update(data=f'{{"n":{dice.random()}}}'),
        "label": lambda n: line(n).update(actor_label=f"x{dice.random()}"),
        "delete": lambda n: line(n).delete(),
        "cut": lambda n: JournalEntry.objects.filter(seq__gte=n).delete(),
        "hash": lambda n: line(n).update(hash=f"{dice.getrandbits(256):064x}"),
        "number": lambda n: line(n).update(seq=n + 100),
    }
    for _round in range(500):
        name, number = dice.choice(list(tamperings)), dice.randint(1, 12)
        with transaction.atomic():
            tamperings[name](number)
            fault = journal.first_fault()
            transaction.set_rollback(True)
        if str(number) not in fault and str(number + 1) not in fault:
            missed.append((name, number, fault))

    assert missed == []


# ── PostgreSQL ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.postgres
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE core_journalentry SET act = 'essai.autre' WHERE seq = 1",
        "UPDATE core_journalentry SET seq = seq + 100",
        "DELETE FROM core_journalentry WHERE seq = 1",
        "DELETE FROM core_journalentry",
    ],
)
def test_s30_postgresql_refuses_to_change_or_delete_a_line(subject, statement):
    journal.append("essai.acte", about=subject)

    with (
        pytest.raises(DatabaseError, match="Le journal ne se modifie pas et ne s'efface pas"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    assert journal.first_fault() == ""


@pytest.mark.postgres
def test_s30_postgresql_refuses_it_through_the_models_too(subject):
    entry = journal.append("essai.acte", about=subject)

    with pytest.raises(DatabaseError), transaction.atomic():
        entry.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        entry.delete()

    assert JournalEntry.objects.count() == 1


# ── The command ─────────────────────────────────────────────────────────────────────────────────


def verified(**options):
    out = StringIO()
    call_command("verify_journal", stdout=out, **options)
    return out.getvalue().strip()


def test_the_command_gives_the_head_to_keep_elsewhere(chain):
    head = JournalHead.objects.get()

    assert verified() == f"Le journal tient : 12 lignes. Tête : 12:{head.hash}"
    assert verified(anchor=f"12:{head.hash}").startswith("Le journal tient")


def test_the_command_fails_and_names_the_line(chain):
    line(5).update(act="x")

    with pytest.raises(CommandError, match="^La ligne 5 a été modifiée.$"):
        verified()


def test_an_empty_journal_holds():
    assert verified() == "Le journal est vide."


@pytest.mark.parametrize("anchor", ["12", "douze:abc", "12:xyz", ":" + "a" * 64])
def test_the_command_says_how_an_anchor_is_written(anchor):
    with pytest.raises(CommandError, match="n’est pas une tête de journal"):
        verified(anchor=anchor)
