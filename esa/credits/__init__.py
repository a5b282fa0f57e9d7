"""Tax credits: the statewide cap, reservations, contributions and their receipts."""
