"""A notice lives and dies with its act, goes out over SMTP once, and is tried again when the server fails."""

import smtplib
import socket
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
import sqlalchemy as sa
from aiosmtpd.controller import Controller

from esa.families import service as families
from esa.families.domain import NewHousehold
from esa.identity import service as identity
from esa.kernel.actors import SYSTEM, Actor
from esa.kernel.errors import Invalid
from esa.kernel.ids import new_id
from esa.kernel.permissions import Role
from esa.notices import jobs
from esa.notices import service as notices
from esa.notices.models import Notice
from esa.platform.mail import Post, post_of

VALUES = {"number": "A-1", "organization": "Prairie Fund"}


class Server:
    """What a mail server does with letters: takes them, or refuses the first ones."""

    def __init__(self):
        self.letters, self.refuse = [], 0

    async def handle_DATA(self, server, session, envelope):
        del server, session
        if self.refuse:
            self.refuse -= 1
            return "451 try later"
        self.letters.append(message_from_bytes(envelope.content, policy=default))
        return "250 taken"


@pytest.fixture
def mail():
    server = Server()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield server, Post(f"smtp+plain://127.0.0.1:{port}", "notices@example.org")
    finally:
        controller.stop()


def a_family(house, language="en"):
    email = f"{new_id().hex}@example.org"
    with house.begin(SYSTEM) as work:
        household = families.create_household(work, NewHousehold(contact_name="Ana Ruiz", email=email))
        user = identity.create_user(work, email=email, display_name="Ana Ruiz", language=language)
        identity.add_membership(work, user, Role.FAMILY, household_id=household)
    return Actor(role=Role.FAMILY, user_id=user, household_id=household)


def tell(work, family, act="application.received:1"):
    notices.tell_household(work, family.household_id, notices.Kind.APPLICATION_RECEIVED, act, VALUES)


def all_notices(house):
    with house.begin(SYSTEM) as work:
        return work.tx.scalars(sa.select(Notice).order_by(Notice.created_at)).all()


def test_a_rollback_takes_the_notice_with_it_and_an_act_is_told_once(house):
    family = a_family(house)
    with pytest.raises(RuntimeError, match="fails"), house.begin(family) as work:
        tell(work, family)
        raise RuntimeError("the act fails")
    assert all_notices(house) == []
    for _ in range(2):
        with house.begin(family) as work:
            tell(work, family)
    assert len(all_notices(house)) == 1


def test_a_letter_goes_out_once_in_the_language_of_the_household(house, mail):
    server, post = mail
    family = a_family(house, "es")
    with house.begin(family) as work:
        tell(work, family)
    assert (jobs.deliver(house, post), jobs.deliver(house, post)) == (1, 0)
    [letter] = server.letters
    assert letter["Subject"] == "Recibimos su solicitud (A-1)"
    assert "Quién la tiene: Prairie Fund" in letter.get_content()
    [notice] = all_notices(house)
    assert letter["Message-ID"] == f"<{notice.id}@example.org>"
    assert (letter["To"], notice.attempts, notice.sent_at is not None) == (notice.address, 1, True)


def test_a_refused_letter_is_kept_with_the_reason_and_tried_again_later(house, mail, clock):
    server, post = mail
    server.refuse = 1
    family = a_family(house)
    with house.begin(family) as work:
        tell(work, family)
    assert (jobs.deliver(house, post), jobs.deliver(house, post)) == (0, 0)
    [notice] = all_notices(house)
    assert (notice.attempts, notice.failure, notice.sent_at) == (1, "SMTPDataError", None)
    clock.move_to(clock.now() + timedelta(minutes=4))
    assert jobs.deliver(house, post) == 1
    assert len(server.letters) == 1


def test_a_try_whose_worker_died_is_made_again_and_an_old_notice_never_goes_out(house, mail, clock):
    server, post = mail
    family = a_family(house)
    with house.begin(family) as work:
        tell(work, family)
    with house.begin(SYSTEM) as work:
        assert notices.claim(work) is not None
    assert jobs.deliver(house, post) == 0
    clock.move_to(clock.now() + timedelta(minutes=4))
    assert jobs.deliver(house, post) == 1
    with house.begin(family) as work:
        tell(work, family, "application.received:2")
    clock.move_to(clock.now() + timedelta(days=3))
    assert jobs.deliver(house, post) == 0
    assert len(server.letters) == 1


def test_a_server_without_encryption_is_handed_nothing(house, mail):
    server, post = mail
    with pytest.raises(smtplib.SMTPNotSupportedError):
        Post(post.url.replace("smtp+plain", "smtp"), post.sender).send("a@example.org", "s", "b", "1")
    assert server.letters == []


def test_settings_that_cannot_be_used_are_refused_together_and_none_means_no_mail(settings):
    assert post_of(settings) is None
    with pytest.raises(Invalid) as refused:
        post_of(replace(settings, smtp_url="smtp+plain://mail.example.org", mail_from="nobody"))
    assert [ground.field for ground in refused.value.grounds] == ["ESA_SMTP_URL", "ESA_MAIL_FROM"]


def test_a_family_reads_its_own_notices_and_writes_none(house):
    mine, theirs = a_family(house), a_family(house)
    for family in (mine, theirs):
        with house.begin(family) as work:
            tell(work, family, f"application.received:{family.household_id}")
    with house.begin(mine) as work:
        assert [each.household_id for each in notices.of_household(work)] == [mine.household_id]
    with pytest.raises(sa.exc.ProgrammingError, match="permission denied"), house.begin(mine) as work:
        work.tx.execute(sa.text("UPDATE notices SET body = ''"))
