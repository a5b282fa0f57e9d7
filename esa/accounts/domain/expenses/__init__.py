"""Expense requests as pure values: the words, what a line is known by, how it is decided, the house's own rules."""
