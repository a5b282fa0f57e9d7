"""What the API tells of a published posting, and the forms of an EAO's certification and of disqualifying."""

from typing import Any

from flask_babel import lazy_gettext
from marshmallow import EXCLUDE, Schema, fields, post_load, validate

from esa.platform.web.wire import Moment, Year
from esa.treasury.domain.certifying import Filing
from esa.treasury.domain.disqualifying import Finding, Proposal, Whose


class PostingFileSchema(Schema):
    """A file of a posting; its bytes are at /api/v1/postings/YEAR/PATH."""

    path = fields.String(required=True)
    media_type = fields.String(required=True)
    sha256 = fields.String(required=True)
    size = fields.Integer(required=True)


class PostingSchema(Schema):
    """A published posting with its files; the digest is over all of them."""

    school_year = Year(required=True)
    built_at = Moment(required=True)
    digest = fields.String(required=True)
    files = fields.List(fields.Nested(PostingFileSchema), required=True)


_DAY = lazy_gettext("Enter a date.")
_DOLLARS = lazy_gettext("Enter whole dollars, 0 or more.")


def _dollars() -> fields.Integer:
    return fields.Integer(
        load_default=0, validate=validate.Range(min=0, max=10**12, error=_DOLLARS), error_messages={"invalid": _DOLLARS}
    )


def _day() -> fields.Date:
    return fields.Date(load_default=None, error_messages={"invalid": _DAY})


class FilingForm(Schema):
    """What an organization filed, and what the Treasurer's office decides: look, certify or deny."""

    class Meta:
        unknown = EXCLUDE

    gave_notice = fields.Boolean(load_default=False)
    federally_exempt = fields.Boolean(load_default=False)
    receipts_in_treasurers_form = fields.Boolean(load_default=False)
    shows_viability = fields.Boolean(load_default=False)
    leader_owns_school = fields.Boolean(load_default=False)
    board_child_has_account = fields.Boolean(load_default=False)
    checks_missing = fields.Boolean(load_default=False)
    endangers_funds = fields.Boolean(load_default=False)
    other_proof = fields.Boolean(load_default=False)
    expected_dollars = _dollars()
    bond_dollars = _dollars()
    applied_on = _day()
    deadline = _day()
    bankrupt_on = _day()
    proof_filed_on = _day()
    decision = fields.String(load_default="look", validate=validate.OneOf(("look", "certify", "deny")))
    reason = fields.String(load_default="", validate=validate.Length(max=1000))

    @post_load
    def make(self, data: dict[str, Any], **kwargs: Any) -> tuple[Filing, str, str]:
        del kwargs
        decision, reason = data.pop("decision"), data.pop("reason")
        return Filing(**data), decision, reason


_TEXT = validate.Length(max=4000)
_WHO = lazy_gettext("Choose who did it.")


class ProposalForm(Schema):
    """An EAO's proposal to disqualify somebody."""

    class Meta:
        unknown = EXCLUDE

    whose = fields.Enum(Whose, by_value=True, required=True, error_messages={"required": _WHO, "unknown": _WHO})
    what = fields.String(load_default="", validate=_TEXT)
    evidence = fields.String(load_default="", validate=_TEXT)

    @post_load
    def make(self, data: dict[str, Any], **kwargs: Any) -> Proposal:
        del kwargs
        return Proposal(by=data["whose"], what=data["what"], evidence=data["evidence"])


class FindingForm(Schema):
    """What the Treasurer's office found; `sure` decides, without it the law's conclusion is shown."""

    class Meta:
        unknown = EXCLUDE

    intentional = fields.Boolean(load_default=False)
    misrepresents = fields.Boolean(load_default=False)
    breaks_law_materially = fields.Boolean(load_default=False)
    substantial = fields.Boolean(load_default=False)
    county = fields.String(load_default="", validate=validate.Length(max=60))
    reason = fields.String(load_default="", validate=_TEXT)
    sure = fields.Boolean(load_default=False)

    @post_load
    def make(self, data: dict[str, Any], **kwargs: Any) -> tuple[Finding, bool]:
        del kwargs
        sure = data.pop("sure")
        return Finding(**data), sure
