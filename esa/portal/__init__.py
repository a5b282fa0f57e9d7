"""Home pages that look into many rooms: the public, the family, the EAO, the donor, the Treasurer; views only."""
