"""Who was granted what, in which school year, by which EAO, from which source: the joint cap lives here."""
