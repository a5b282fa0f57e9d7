"""The Treasurer's room: EAOs and their certification, the annual posting with its suppression of small cells."""
