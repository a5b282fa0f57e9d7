"""The record of who did or saw what: append-only, sealed in hash-chained blocks."""
