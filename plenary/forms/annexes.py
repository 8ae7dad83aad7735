"""Joining annexes to an item: several files at once, who reads them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.files import ACCEPT_ATTRIBUTE
from core.forms import OnceForm
from plenary.choices import Audience, is_wider


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFiles(forms.FileField):
    """A field that takes one file or several; each is checked by the view when it is stored."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", SeveralFilesInput(attrs={"accept": ACCEPT_ATTRIBUTE}))
        super().__init__(**kwargs)

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data]
        return [super(SeveralFiles, self).clean(one, initial) for one in files or [None]]


class AnnexForm(OnceForm):
    """Files for an item, and who reads them: never wider than the item."""

    uploads = SeveralFiles(
        label=_("Fichiers"),
        help_text=_(
            "Un ou plusieurs : PDF, Word, Excel, OpenDocument ou image, 25 Mo au plus chacun."
        ),
        error_messages={
            "required": _("Choisissez au moins un fichier."),
            "empty": _("Un fichier est vide. Choisissez-en un autre."),
        },
    )
    title = forms.CharField(
        label=_("Intitulé"),
        required=False,
        max_length=120,
        help_text=_("Sans intitulé, c’est le nom du fichier qui s’affiche."),
    )
    audience = forms.ChoiceField(
        label=_("Audience"), help_text=_("Jamais plus large que celle du point.")
    )

    def __init__(self, *args, item, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["audience"].choices = [
            (a.value, a.label) for a in Audience if not is_wider(a, than=item.audience)
        ]
        self.fields["audience"].initial = item.audience
