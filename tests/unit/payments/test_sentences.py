"""Every sentence with which the room of payments refuses has its Spanish."""

import ast
from pathlib import Path

from esa.payments.domain import entering
from esa.platform.translation import read_catalog

ROOM = Path(__file__).resolve().parents[3] / "esa" / "payments"
REFUSALS = {"Conflict", "Invalid", "NotFound", "Ground"}


def sentences():
    """The plain texts that refusals of the services are made with, and the constants of entering."""
    found = {value for name, value in vars(entering).items() if name.isupper() and isinstance(value, str)}
    for path in (ROOM / "service").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in REFUSALS:
                texts = [each.value for each in node.args if isinstance(each, ast.Constant)]
                found |= {text for text in texts if isinstance(text, str) and " " in text}
    return found


def test_every_refusal_has_its_spanish():
    spanish = {message.id: message.string for message in read_catalog("es") if isinstance(message.id, str)}
    assert len(sentences()) > 15
    assert sorted(text for text in sentences() if not spanish.get(text)) == []
