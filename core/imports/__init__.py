"""Files of others become rows of ours: read, judged line by line, confirmed, undone whole.

An app says what it takes in its `imports`: the columns, the fate of a line, what it writes. The
rest is here, once: limits, columns, dry run, choices, refused lines, the batch and its undoing.
"""

from core.imports.acts import confirm, digest_of
from core.imports.batches import (
    batch_state,
    batches_about,
    counts_of,
    fates_of,
    forecast_of,
    judged,
    kept_fates,
    refused_rows,
    undone_in_words,
    visible_to,
)
from core.imports.kinds import (
    IMPORTS,
    Choice,
    Column,
    Fate,
    ImportKind,
    Line,
    Outcome,
    Replacement,
    Written,
    importable,
)
from core.imports.reading import MAX_BYTES, MAX_ROWS, read
from core.imports.templates import template_response
from core.imports.undoing import undo, what_holds
from core.imports.work import (
    choose_columns,
    confirm_soon,
    is_large,
    last_work,
    read_again,
    receive,
    settle,
    settle_all,
    undo_soon,
)

__all__ = [
    "IMPORTS",
    "MAX_BYTES",
    "MAX_ROWS",
    "Choice",
    "Column",
    "Fate",
    "ImportKind",
    "Line",
    "Outcome",
    "Replacement",
    "Written",
    "batch_state",
    "batches_about",
    "choose_columns",
    "confirm",
    "confirm_soon",
    "counts_of",
    "digest_of",
    "fates_of",
    "forecast_of",
    "importable",
    "is_large",
    "judged",
    "kept_fates",
    "last_work",
    "read",
    "read_again",
    "receive",
    "refused_rows",
    "settle",
    "settle_all",
    "template_response",
    "undo",
    "undo_soon",
    "undone_in_words",
    "visible_to",
    "what_holds",
]
