"""All queries for payments: what is paid, and the accounts of processor and bank beside it."""
