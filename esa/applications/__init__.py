"""Applications: intake one by one and in bulk, evidence and its age, decisions, likely duplicates, the review queue."""
