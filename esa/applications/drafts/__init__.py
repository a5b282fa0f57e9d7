"""A family's application before it is sent: what was typed so far, what is still missing, how it is sent."""
