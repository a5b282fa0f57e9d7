"""Published figures that the law reads: entered by the Treasurer or imported, each with its source and date."""
