"""Award runs in statutory order: drafted, frozen, released by a second person, repeatable by a stranger."""
