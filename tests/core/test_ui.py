"""French as it is printed, drawings of the interface, layout of forms."""

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.safestring import mark_safe

from core import french
from core.law import Force, Moment, Panel, Rule, Source, Verdict
from core.pictures import WIDTH, TermLabel, term_bar
from core.shapes import ICONS, SHAPES

NBSP, NARROW = french.NBSP, french.NARROW


class FicheForm(forms.Form):
    title = forms.CharField(label="Intitulé", max_length=20)
    why = forms.CharField(
        label="Pourquoi ?", max_length=30, widget=forms.Textarea, help_text="Quelques mots."
    )
    kinds = forms.MultipleChoiceField(
        label="Actions",
        widget=forms.CheckboxSelectMultiple,
        choices=[("a", "Additionnel"), ("i", "Innovant")],
    )
    kinds.choice_helps = {"a": "Il s’ajoute."}
    begins = forms.DateField(label="Début", required=False)
    agreed = forms.BooleanField(label="J’accepte")


class OpinionForm(forms.Form):
    opinion = forms.ChoiceField(
        label="Votre avis", widget=forms.RadioSelect, choices=[("f", "Favorable"), ("d", "Non")]
    )
    opinion.choice_tones = {"f": ("ok", "check"), "d": ("ko", "octagon")}


def shown(source, **context):
    return Template(source).render(Context(context))


@pytest.mark.parametrize(
    ("style", "words"),
    [
        ("long", "3 décembre 2026"),
        ("short", "3 déc."),
        ("short-year", "3 déc. 2026"),
        ("day", "3 décembre"),
        ("weekday", "jeudi 3 décembre 2026"),
        ("time", f"9{NBSP}h{NBSP}05"),
        ("moment", f"3 décembre 2026 à 9{NBSP}h{NBSP}05"),
    ],
)
def test_a_date_is_written_in_french(style, words):
    instant = datetime(2026, 12, 3, 8, 5, tzinfo=UTC)

    assert shown("{{ d|fr_date:style }}", d=instant, style=style) == words


def test_the_first_of_the_month_has_its_letters():
    assert french.day(date(2027, 5, 1)) == "1er mai 2027"


def test_an_instant_late_in_the_evening_belongs_to_the_day_of_brussels():
    instant = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)

    assert french.day(instant) == "1er janvier 2027"
    assert shown("{{ d|iso }}", d=instant) == "2027-01-01T00:30+01:00"


def test_an_hour_alone_has_no_minutes():
    assert french.clock(datetime(2026, 12, 3, 8, 0, tzinfo=UTC)) == f"9{NBSP}h"


def test_no_date_is_nothing():
    assert shown("{{ d|fr_date }}{{ d|iso }}{{ d|days }}{{ d|number }}{{ d|euros }}", d=None) == ""


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1200, f"1{NARROW}200{NBSP}jours"),
        (1, f"1{NBSP}jour"),
        (0, "aujourd’hui"),
        (-1, f"1{NBSP}jour de retard"),
        (-39, f"39{NBSP}jours de retard"),
    ],
)
def test_days_are_counted_in_words(count, words):
    assert french.days(count) == words


def test_amounts_have_narrow_spaces_and_a_comma():
    assert french.amount(Decimal("35000.00")) == f"35{NARROW}000"
    assert french.amount(Decimal("12000.50")) == f"12{NARROW}000,50"
    assert french.amount(Decimal("2.5")) == "2,5"
    assert french.euros(Decimal("35000.00")) == f"35{NARROW}000{NBSP}€"
    assert french.euros(Decimal("1234.5")) == f"1{NARROW}234,50{NBSP}€"
    assert french.size(234_567) == f"235{NBSP}ko"
    assert french.size(1_400_000) == f"1,4{NBSP}Mo"


def test_no_line_begins_with_a_sign():
    assert french.nbsp("« Oui » : un ; deux ! trois ?") == (
        f"«{NBSP}Oui{NBSP}»{NBSP}: un{NBSP}; deux{NBSP}! trois{NBSP}?"
    )
    assert french.nbsp("art. 18, n° 61") == f"art.{NBSP}18, n°{NBSP}61"


def test_typed_text_becomes_printed_text_and_stays_escaped():
    assert shown("{{ t|typographic }}", t="L'avis... <b>") == "L’avis… &lt;b&gt;"


def test_a_link_inside_a_hint_survives_the_spaces():
    safe = shown("{{ t|safe|nbsp }}", t='Lisez <a href="/x">ceci</a> : oui')

    assert safe == f'Lisez <a href="/x">ceci</a>{NBSP}: oui'


@pytest.mark.parametrize("name", sorted(ICONS))
def test_every_icon_is_hidden_from_readers(name):
    assert 'aria-hidden="true"' in shown("{% icon name %}", name=name)


def test_an_unknown_icon_fails_loudly():
    with pytest.raises(KeyError):
        shown('{% icon "unicorn" %}')


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_a_state_always_has_its_word_and_its_shape(name):
    state = SimpleNamespace(label="Soumis & <lu>", tone="accent", shape=name)

    html = shown("{% status state boxed=True %}", state=state)

    assert html.startswith('<span class="status status--accent status--boxed"><svg')
    assert html.endswith("Soumis &amp; &lt;lu&gt;</span>")


def test_a_state_drawn_with_a_safe_label_stays_escaped_with_a_typed_one():
    safe = shown("{% status label=label %}", label=mark_safe("<b>mot</b>"))
    typed = shown("{% status label=label %}", label="<b>mot</b>")

    assert "<b>mot</b>" in safe
    assert "&lt;b&gt;mot&lt;/b&gt;" in typed


def test_a_form_says_its_errors_once_on_top_and_beside_each_field():
    form = FicheForm({"why": "x" * 31, "kinds": []})

    html = shown("{% error_summary form %}{{ form }}", form=form)

    assert "4 points sont à corriger" in html.replace(NBSP, " ")
    for anchor in ("id_title", "id_why", "id_kinds_0", "id_agreed"):
        assert f'href="#{anchor}"' in html
        assert f'id="{anchor}"' in html
    assert html.count("Erreur :") == 4


def test_a_field_in_error_is_described_by_its_hint_then_its_error():
    html = str(FicheForm({"why": ""})["why"].as_field_group())

    assert 'aria-describedby="id_why_helptext id_why_error"' in html
    assert 'aria-invalid="true"' in html
    assert (
        html.index('id="id_why_helptext"')
        < html.index('id="id_why_error"')
        < html.index("<textarea")
    )


def test_a_group_is_one_question_with_helps():
    html = str(FicheForm()["kinds"].as_field_group())

    assert html.startswith('<fieldset class="form__group">')
    assert "<legend>Actions</legend>" in html
    assert '<span class="check__help">Il s’ajoute.</span>' in html


def test_only_what_may_be_left_out_says_so():
    html = str(FicheForm())

    assert html.count("(facultatif)") == 1
    assert "Début <span" in html


def test_filters_do_not_repeat_that_all_is_optional():
    class FilterForm(forms.Form):
        says_optional = False
        q = forms.CharField(required=False)

    assert "(facultatif)" not in str(FilterForm())


def test_a_text_area_counts_and_never_cuts_what_is_pasted():
    html = str(FicheForm({"why": "quatre"})["why"].as_field_group())

    assert "maxlength" not in html
    assert 'data-count="30"' in html
    assert "6 caractères sur 30" in html


def test_a_form_without_error_has_no_summary():
    assert shown("{% error_summary form %}", form=FicheForm()).strip() == ""


def test_errors_of_a_formset_are_linked_to_the_fields_of_each_row():
    formset = forms.formset_factory(FicheForm, extra=0)(
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-title": "t"}
    )

    html = shown("{% error_summary formset %}", formset=formset)

    assert 'href="#id_form-0-why"' in html


def test_a_choice_card_keeps_its_word_its_shape_and_its_button():
    html = render_to_string("components/_choice.html", {"field": OpinionForm()["opinion"]})

    assert html.count('class="choice choice--ok"') == html.count('class="choice choice--ko"') == 1
    assert html.count("status__shape") == html.count('type="radio"') == 2


def test_a_panel_lists_what_blocks_with_its_source_and_its_remedy():
    moment = Moment("renewal", "Renouveler")
    rule = Rule(
        code="P7",
        source=Source.ACCORD,
        place="art. 18 § 1",
        force=Force.BINDING,
        moments=(moment,),
        statement="Trois catégories",
        remedy="Proposez.",
        quote="rassembler",
    )
    unmet = Verdict(
        rule, moment, met=False, reason="Il manque C.", remedy_url="/c/", remedy_label="Agir"
    )
    panel = Panel("Renouveler : pourquoi pas ?", [unmet, Verdict(rule, moment, met=True)])

    html = render_to_string("components/_verdicts.html", {"panel": panel}).replace(NBSP, " ")

    for words in (
        "1 règle bloque",
        "Accord, art. 18 § 1",
        "oblige",
        "Il manque C.",
        "La règle remplie",
    ):
        assert words in html
    assert '<a class="btn btn--small" href="/c/">Agir</a>' in html
    assert html.count("<q>rassembler</q>") == 1


def test_the_term_bar_measures_six_years():
    bar = term_bar(
        starts_on=date(2024, 3, 12),
        ends_on=date(2027, 3, 11),
        horizon=date(2030, 3, 11),
        on=date(2026, 11, 17),
        last_useful_on=date(2027, 3, 4),
        title="Terme 1",
        figure="114 jours",
        terms=[TermLabel("Terme 1", "12 mars 2024 – 11 mars 2027")],
    )

    assert (bar.past_width, bar.left_width, bar.next_width) == (268, 300, 300)
    assert (bar.today_x, bar.last_x) == (268, 298)


def test_a_term_that_is_over_has_no_day_today_and_nothing_to_come():
    bar = term_bar(
        starts_on=date(2018, 1, 1),
        ends_on=date(2020, 12, 31),
        horizon=date(2023, 12, 31),
        on=date(2026, 1, 1),
        renewable=False,
        title="Terme 1, échu",
        figure="échu",
    )

    assert bar.past_width == bar.left_width == WIDTH // 2
    assert (bar.next_width, bar.today_x, bar.last_x) == (0, None, None)


@pytest.mark.parametrize("code", ["400", "500", "503"])
def test_a_page_of_failure_needs_nothing_to_be_shown(code):
    html = render_to_string(f"{code}.html")

    assert "Revenir à l’accueil" in html
    assert '<link rel="stylesheet" href="/static/css/app.css">' in html


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["403", "404", "403_csrf", "429"])
def test_a_refusal_says_what_to_do_in_the_house_page(code):
    request = RequestFactory().get("/nulle-part/")

    html = render_to_string(f"{code}.html", request=request)

    assert "<h1>" in html
    assert 'id="contenu"' in html


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["login/", "signup/", "password/reset/", "password/reset/done/", "confirm-email/"]
)
def test_the_pages_before_signing_in_are_in_our_french(client, path):
    page = client.get(f"/compte/{path}")

    assert page.status_code == 200
    html = page.content.decode()
    assert '<html lang="fr-BE">' in html
    assert '<div class="entry">' in html


def test_an_address_goes_to_the_next_line_after_its_at_sign():
    shown = Template("{{ a|breakable }}").render(Context({"a": "zoe<b>@example.org"}))

    assert shown == "zoe&lt;b&gt;@<wbr>example.org"
