"""The pure part of the books: accounts, entries, plain text accounting."""
