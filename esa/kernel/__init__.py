"""What every room speaks in: money, dates, ids, errors, permissions. Pure, standard library only."""
