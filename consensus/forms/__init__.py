"""What a pôle does together, as it is typed."""

from consensus.forms.communications import CommunicationEditForm, CommunicationForm

__all__ = ["CommunicationEditForm", "CommunicationForm"]
