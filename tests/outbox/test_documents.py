"""A mail as it leaves: text and HTML from the same words, nothing from outside."""

from email import message_from_bytes

import pytest

from outbox import documents
from tests.actors.factories import BassinFactory
from tests.outbox.factories import MailFactory


def kinds(text):
    return [block.kind for block in documents.blocks(text)]


def test_paragraphs_lists_and_buttons_are_told_apart():
    text = "Bonjour,\n\n- un\n- deux\n\nOuvrir le dossier : https://poles.example/1/\n\nAu revoir"

    assert kinds(text) == ["text", "list", "button", "text"]


def test_words_and_address_on_two_lines_make_a_button():
    (button,) = documents.blocks("Lire la demande :\nhttps://poles.example/d/1/")

    assert (button.words, button.url) == ("Lire la demande", "https://poles.example/d/1/")


def test_an_address_after_a_whole_sentence_has_a_button_of_its_own():
    text = "Dites si vous venez. Donnez votre avis sur chaque point :\nhttps://poles.example/a/"
    words, button = documents.blocks(text)

    assert words.html == "Dites si vous venez. Donnez votre avis sur chaque point :"
    assert (button.words, button.url) == ("Ouvrir la page", "https://poles.example/a/")


def test_a_heading_keeps_its_list_apart_and_its_numbers_on_their_lines():
    assert kinds("Ordre du jour :\n- un\n- deux") == ["text", "list"]
    (agenda,) = documents.blocks(
        "Ordre du jour :\n1. Poursuivre le pôle « Logistique urbaine » au-delà d’un an\n2. Désigner"
    )
    assert agenda.html.count("<br>") == 2


def test_an_address_inside_a_sentence_becomes_a_link_without_its_full_stop():
    html = documents.linked("Voyez https://poles.example/a/?b=1&c=2.")

    assert html.count("<a ") == 1
    assert 'href="https://poles.example/a/?b=1&amp;c=2"' in html
    assert html.endswith("</a>.")


def test_lines_wrapped_by_hand_go_on_and_short_ones_end():
    wrapped = documents.blocks(
        "Le service reprend votre demande et en fait une fiche,\nqu’il présente."
    )
    short = documents.blocks("Rue Haute 1\n1000 Bruxelles")

    assert "<br>" not in wrapped[0].html
    assert "<br>" in short[0].html


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", '"><img src=x onerror=1>'])
def test_s22_what_a_person_typed_is_escaped(db, hostile):
    mail = MailFactory(subject=hostile, text=f"Bonjour {hostile}\n\n- {hostile}")

    html = documents.html(mail)

    assert "<script" not in html
    assert "<img" not in html


def test_the_message_is_text_and_html_without_image_for_one_recipient(db):
    bassin = BassinFactory()
    bassin.letterhead, bassin.reply_address = "IBEFE Bruxelles\nRue Haute 1", "repondre@bxl.example"
    mail = MailFactory(bassin=bassin, subject="Désignation du pôle « HVAC »")

    sent = message_from_bytes(documents.message(mail).message().as_bytes())

    assert [p.get_content_type() for p in sent.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    assert sent["Message-ID"] == mail.message_id
    assert sent["Reply-To"] == bassin.reply_address
    assert sent["To"] == mail.to_address
    assert sent["Auto-Submitted"] == "auto-generated"
    html = sent.get_payload(1).get_payload(decode=True).decode()
    assert "<img" not in html
    assert "url(" not in html
    assert "Rue Haute 1" in html
