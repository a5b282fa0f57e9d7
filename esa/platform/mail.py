"""The way out for mail: SMTP, encrypted unless the server is this machine."""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from esa.kernel.errors import Ground, Invalid
from esa.platform.config import Settings

_PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}
_HERE = ("localhost", "127.0.0.1", "::1")
_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Post:
    """A mail server and the address that letters come from."""

    url: str
    sender: str

    def send(self, to: str, subject: str, body: str, number: str) -> None:
        """Hand over one plain letter. Raises SMTPException or OSError where the server does not take it.

        The number makes the Message-ID, so that a letter that is sent again can be known as the same.
        """
        letter = EmailMessage()
        letter["From"], letter["To"], letter["Subject"] = self.sender, to, subject
        letter["Message-ID"] = f"<{number}@{self.sender.rpartition('@')[2].strip('<> ')}>"
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(body)
        server = self._open()
        try:
            server.send_message(letter)
            # Once the letter was taken, a poor goodbye must not look like a failure and send it twice.
            with suppress(smtplib.SMTPException, OSError):
                server.quit()
        finally:
            server.close()

    def _open(self) -> smtplib.SMTP:
        parts = urlsplit(self.url)
        host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
        if parts.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=_SECONDS, context=ssl.create_default_context())
        else:
            server = smtplib.SMTP(host, port, timeout=_SECONDS)
        try:
            if parts.scheme == "smtp":
                server.starttls(context=ssl.create_default_context())
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
        except BaseException:
            server.close()
            raise
        return server


def post_of(settings: Settings) -> Post | None:
    """Return the way out, None where no mail server is set. Raises Invalid for settings that cannot be used."""
    if not settings.smtp_url:
        return None
    parts = urlsplit(settings.smtp_url)
    grounds = []
    if parts.scheme not in _PORTS or not parts.hostname:
        grounds.append(Ground("ESA_SMTP_URL", "must be smtp://… (STARTTLS), smtps://… or smtp+plain://localhost"))
    elif parts.scheme == "smtp+plain" and parts.hostname not in _HERE:
        grounds.append(Ground("ESA_SMTP_URL", "mail goes unencrypted to this machine only"))
    if "@" not in settings.mail_from:
        grounds.append(Ground("ESA_MAIL_FROM", "must be an e-mail address when ESA_SMTP_URL is set"))
    if grounds:
        raise Invalid("Mail cannot be sent with these settings.", grounds)
    return Post(settings.smtp_url, settings.mail_from)
