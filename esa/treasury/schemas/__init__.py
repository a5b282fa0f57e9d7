"""The Treasurer's forms, and what the API tells of a published posting."""
