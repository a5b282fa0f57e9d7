"""All queries of scholarship accounts."""
