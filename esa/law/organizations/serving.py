"""Which EAO may take a family's application, and what an EAO that the Treasurer barred owes its families."""

from dataclasses import dataclass
from datetime import date

from esa.law.organizations.sentences import ORGANIZATIONS
from esa.law.ruling import Ruling, either


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """An application of a family with a school, and the EAOs that are partners of that school on the day."""

    eao: str
    partners: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Barring:
    """An EAO that the Treasurer barred on a day, with the families it had to tell and those it told."""

    on: date
    barred_on: date
    families: int
    told: int = 0


def route(asked: Route) -> Ruling:
    """Return whether the EAO may take the application: it must be a partner of the school (EAO-25)."""
    partners = ", ".join(asked.partners)
    keys = ("partner", "no_partner") if asked.partners else ("partner", "no_partners")
    finding = either(ORGANIZATIONS, "EAO-25", asked.eao in asked.partners, keys, eao=asked.eao, partners=partners)
    return Ruling("may_apply" if finding.holds else "refused", (finding,))


def barred(barring: Barring) -> Ruling:
    """Return whether a barred EAO told every family (EAO-21): `told` or `owed`, with how many it still must tell."""
    left = barring.families - barring.told
    keys = ("all_told", "families_untold")
    finding = either(ORGANIZATIONS, "EAO-21", left <= 0, keys, left=left, barred_on=barring.barred_on)
    return Ruling("told" if finding.holds else "owed", (finding,), {"left": max(left, 0)})
