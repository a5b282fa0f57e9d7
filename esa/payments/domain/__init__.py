"""The pure part of payments: words, events, what follows from what a processor says, files, reconciliation."""
