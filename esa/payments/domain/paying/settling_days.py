"""When a file settles: the bank's cut-off times in Central time, its business days, the windows of the same day."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from esa.kernel.dates import CENTRAL
from esa.kernel.holidays import Calendar, is_open, next_open
from esa.kernel.money import Money

# Nacha's limit of one payment of the same day since 18 March 2022.
SAME_DAY_LIMIT = Money(100_000_000)
# FedACH takes files of the same day until 10:30, 14:45 and 16:45 Eastern time; here as Central time.
SAME_DAY_WINDOWS = (time(9, 30), time(13, 45), time(15, 45))


@dataclass(frozen=True, slots=True)
class CutOffs:
    """Until when the EAO's own bank takes files, in Central time: for the next day, and so long before each window."""

    next_day: time
    before_window: timedelta


def effective_on(now: datetime, cut_offs: CutOffs, *, same_day: bool) -> date:
    """Return the effective entry date of a file that goes to the bank now.

    Without `same_day`, or after the last window of the day, it is the banking day after the one on which the bank
    works on the file; that is the next one where today's cut-off is over or the bank is closed.
    """
    local = now.astimezone(CENTRAL)
    today = local.date()
    if same_day and is_open(today, Calendar.BANKS) and window(now, cut_offs) is not None:
        return today
    in_time = is_open(today, Calendar.BANKS) and local.time() <= cut_offs.next_day
    worked_on = today if in_time else next_open(today + timedelta(days=1), Calendar.BANKS)
    return next_open(worked_on + timedelta(days=1), Calendar.BANKS)


def window(now: datetime, cut_offs: CutOffs) -> time | None:
    """Return the next window of the same day that a file can still make, None after the last."""
    local = now.astimezone(CENTRAL)
    for each in SAME_DAY_WINDOWS:
        closes = datetime.combine(local.date(), each, tzinfo=CENTRAL) - cut_offs.before_window
        if local <= closes:
            return each
    return None
