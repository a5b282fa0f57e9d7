"""What an EAO must show to be certified, must file each year, and owes to the families of its schools."""
