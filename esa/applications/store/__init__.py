"""All queries for applications."""
