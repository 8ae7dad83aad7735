"""Papers of what a pôle does together."""

from consensus.documents.diagnoses import DIAGNOSIS, diagnosis_html

__all__ = ["DIAGNOSIS", "diagnosis_html"]
