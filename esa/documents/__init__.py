"""Papers that families hand in: checked on arrival, stored once, found by their digest."""
