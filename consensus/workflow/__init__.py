"""The acts of the life of a pôle, by noun."""

from consensus.workflow.communications import communicate, edit, withdraw

__all__ = ["communicate", "edit", "withdraw"]
