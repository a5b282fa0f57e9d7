"""All queries of tax credits."""
