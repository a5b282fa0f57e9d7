"""Tax credits: what a donor may claim year by year, and the statewide cap as a log of events."""
