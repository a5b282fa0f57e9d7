"""More of the Treasurer's desk, read by the auditor as well: exceptions over all EAOs, the register of certificates."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from esa.credits import service
from esa.credits.views.desk import blueprint as desk
from esa.kernel.permissions import Permission
from esa.organizations import service as organizations
from esa.platform.web.access import requires
from esa.platform.web.edge import begin, settings

BLUEPRINT = desk
_YEAR = "<int(min=2021, max=9999):year>"


@desk.get("/exceptions")
@requires(Permission.ORGANIZATION_READ)
def exceptions() -> ResponseReturnValue:
    """Show what a person should look at, of all EAOs or of one."""
    with begin(read_only=True) as work:
        eaos = organizations.organizations(work)
        points = service.open_points(work)
    chosen = next((each for each in eaos if each.slug == request.args.get("eao")), None)
    counts = {each.id: sum(point.organization_id == each.id for point in points) for each in eaos}
    shown = [each for each in points if chosen is None or each.organization_id == chosen.id]
    return render_template(
        "credits/desk_exceptions.html", points=shown, eaos=eaos, counts=counts, chosen=chosen, all=len(points),
        names={each.id: each.name for each in eaos},
    )  # fmt: skip


@desk.get(f"/certificates/{_YEAR}")
@requires(Permission.ORGANIZATION_READ)
def certificates(year: int) -> ResponseReturnValue:
    """Show a year's certificates, without taxpayer numbers."""
    with begin(read_only=True) as work:
        found = service.register(work, year, request.args.get("after", ""))
        this = work.today.year
    return render_template("credits/desk_register.html", found=found, year=year, this=this)


@desk.post(f"/certificates/{_YEAR}/file")
@requires(Permission.CREDIT_CERTIFY)
def certificates_file(year: int) -> ResponseReturnValue:
    """Give the file for the Department of Revenue; the look at each number is on record."""
    with begin() as work:
        made, digest = service.register_file(work, year, settings().data_key)
    answer = Response(made, mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="certificates-{year}-{digest[:12]}.csv"'
    answer.headers["X-Content-SHA256"] = digest
    return answer
