"""Facts of what a pôle does together; who keeps what is registered here."""

from consensus.facts.commitments import the_pole_and_its_service

__all__ = ["the_pole_and_its_service"]
