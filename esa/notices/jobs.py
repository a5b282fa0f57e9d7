"""The delivery of notices, outside every transaction."""

import logging
import smtplib

from esa.kernel.actors import SYSTEM
from esa.notices import service
from esa.platform.mail import Post
from esa.platform.work import House

log = logging.getLogger(__name__)


def deliver(house: House, post: Post) -> int:
    """Send every notice that is due and return how many the mail server took; a failure is kept with its notice."""
    taken = 0
    while True:
        with house.begin(SYSTEM) as work:
            notice = service.claim(work)
        if notice is None:
            return taken
        try:
            post.send(notice.address, notice.subject, notice.body, str(notice.id))
        except (smtplib.SMTPException, OSError) as fault:
            log.warning("notice %s was not taken: %s", notice.id, type(fault).__name__)
            with house.begin(SYSTEM) as work:
                service.failed(work, notice.id, type(fault).__name__)
            continue
        with house.begin(SYSTEM) as work:
            service.sent(work, notice.id)
        taken += 1
