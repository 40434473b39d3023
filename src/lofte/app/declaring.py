"""Read the files of a declaration from disk and compile them.

In:   the path of a file or a folder.       Out:  `Declared`: the model, every fault, the texts to show them with.
Never: raises for what stands in a file; reads more of a file than is ever accepted.

The idea in one read: the reader of declarations opens no file, so the files are opened here: the one that was named,
or all of a folder, and on down what each says it extends. A path that cannot be read is the world's fault and is told
at once; what stands in a file is the author's, and is told with all other faults, each at its place.
Law:  GDPR Art. 5(2).
Kept true by: tests/journeys/test_check.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lofte.app.setting import SettingError
from lofte.compiler import compile_declaration
from lofte.declaration import beside, needed, read, sources_of
from lofte.declaration.yaml import MAX_BYTES
from lofte.diagnostics import Diagnostic, LofteError, Severity, Source, sorted_by_place
from lofte.law import AcceptedFinding, judge
from lofte.model import Model
from lofte.model_json import model_digest

SUFFIXES = (".yaml", ".yml")
MOST_FILES = 200
"""So many files of one folder are read; more is a wrong folder."""


class FaultyDeclarationError(LofteError):
    """The declaration has errors, so nothing can be built on it; `faults` has them all."""

    def __init__(self, declared: Declared) -> None:
        count = len(declared.errors)
        super().__init__(
            f"`{declared.path}` does not compile: {count} {'error' if count == 1 else 'errors'}",
            help="`lofte check` shows each with its place",
        )
        self.faults = declared.errors


@dataclass(frozen=True, slots=True)
class Declared:
    """A declaration as read and compiled. `model` is None when nothing could be made of it."""

    path: Path
    model: Model | None
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, Source]

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """What stops everything else."""
        return tuple(found for found in self.diagnostics if found.severity is Severity.ERROR)

    def sound(self) -> Model:
        """The model, if nothing is wrong with it; raises FaultyDeclarationError."""
        if self.model is None or self.errors:
            raise FaultyDeclarationError(self)
        return self.model

    @property
    def digest(self) -> str:
        """The digest of what the declaration means."""
        return model_digest(self.sound())


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: faults of the declaration and findings of law, those accepted apart."""

    declared: Declared
    as_of: date
    findings: tuple[Diagnostic, ...]
    accepted: tuple[AcceptedFinding, ...]

    @property
    def has_errors(self) -> bool:
        """Whether something is found that may not stay."""
        return any(found.severity is Severity.ERROR for found in self.findings)


def declared_at(path: Path) -> Declared:
    """The declaration that begins at a file or a folder; raises SettingError when it cannot be read at all."""
    files = _files(path)
    declaration, faults = read(files, path.as_posix())
    if declaration is None:
        return Declared(path, None, faults, sources_of(files, faults))
    model, more = compile_declaration(declaration)
    return Declared(path, model, sorted_by_place((*faults, *more)), declaration.sources)


def check(declared: Declared, as_of: date) -> Checked:
    """Every fault of the declaration and everything that the law of the day finds in it."""
    if declared.model is None:
        return Checked(declared, as_of, declared.diagnostics, ())
    warnings = [found for found in declared.diagnostics if found.severity is not Severity.ERROR]
    judgement = judge(declared.model, as_of, warnings)
    return Checked(declared, as_of, sorted_by_place((*declared.errors, *judgement.findings)), judgement.accepted)


def _files(path: Path) -> dict[str, bytes]:
    """The bytes of all files that the declaration is made of, by the name as one sees them from here."""
    files = _layer(path, optional=False)
    waiting = list(files)
    while waiting:
        name = waiting.pop()
        for extended in needed(files[name]):
            below = _layer(Path(beside(name, extended)), optional=True)
            waiting += [found for found in below if found not in files]
            files |= below
    return files


def _layer(path: Path, *, optional: bool) -> dict[str, bytes]:
    """One file, or the YAML files of one folder. An extended one may be missing: that is a fault with a place."""
    if path.is_dir():
        members = sorted(each for each in path.iterdir() if each.suffix in SUFFIXES and each.is_file())
        if not members and not optional:
            raise SettingError(
                f"the folder `{path}` has no file that ends in `.yaml`",
                help="name the declaration: `lofte check PATH`, or `--declaration PATH`",
            )
        if len(members) > MOST_FILES:
            raise SettingError(f"the folder `{path}` has {len(members)} YAML files", help="name the declaration itself")
        return {member.as_posix(): _bytes(member) for member in members}
    if not path.exists():
        if optional:
            return {}
        raise SettingError(
            f"there is no declaration at `{path}`", help="name it with `--declaration PATH`, or go to its folder"
        )
    if not path.is_file():
        raise SettingError(f"`{path}` is neither a file nor a folder", help="name a YAML file")
    return {path.as_posix(): _bytes(path)}


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            # One byte more than is accepted is enough for the reader to say that it is too large.
            return file.read(MAX_BYTES + 1)
    except OSError as reason:
        raise SettingError(f"`{path}` cannot be read: {reason.strerror}", help="see that you may read it") from reason
