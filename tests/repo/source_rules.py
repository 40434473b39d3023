"""Hold Python source to the rules of the house: from a file's text to the faults in it.

In:   the text of a module, and its place under `src/lofte`.       Out:  one sentence for each fault; none is good.
Never: imports the module; a rule must hold also for what does not run yet.

The idea in one read: each rule is a function from a parsed module to faults, so that a test can show it a planted
fault as easily as the real source. What ruff, mypy and the import contract already hold is not repeated here.
Kept true by: tests/repo/test_source.py, which plants a fault for every rule.
"""

import ast
from collections.abc import Iterator
from pathlib import PurePosixPath

SHELL = frozenset(
    {"app", "carrying", "cli", "demo", "demo_postgres", "executor", "records", "spending", "systems", "web"}
)
SECTIONS = ("In: ", "Out: ", "Never: ", "The idea in one read: ", "Kept true by: ")
VAGUE_NAMES = frozenset(
    {"utils", "util", "helpers", "helper", "common", "base", "manager", "handler", "service", "misc"}
)
MOST_LINES_OF_A_FILE = 400
MOST_LINES_OF_A_FUNCTION = 50
# A module shorter than this that defines nothing to call needs only a sentence.
TINY = 25

IMPURE_MODULES = frozenset(
    {
        "asyncio", "glob", "http", "httpx", "io", "litestar", "logging", "multiprocessing", "os", "psycopg", "random",
        "requests", "secrets", "shutil", "socket", "sqlalchemy", "sqlite3", "subprocess", "sys", "tempfile",
        "threading", "time", "urllib.request", "uvicorn",
    }
)  # fmt: skip
IMPURE_NAMES = {
    "datetime": frozenset({"now", "utcnow", "today"}),
    "date": frozenset({"today"}),
    "pathlib": frozenset({"Path"}),
    "uuid": frozenset({"uuid1", "uuid4"}),
}
IMPURE_CALLS = frozenset({"breakpoint", "input", "open", "print"})

type_of_function = (ast.FunctionDef, ast.AsyncFunctionDef)


def faults(text: str, place: PurePosixPath) -> list[str]:
    """Every fault of one module, each with its line."""
    tree = ast.parse(text)
    found = [
        *name_faults(place),
        *docstring_faults(tree, text, place),
        *size_faults(tree, text),
        *inner_imports(tree, place),
    ]
    return found if is_shell(place) else [*found, *impurities(tree)]


def is_shell(place: PurePosixPath) -> bool:
    return PurePosixPath(place.parts[0]).stem in SHELL


def name_faults(place: PurePosixPath) -> Iterator[str]:
    for name in VAGUE_NAMES & {*place.parts[:-1], place.stem}:
        yield f"1: `{name}` says nothing about what is in it; name it with the law's or the pipeline's word"


def docstring_faults(tree: ast.Module, text: str, place: PurePosixPath) -> Iterator[str]:
    """The form of a module's docstring; `__init__` and tiny modules need only its first line."""
    docstring = ast.get_docstring(tree)
    if docstring is None:
        yield "1: the module has no docstring"
        return
    if not docstring.split("\n\n")[0].rstrip().endswith((".", "?")):
        yield "1: the docstring does not begin with one whole sentence"
    if place.name == "__init__.py" or (text.count("\n") < TINY and not defines_functions(tree)):
        return
    for section in SECTIONS:
        if section not in docstring:
            yield f"1: the docstring has no `{section.strip()}`"


def defines_functions(tree: ast.Module) -> bool:
    return any(isinstance(node, type_of_function) for node in ast.walk(tree))


def size_faults(tree: ast.Module, text: str) -> Iterator[str]:
    lines = text.count("\n")
    if lines > MOST_LINES_OF_A_FILE:
        yield f"1: the file has {lines} lines, more than {MOST_LINES_OF_A_FILE}"
    for node in ast.walk(tree):
        if isinstance(node, type_of_function):
            size = (node.end_lineno or node.lineno) - node.lineno + 1
            if size > MOST_LINES_OF_A_FUNCTION:
                yield f"{node.lineno}: `{node.name}` has {size} lines, more than {MOST_LINES_OF_A_FUNCTION}"


def inner_imports(tree: ast.Module, place: PurePosixPath) -> Iterator[str]:
    """Imports inside functions hide cycles; only the command line may have them, so that `--help` is instant."""
    if PurePosixPath(place.parts[0]).stem == "cli":
        return
    for function in ast.walk(tree):
        if isinstance(function, type_of_function):
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    yield f"{node.lineno}: an import inside `{function.name}`"


def impurities(tree: ast.Module) -> Iterator[str]:
    """What a core module may not have: a clock, chance, input, output, a log."""
    for node in ast.walk(tree):
        for name in impure_names(node):
            yield f"{getattr(node, 'lineno', 1)}: the core may not use `{name}`; take what it gives as an argument"


def impure_names(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Import(names=names):
            yield from (alias.name for alias in names if is_impure_module(alias.name))
            yield from (alias.name for alias in names if alias.name in ("pathlib", "uuid"))
        case ast.ImportFrom(module=str(module), names=names):
            if is_impure_module(module):
                yield module
            yield from (f"{module}.{a.name}" for a in names if a.name in IMPURE_NAMES.get(module, ()))
        case ast.Attribute(value=ast.Name(id=owner) | ast.Attribute(attr=owner), attr=name):
            if name in IMPURE_NAMES.get(owner, ()):
                yield f"{owner}.{name}"
        case ast.Call(func=ast.Name(id=name)):
            if name in IMPURE_CALLS:
                yield name
        case _:
            pass


def is_impure_module(module: str) -> bool:
    return module in IMPURE_MODULES or module.split(".")[0] in IMPURE_MODULES
