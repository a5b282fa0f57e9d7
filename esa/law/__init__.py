"""The program's law: dated parameters and the rules that decide from facts. Pure, standard library only."""

from esa.law.law import Law, UnknownParameter

__all__ = ["Law", "UnknownParameter"]
