"""The pure part of award runs: pool, funds, ranking, plan."""
