"""The words of an application: where it stands, where it came from, what shows a fact."""

from enum import StrEnum


class Status(StrEnum):
    """Where an application stands; stored, never computed on read."""

    SUBMITTED = "submitted"
    QUALIFIED = "qualified"
    CONDITIONAL = "conditional"
    REVIEW = "review"
    NOT_QUALIFIED = "not_qualified"
    AWARDED = "awarded"
    WAITLISTED = "waitlisted"
    WITHDRAWN = "withdrawn"


class Origin(StrEnum):
    """How an application came in."""

    ONLINE = "online"
    IMPORT = "import"


class PaymentPlan(StrEnum):
    """How the parent asked to have the grant deposited (135.714.1(6)(b), CAP-12)."""

    FOUR = "four"
    LUMP = "lump"


class Evidence(StrEnum):
    """The kind of paper or record that shows a fact."""

    NONE = "none"
    ATTESTATION = "attestation"
    TAX_RETURN = "tax_return"
    PAY_RECORD = "pay_record"
    BENEFIT_LETTER = "benefit_letter"
    IEP_DOCUMENT = "iep_document"
    SERVICE_PLAN_DOCUMENT = "service_plan_document"
    DIAGNOSIS_LETTER = "diagnosis_letter"
    SCHOOL_RECORD = "school_record"
    STATE_STUDENT_NUMBER = "state_student_number"
    BIRTH_CERTIFICATE = "birth_certificate"
    RESIDENCE_PROOF = "residence_proof"
    MILITARY_ORDERS = "military_orders"
    CUSTODY_ORDER = "custody_order"
    GRANT_RECORD = "grant_record"
    OTHER = "other"


class PairStanding(StrEnum):
    """What became of a pair of applications that look like the same child."""

    OPEN = "open"
    SAME = "same"
    DIFFERENT = "different"
