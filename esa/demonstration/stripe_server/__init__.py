"""A stand-in for Stripe on this machine: its objects, its hosted page, its signed messages; it moves no money."""
