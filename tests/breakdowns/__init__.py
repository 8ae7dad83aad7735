"""What must hold when machines die: real processes, real servers, bounded, on loopback."""
