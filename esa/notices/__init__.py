"""Notices: written with the act that they tell of, delivered later, kept to be read."""
