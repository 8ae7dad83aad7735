"""A walk collects what it finds and tells all of it at once."""


def assert_none(faults):
    """Fails with one fault per line, all of them."""
    found = [str(fault) for fault in faults]
    assert not found, "\n".join([f"{len(found)} :", *found])


def told(answer):
    """The status of an answer, with the exception behind a 500."""
    kind, error, _where = getattr(answer, "exc_info", None) or (None, None, None)
    if kind is None:
        return str(answer.status_code)
    return f"{answer.status_code} ({kind.__name__}: {str(error)[:160]})"
