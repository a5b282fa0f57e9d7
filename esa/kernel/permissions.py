"""What a role may do: one table, read by the pages, the services and the test that walks every route."""

from enum import StrEnum


class Role(StrEnum):
    """The roles of people, with the visitor who is not signed in and the system's own work."""

    VISITOR = "visitor"
    FAMILY = "family"
    DONOR = "donor"
    EAO_REVIEWER = "eao_reviewer"
    EAO_MANAGER = "eao_manager"
    EAO_FINANCE = "eao_finance"
    SCHOOL = "school"
    PROVIDER = "provider"
    TREASURER = "treasurer"
    AUDITOR = "auditor"
    SYSTEM = "system"


# Who is paid from accounts; both act for one payee of the register.
PAYEES = frozenset({Role.SCHOOL, Role.PROVIDER})
# Who signs in with a second factor: whoever sees other people's children or moves money.
STAFF = frozenset({Role.EAO_REVIEWER, Role.EAO_MANAGER, Role.EAO_FINANCE, Role.TREASURER, Role.AUDITOR}) | PAYEES


class Permission(StrEnum):
    """Named `resource:action`, in the order of the alphabet."""

    ACCOUNT_CHANGE = "account:change"
    ACCOUNT_READ = "account:read"
    API_KEY_MANAGE = "api_key:manage"
    APPLICATION_DECIDE = "application:decide"
    APPLICATION_IMPORT = "application:import"
    APPLICATION_READ = "application:read"
    APPLICATION_SUBMIT = "application:submit"
    AUDIT_READ = "audit:read"
    AUDIT_SEAL = "audit:seal"
    AWARD_DRAFT = "award:draft"
    AWARD_FREEZE = "award:freeze"
    AWARD_READ = "award:read"
    AWARD_RELEASE = "award:release"
    BOOKS_CLOSE = "books:close"
    BOOKS_READ = "books:read"
    CAP_READ = "cap:read"
    CAP_SET = "cap:set"
    CONTRIBUTION_RECORD = "contribution:record"
    CREDIT_ALLOT = "credit:allot"
    CREDIT_CERTIFY = "credit:certify"
    DEPOSIT_POST = "deposit:post"
    DISQUALIFICATION_DECIDE = "disqualification:decide"
    ENROLMENT_CONFIRM = "enrolment:confirm"
    ENROLMENT_FOLLOW = "enrolment:follow"
    EXPENSE_ASK = "expense:ask"
    EXPENSE_DECIDE = "expense:decide"
    GIFT_MAKE = "gift:make"
    HOUSEHOLD_READ = "household:read"
    HOUSEHOLD_WRITE = "household:write"
    INVOICE_SEND = "invoice:send"
    ORGANIZATION_CERTIFY = "organization:certify"
    ORGANIZATION_DESCRIBE = "organization:describe"
    ORGANIZATION_READ = "organization:read"
    PARAMETER_PUBLISH = "parameter:publish"
    PAYEE_APPROVE = "payee:approve"
    PAYEE_BANK_CONFIRM = "payee_bank:confirm"
    PAYEE_BANK_PROPOSE = "payee_bank:propose"
    PAYEE_DISQUALIFY = "payee:disqualify"
    PAYEE_INVITE = "payee:invite"
    PAYEE_OWN = "payee:own"
    PAYEE_READ = "payee:read"
    PAYEE_RECORD = "payee:record"
    PAYING_PREPARE = "paying:prepare"
    PAYING_READ = "paying:read"
    PAYING_RELEASE = "paying:release"
    PAYMENT_READ = "payment:read"
    PAYMENT_RECORD = "payment:record"
    PAYMENT_REFUND = "payment:refund"
    POSTING_BUILD = "posting:build"
    POSTING_READ = "posting:read"
    READING_CHOOSE = "reading:choose"
    READING_CONFIRM = "reading:confirm"
    REFERENCE_IMPORT = "reference:import"
    REFERENCE_READ = "reference:read"
    STATE_MONEY_ASK = "state_money:ask"
    STATE_MONEY_PAY = "state_money:pay"
    STATEMENT_READ = "statement:read"


_EVERYBODY = frozenset({Permission.CAP_READ, Permission.POSTING_READ})
_EAO = _EVERYBODY | {
    Permission.ACCOUNT_READ,
    Permission.APPLICATION_READ,
    Permission.AWARD_READ,
    Permission.PAYEE_READ,
    Permission.REFERENCE_READ,
    Permission.STATEMENT_READ,
}
_PAYEES_OF_EAO = {
    Permission.ENROLMENT_FOLLOW,
    Permission.PAYEE_APPROVE,
    Permission.PAYEE_INVITE,
    Permission.PAYEE_RECORD,
}
_PAYEE = _EVERYBODY | {Permission.INVOICE_SEND, Permission.PAYEE_OWN}
_STATE = _EAO | {
    Permission.API_KEY_MANAGE,
    Permission.AUDIT_READ,
    Permission.BOOKS_READ,
    Permission.ORGANIZATION_READ,
    Permission.PAYING_READ,
}

PERMISSIONS_OF: dict[Role, frozenset[Permission]] = {
    Role.VISITOR: _EVERYBODY,
    Role.FAMILY: _EVERYBODY
    | {
        Permission.APPLICATION_SUBMIT,
        Permission.EXPENSE_ASK,
        Permission.HOUSEHOLD_READ,
        Permission.HOUSEHOLD_WRITE,
        Permission.STATEMENT_READ,
    },
    Role.DONOR: _EVERYBODY | {Permission.GIFT_MAKE},
    Role.EAO_REVIEWER: _EAO
    | {
        Permission.APPLICATION_DECIDE,
        Permission.APPLICATION_IMPORT,
        Permission.EXPENSE_ASK,
        Permission.EXPENSE_DECIDE,
    },
    Role.SCHOOL: _PAYEE | {Permission.ENROLMENT_CONFIRM},
    Role.PROVIDER: _PAYEE,
    Role.EAO_MANAGER: _EAO
    | _PAYEES_OF_EAO
    | {
        Permission.ACCOUNT_CHANGE,
        Permission.API_KEY_MANAGE,
        Permission.APPLICATION_DECIDE,
        Permission.APPLICATION_IMPORT,
        Permission.AWARD_DRAFT,
        Permission.AWARD_FREEZE,
        Permission.AWARD_RELEASE,
        Permission.BOOKS_CLOSE,
        Permission.BOOKS_READ,
        Permission.EXPENSE_ASK,
        Permission.EXPENSE_DECIDE,
        Permission.ORGANIZATION_DESCRIBE,
        Permission.PAYEE_BANK_CONFIRM,
        Permission.PAYING_READ,
        Permission.PAYING_RELEASE,
        Permission.PAYMENT_READ,
        Permission.READING_CHOOSE,
        Permission.READING_CONFIRM,
    },
    Role.EAO_FINANCE: _EAO
    | _PAYEES_OF_EAO
    | {
        Permission.ACCOUNT_CHANGE,
        Permission.AWARD_RELEASE,
        Permission.BOOKS_CLOSE,
        Permission.BOOKS_READ,
        Permission.CONTRIBUTION_RECORD,
        Permission.DEPOSIT_POST,
        Permission.PAYEE_BANK_CONFIRM,
        Permission.PAYEE_BANK_PROPOSE,
        Permission.PAYING_PREPARE,
        Permission.PAYING_READ,
        Permission.PAYING_RELEASE,
        Permission.PAYMENT_READ,
        Permission.PAYMENT_RECORD,
        Permission.PAYMENT_REFUND,
        Permission.READING_CONFIRM,
        Permission.STATE_MONEY_ASK,
    },
    Role.TREASURER: _STATE
    | {
        Permission.CAP_SET,
        Permission.CREDIT_ALLOT,
        Permission.CREDIT_CERTIFY,
        Permission.DISQUALIFICATION_DECIDE,
        Permission.ORGANIZATION_CERTIFY,
        Permission.ORGANIZATION_DESCRIBE,
        Permission.PARAMETER_PUBLISH,
        Permission.PAYEE_DISQUALIFY,
        Permission.PAYEE_INVITE,
        Permission.POSTING_BUILD,
        Permission.READING_CHOOSE,
        Permission.READING_CONFIRM,
        Permission.REFERENCE_IMPORT,
        Permission.STATE_MONEY_PAY,
    },
    Role.AUDITOR: _STATE,
    Role.SYSTEM: frozenset(Permission),
}
