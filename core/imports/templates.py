"""The workbook to fill: the columns, one line as an example, and what each column says."""

from django.utils.translation import gettext as _

from core.exports import workbook_response


def template_response(kind, name):
    """An XLSX with the columns that are recognised, and a last sheet that explains them."""
    explained = [
        [str(column.label), str(column.help), _("oui") if column.needed else _("non")]
        for column in kind.columns
    ]
    head = [_("Colonne"), _("Ce qu’elle dit"), _("Obligatoire")]
    return workbook_response(name, [*_sheets(kind), (_("Aide"), head, explained)])


def _sheets(kind):
    examples = {column.key: column.example for column in kind.columns}
    labels = {column.key: str(column.label) for column in kind.columns}
    for title, example in kind.sheets or ((str(kind.title), examples),):
        yield title, [labels[key] for key in example], [list(example.values())]
