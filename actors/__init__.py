"""Who sits where: bassins, rule sets, bodies, seats, mandates; organisations, persons, accounts."""
