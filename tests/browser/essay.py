"""One page of the tests: a form that keeps what is typed, as any fiche does."""

from django import forms
from django.http import HttpResponse, JsonResponse
from django.template import RequestContext, Template
from django.urls import path

from ibefe.urls import urlpatterns as addresses_of_the_house

KEPT = []
SENT = []
PAGE = """{% extends "base.html" %}
{% block title %}Essai{% endblock %}
{% block heading %}<h1>Essai</h1>{% endblock %}
{% block content %}
{% include "components/_form.html" with submit="Transmettre" form=form autosave=autosave %}
{% endblock %}"""


class EssayForm(forms.Form):
    title = forms.CharField(label="Intitulé")
    kinds = forms.MultipleChoiceField(
        label="Actions",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("a", "Additionnel"), ("i", "Innovant")],
    )
    why = forms.CharField(label="Pourquoi", max_length=20, widget=forms.Textarea)


def page(request, autosave="/essai/garde/"):
    form = EssayForm(request.POST or None)
    if form.is_valid():
        SENT.append(form.cleaned_data)
        return HttpResponse("Reçu")
    return HttpResponse(
        Template(PAGE).render(RequestContext(request, {"form": form, "autosave": autosave}))
    )


def keep(request):
    KEPT.append(request.POST.dict())
    return JsonResponse(
        {"saved_at": "2026-11-22T10:12:33+01:00", "label": "Brouillon enregistré à 10 h 12"}
    )


urlpatterns = [
    path("essai/", page),
    path("essai/simple/", page, {"autosave": ""}),
    path("essai/garde/", keep),
    *addresses_of_the_house,
]
