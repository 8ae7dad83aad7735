"""What a pôle does together: what it commits to, what it tells the plenary."""

from consensus.models.commitments import Commitment
from consensus.models.communications import Communication

__all__ = ["Commitment", "Communication"]
