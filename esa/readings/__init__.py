"""Which readings of the law hold: chosen by the Treasurer or an EAO from a day on, by two people."""
