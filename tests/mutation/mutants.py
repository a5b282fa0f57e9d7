"""Small faults for a module of ours, made by mutmut's operators on the whole of it.

mutmut itself leaves out decorated functions, properties and everything that stands outside a function; here the order
of the law is a table of functions and much is cached, so its operators are used and its runner is not.
"""

import ast
import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import libcst as cst
from libcst import matchers as m
from mutmut.mutation.mutators import mutation_operators, operator_string

# What is never mutated: it has no effect when the program runs, or only on its speed.
_NO_EFFECT = (
    m.Annotation()
    | m.Decorator()
    | m.Import()
    | m.ImportFrom()
    | m.Expr(m.SimpleString() | m.ConcatenatedString())
    | m.Assign(value=m.Subscript(m.Name("Mapping") | m.Name("Callable") | m.Name("tuple") | m.Name("Literal")))
    | m.Assign(value=m.Call(m.Name("TypeVar")))
    | m.Call(m.Name("cast"))
    | m.Arg(keyword=m.Name("strict"))
)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module with one fault: the first line of it, how many lines it takes, and these lines before and after."""

    line: int
    lines: int
    before: str
    after: str
    source: str

    @property
    def name(self) -> str:
        """Return what stays the same when the module's other lines move."""
        return f"{self.before} → {self.after}"


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Yield every mutant of the module once, in the order of its lines."""
    text = path.read_text(encoding="utf-8")
    module = cst.parse_module(text)
    seen = {ast.dump(ast.parse(text))}
    for node in _nodes(module):
        for changed in _changes(node):
            source = module.deep_replace(node, changed).code
            try:
                form = ast.dump(ast.parse(source))
            except SyntaxError:
                continue
            if form not in seen:
                seen.add(form)
                yield _mutant(text, source)


def _nodes(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    if m.matches(node, _NO_EFFECT):
        return
    yield node
    for child in node.children:
        yield from _nodes(child)


def _changes(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    for kind, operator in mutation_operators:
        if isinstance(node, kind):
            # The other ways to spoil a text change only its case and are noticed by the same comparison.
            yield from list(operator(node))[: 1 if operator is operator_string else None]


def _mutant(text: str, source: str) -> Mutant:
    before, after = text.splitlines(), source.splitlines()
    changes = [
        change for change in difflib.SequenceMatcher(None, before, after, False).get_opcodes() if change[0] != "equal"
    ]
    _, first, last, new_first, _ = changes[0]
    new_last = changes[-1][4]
    last = changes[-1][2]
    return Mutant(first + 1, last - first, _joined(before[first:last]), _joined(after[new_first:new_last]), source)


def _joined(lines: list[str]) -> str:
    return " ".join(line.strip() for line in lines)
