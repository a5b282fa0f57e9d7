"""Money that comes in: by the processor or by hand, what became of it, and whether banks and books agree."""
