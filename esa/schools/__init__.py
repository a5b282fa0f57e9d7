"""Districts with their dated classifications, schools, and which EAO partners with which school."""
