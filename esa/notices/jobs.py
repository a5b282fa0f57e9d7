"""The delivery of notices, outside every transaction."""

import logging
import smtplib
import uuid
from collections.abc import Callable

from esa.kernel.actors import SYSTEM
from esa.notices import service
from esa.notices.domain import addressed
from esa.platform.mail import Post
from esa.platform.work import House

log = logging.getLogger(__name__)


def _no_page(donor_id: uuid.UUID) -> str:
    return str(donor_id)


def deliver(house: House, post: Post, own_page: Callable[[uuid.UUID], str] = _no_page) -> int:
    """Send every notice that is due and return how many the mail server took; a failure is kept with its notice.

    `own_page` gives the address that is a donor's key; it is put into the letter here and kept nowhere.
    """
    taken = 0
    while True:
        with house.begin(SYSTEM) as work:
            notice = service.claim(work)
        if notice is None:
            return taken
        try:
            body = notice.body if notice.donor_id is None else addressed(notice.body, own_page(notice.donor_id))
            post.send(notice.address, notice.subject, body, str(notice.id))
        except (smtplib.SMTPException, OSError) as fault:
            log.warning("notice %s was not taken: %s", notice.id, type(fault).__name__)
            with house.begin(SYSTEM) as work:
                service.failed(work, notice.id, type(fault).__name__)
            continue
        with house.begin(SYSTEM) as work:
            service.sent(work, notice.id)
        taken += 1
