"""The forms of scholarship accounts, and what the API tells of them."""
