"""Pages of what a pôle does together."""

from consensus.views.communications import Communicate, CommunicationDetail, OneCommunication
from consensus.views.dossier import Dossier

__all__ = ["Communicate", "CommunicationDetail", "Dossier", "OneCommunication"]
