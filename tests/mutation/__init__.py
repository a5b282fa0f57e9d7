"""Mutation testing of the pure core: small faults are put into the code, and the tests must notice each of them."""
