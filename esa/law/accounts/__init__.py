"""The scholarship account: how much may be granted into it, who has one, and what becomes of its balance."""
