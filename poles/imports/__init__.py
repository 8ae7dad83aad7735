"""Files of others: the ROME, and the pôles of before the software."""

from poles.imports.reprise import REPRISE
from poles.imports.rome import BATCH, import_rome

__all__ = ["BATCH", "REPRISE", "import_rome"]
