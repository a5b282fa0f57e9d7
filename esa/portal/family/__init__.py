"""The family's pages: could we qualify, the application, its papers, and what became of each child."""

from esa.portal.family import agreement, application, checking, children, messages, papers, questions
from esa.portal.family.frame import blueprint

__all__ = ["agreement", "application", "blueprint", "checking", "children", "messages", "papers", "questions"]
