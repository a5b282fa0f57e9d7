"""Educational assistance organizations: who they are, their certification by year, their policies."""
