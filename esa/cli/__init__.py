"""The console: a command parses, begins, calls one service; each group's module is loaded only when it runs."""

from importlib import import_module

import click

# name → (module, one line of help); the contract's commands first, then those of operators.
GROUPS = {
    "law": ("esa.cli.law", "The law: parameters in force, decisions with their reasons."),
    "award": ("esa.cli.award", "Award runs from files: plan and verify."),
    "expense": ("esa.cli.expense", "Is this expense allowed?"),
    "school": ("esa.cli.school", "Is this a qualified school?"),
    "credit": ("esa.cli.credit", "Tax credits: what a donor may claim, the cap as a log of events."),
    "eao": ("esa.cli.eao", "An EAO's yearly duties in dollars."),
    "books": ("esa.cli.books", "The books as plain text accounting."),
    "posting": ("esa.cli.posting", "The Treasurer's annual posting."),
    "reference": ("esa.cli.reference", "Reference data: districts, lunch guidelines, parameters, EAOs, schools."),
    "applications": ("esa.cli.applications", "Applications in bulk, their decisions, likely duplicates."),
    "run": ("esa.cli.run", "An EAO's award runs in the application."),
    "payments": ("esa.cli.payments", "Money that comes in: work off what is due with the processor."),
    "database": ("esa.cli.database", "The database: start the embedded server, migrate, check."),
    "demo": ("esa.cli.demo", "The demonstration year and its sign-ins."),
    "serve": ("esa.cli.serve", "Serve the pages for a trial."),
    "credits": ("esa.cli.credits", "Tax credits in the application: lapses, plans, reminders."),
    "jobs": ("esa.cli.jobs", "Background jobs: work on them, list them, try again."),
    "audit": ("esa.cli.audit", "The record of who did and saw what: seal and check."),
}


class _Lazy(click.Group):
    """A group that imports a command's module only when that command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(GROUPS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in GROUPS:
            return None
        command = import_module(GROUPS[cmd_name][0]).command
        if not isinstance(command, click.Command):
            raise TypeError(f"{cmd_name} has no command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in GROUPS.items()])


@click.command(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="esa")
def main() -> None:
    """Run Missouri Empowerment Scholarship Accounts: answers explained, runs repeatable, every cent in the books."""
