"""Pages of what a pôle does together."""

from consensus.views.communications import Communicate, CommunicationDetail, OneCommunication

__all__ = ["Communicate", "CommunicationDetail", "OneCommunication"]
