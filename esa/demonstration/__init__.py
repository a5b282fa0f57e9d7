"""The demonstration year: invented people and money on real districts and figures, made by the services from a seed."""
