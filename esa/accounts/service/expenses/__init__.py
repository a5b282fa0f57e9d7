"""The door of expense requests."""

from esa.accounts.service.expenses.appealing import answer, appeal, open_appeals
from esa.accounts.service.expenses.asking import account_within_reach, ask
from esa.accounts.service.expenses.drafting import (
    Draft,
    change_draft,
    draft_facts,
    draft_of,
    drafts,
    drop_line,
    foresee,
    open_draft,
    payee_answered,
    send,
)
from esa.accounts.service.expenses.following import hand_in, lines_of_household, send_invoice, withdraw
from esa.accounts.service.expenses.judging import Judged, judge, put_back, take_in_hand
from esa.accounts.service.expenses.looking import (
    LikeCase,
    LikeCases,
    OpenedLine,
    approvals,
    counts,
    like_cases,
    look_at_sample,
    opened,
    paper,
    queue,
    request_lines,
    samples,
)
from esa.accounts.service.expenses.payees import own_school_of, payee_of
from esa.accounts.service.expenses.reconsidering import acts_on_expenses, effect_of_reading
from esa.accounts.service.expenses.settling import came_back, known, paid, released, reopened

__all__ = [
    "Draft",
    "Judged",
    "LikeCase",
    "LikeCases",
    "OpenedLine",
    "account_within_reach",
    "acts_on_expenses",
    "answer",
    "appeal",
    "approvals",
    "ask",
    "came_back",
    "change_draft",
    "counts",
    "draft_facts",
    "draft_of",
    "drafts",
    "drop_line",
    "effect_of_reading",
    "foresee",
    "hand_in",
    "judge",
    "known",
    "like_cases",
    "lines_of_household",
    "look_at_sample",
    "open_appeals",
    "open_draft",
    "opened",
    "own_school_of",
    "paid",
    "paper",
    "payee_answered",
    "payee_of",
    "put_back",
    "queue",
    "released",
    "reopened",
    "request_lines",
    "samples",
    "send",
    "send_invoice",
    "take_in_hand",
    "withdraw",
]
