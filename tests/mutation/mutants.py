"""Small faults for a module of ours, made by mutmut's operators on the whole of it.

mutmut itself leaves out decorated functions, properties and everything that stands outside a function; here the order
of the law is a table of functions and much is cached, so its operators are used and its runner is not.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import libcst as cst
from libcst import matchers as m
from libcst.metadata import MetadataWrapper, WhitespaceInclusivePositionProvider
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
    | m.Assign(targets=[m.AssignTarget(m.Name("__all__"))])
    # The name of a union of types.
    | m.Assign(value=m.BinaryOperation(operator=m.BitOr(), right=m.Name(m.MatchRegex(r"[A-Z][a-z]\w*"))))
    | m.Call(m.Name("cast"))
    | m.Arg(keyword=m.Name("strict"))
)
_STRICT = m.Arg(value=m.Name("True"), keyword=m.Name("strict"))


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
    wrapper = MetadataWrapper(cst.parse_module(text), unsafe_skip_copy=True)
    module, spans = wrapper.module, wrapper.resolve(WhitespaceInclusivePositionProvider)
    begins = [0, *accumulate(len(line) for line in text.splitlines(keepends=True))]
    seen = {ast.dump(ast.parse(text))}
    for node in _nodes(module):
        for changed in _changes(node):
            span = spans[node]
            first, last = (begins[each.line - 1] + each.column for each in (span.start, span.end))
            if text[first:last] == module.code_for_node(node):
                source = text[:first] + module.code_for_node(changed) + text[last:]
            else:
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
            made = list(operator(node))[: 1 if operator is operator_string else None]
            yield from [each for each in made if not _only_strict(node, each)]


def _only_strict(node: cst.CSTNode, changed: cst.CSTNode) -> bool:
    """Say whether all that a call has lost is `strict=True`, a safeguard for what is of one length anyhow."""
    if not isinstance(node, cst.Call) or not isinstance(changed, cst.Call):
        return False
    return any(m.matches(arg, _STRICT) for arg in node.args) and not any(
        m.matches(arg, _STRICT) for arg in changed.args
    )


def _mutant(text: str, source: str) -> Mutant:
    before, after = text.splitlines(), source.splitlines()
    first = _alike(before, after)
    rest = _alike(before[first:][::-1], after[first:][::-1])
    last, new_last = len(before) - rest, len(after) - rest
    return Mutant(first + 1, last - first, _joined(before[first:last]), _joined(after[first:new_last]), source)


def _alike(one: list[str], other: list[str]) -> int:
    """Return how many lines are the same from the beginning on."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (each, its) in pairs if each != its), min(len(one), len(other)))


def _joined(lines: list[str]) -> str:
    return " ".join(line.strip() for line in lines)
