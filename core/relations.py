"""Which rows point to a row, read from the models themselves: a new table is never forgotten."""

from functools import cache


def relations_to(model) -> list:
    """What may point to a row of this model, what history keeps left aside."""
    return [
        relation
        for relation in model._meta.get_fields(include_hidden=True)
        if relation.auto_created
        and (relation.one_to_many or relation.one_to_one)
        and not hasattr(relation.related_model, "history_type")
    ]


@cache
def path_to(model, target) -> str:
    """The shortest way from a row of `model` to its `target`, by compulsory foreign keys.

    "" when there is none; the last step may be empty only on the row itself.
    """
    ways, seen = [((), model)], {model}
    for way, here in ways:
        fields = [f for f in here._meta.concrete_fields if f.is_relation]
        for field in fields:
            if field.related_model is target and not (way and field.null):
                return "__".join((*way, field.name))
        for field in fields:
            if not field.null and field.related_model not in seen:
                seen.add(field.related_model)
                ways.append(((*way, field.name), field.related_model))
    return ""
