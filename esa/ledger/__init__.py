"""The books: double entry in signed cents, debit positive; an entry is balanced or it is none."""
