"""What every page stands on: who asks, the work it begins, forms, errors, headers; no rule and no query."""
