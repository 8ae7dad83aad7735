"""A line of a file meets what is there: the same, another that one chooses about, or nothing.

Persons and organisations are judged and written here alone, whether a page or a command reads them.
An empty cell says nothing: it never takes away what we have.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core import bulk
from core.imports import Choice, Fate, Outcome, Replacement, Written
from core.versions import in_words

OUTCOMES = {
    "": Outcome.CONFLICT,
    Choice.KEEP: Outcome.KEEP,
    Choice.REPLACE: Outcome.REPLACE,
    Choice.BOTH: Outcome.CREATE,
}


def fate_of(line, new, found, *, given, held=(), may_double, known) -> Fate:
    """The fate of a line that says `new`, an unsaved row, where `found` looks like it.

    `given`: the fields that the line says; `held`: those that a file never changes once they are
    there; `may_double`: both may stand side by side.
    """
    try:
        new.clean_fields(exclude=["organisation", "bassin", "user"])
    except ValidationError as fault:
        return Fate(line, Outcome.REFUSED, tuple(_at_its_column(new, fault)))
    if not found:
        known.take(new, line)
        return Fate(line, Outcome.CREATE, (), new)
    ours, twins = found[0], found[1:] if may_double else []
    if before := known.said(ours):
        return _said_before(line, before, new, given, may_double, known)
    differ = [name for name in given if _differs(ours, new, name)]
    if not differ and not twins:
        return Fate(line, Outcome.SAME, (_("« %(row)s » est déjà là.") % {"row": ours},))
    changing = [n for n in differ if n not in held or not getattr(ours, n)]
    options = _options(bool(changing) and not twins, may_double)
    words = [_sentence(ours, twins), *_differences(ours, new, differ, changing)]
    return _chosen(line, new, ours, options, words, changing, known)


def _chosen(line, new, ours, options, words, changing, known):
    choice = line.choice if line.choice in options else ""
    plan = None
    if choice == Choice.BOTH:
        plan = new
        known.take(new, line)
    elif choice == Choice.REPLACE:
        plan = Replacement(ours, {name: getattr(new, name) for name in changing})
        known.take(ours, line, new)
    return Fate(line, OUTCOMES[choice], tuple(words), plan, options)


def _options(may_replace, may_double):
    wanted = {Choice.KEEP: True, Choice.REPLACE: may_replace, Choice.BOTH: may_double}
    return tuple(choice for choice, offered in wanted.items() if offered)


def _said_before(line, before, new, given, may_double, known):
    """Two lines of one file about the same: the second says nothing more, or contradicts."""
    number, said = before
    words = {"line": number}
    if not any(_differs(said, new, name) for name in given):
        return Fate(line, Outcome.SAME, (_("La ligne %(line)s le dit déjà.") % words,))
    if not may_double:
        told = _("La ligne %(line)s en dit autre chose : n’en gardez qu’une.") % words
        return Fate(line, Outcome.REFUSED, (told,))
    told = [_("La ligne %(line)s lui ressemble.") % words]
    options = (Choice.KEEP, Choice.BOTH)
    return _chosen(line, new, None, options, told, [], known)


def _differs(ours, new, name):
    theirs = getattr(new, name)
    mine = getattr(ours, name)
    if isinstance(theirs, str) and "email" in name:
        return theirs.casefold() != mine.casefold()
    return theirs != mine


def _sentence(ours, twins):
    if twins:
        names = ", ".join(str(row) for row in [ours, *twins][:5])
        return _("Ressemble à plusieurs : %(names)s.") % {"names": names}
    return _("Nous avons déjà « %(row)s ».") % {"row": ours}


def _differences(ours, new, differ, changing):
    """« Statut : « privé » chez nous, « public » dans le fichier. »"""
    words = []
    for name in differ:
        label = str(ours._meta.get_field(name).verbose_name)
        told = {
            "label": label[:1].upper() + label[1:],
            "ours": in_words(ours, name),
            "theirs": in_words(new, name),
        }
        words.append(
            _("%(label)s : « %(ours)s » chez nous, « %(theirs)s » dans le fichier.") % told
        )
        if name not in changing:
            words.append(_("Un fichier ne la change pas : l’administration le fait."))
    return words


def _at_its_column(row, fault):
    for name, messages in fault.message_dict.items():
        label = str(row._meta.get_field(name).verbose_name)
        yield f"{label[:1].upper()}{label[1:]} : {' '.join(messages)}"


def write(fates, *, by, act, reason):
    """Makes and replaces in bulk. Gives {number of the line: Written}."""
    written = {}
    new = [fate for fate in fates if fate.outcome == Outcome.CREATE]
    old = [fate for fate in fates if fate.outcome == Outcome.REPLACE]
    given = {"by": by, "act": act, "reason": reason}
    bulk.create_all([fate.plan for fate in new], **given)
    for fate in new:
        written[fate.line.number] = Written(made=[fate.plan])
    fields = {}
    for fate in old:
        row, values = fate.plan.row, fate.plan.values
        written[fate.line.number] = Written(changed=[(row, _before(row, values))])
        fields[row.pk] = sorted(values)
        for name, value in values.items():
            setattr(row, name, value)
        row.version += 1
    bulk.save_all(
        [fate.plan.row for fate in old],
        fields=sorted({name for names in fields.values() for name in names}),
        data=lambda row: {"fields": fields[row.pk]},
        **given,
    )
    return written


def _before(row, values):
    return {name: getattr(row, row._meta.get_field(name).attname) for name in values}
