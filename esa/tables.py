"""Every table of every room, imported once: Alembic and the tests read `Base.metadata` from here."""

from esa.accounts import models as accounts
from esa.applications import models as applications
from esa.audit import models as audit
from esa.awards import models as awards
from esa.credits import models as credits_
from esa.documents import models as documents
from esa.families import models as families
from esa.grants import models as grants
from esa.identity import models as identity
from esa.ledger import models as ledger
from esa.notices import models as notices
from esa.organizations import models as organizations
from esa.parameters import models as parameters
from esa.payments import models as payments
from esa.platform.tables import Base
from esa.readings import models as readings
from esa.schools import models as schools
from esa.treasury import models as treasury

ROOMS = (
    accounts, applications, audit, awards, credits_, documents, families, grants,
    identity, ledger, notices, organizations, parameters, payments, readings, schools, treasury,
)  # fmt: skip
METADATA = Base.metadata
