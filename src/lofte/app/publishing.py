"""Publish a version of the policy, and give back what earlier ones said.

In:   `Setting`, who publishes.       Out:  `Publication`; published versions and their texts; two models.
Never: publishes what the law forbids and nobody accepted; changes what is published; makes a workspace to look at one.

The idea in one read: what is published is frozen whole: the texts as they are rendered, the model as canonical JSON,
and what changed in meaning since the version before. The same declaration again is the version that is there. Another
meaning under a number that is taken is refused with what differs, because a number that stands for two texts proves
nothing.
Law:  GDPR Art. 5(2), 12(1), 13(3), 14(4).
Kept true by: tests/journeys/test_publish.py, PROMISES.md P-23
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lofte.app.declaring import Declared, check, declared_at
from lofte.app.naming import UnknownNameError
from lofte.app.opening import opened_records
from lofte.app.setting import Setting, SettingError, UnreadableError, today_of
from lofte.diagnostics import Diagnostic, LofteError, Severity
from lofte.difference import Difference, change_sentence, difference, difference_json
from lofte.documents import LANGUAGES, html_article, markdown, policy
from lofte.ledger import canonical
from lofte.model import Model
from lofte.model_json import model_digest, model_from_json, model_json
from lofte.records import Freezing, Published
from lofte.records.versions import Texts, in_force_on


class NotPublishableError(LofteError):
    """The declaration may not be published as it is; nothing was published. `faults` has what stands against it."""

    def __init__(self, message: str, *, help: str, faults: tuple[Diagnostic, ...] = ()) -> None:
        super().__init__(message, help=help)
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed between two models, with the models, so that it can be told."""

    old: Model
    new: Model
    difference: Difference


@dataclass(frozen=True, slots=True)
class Publication:
    """A version that is published; `is_new` is False when it already was.

    `since_before` is None for the first version, and where the model of the one before cannot be read any more.
    """

    published: Published
    is_new: bool
    before: Published | None
    since_before: Comparison | None


def publish(setting: Setting, by: str) -> Publication:
    """Freeze the declaration as it is now as a version of the policy."""
    declared = declared_at(setting.declaration)
    model = declared.sound()
    version = model.policy.version
    if version is None:
        raise NotPublishableError(
            "the policy has no version", help="write `version` and `in-force` under `policy`, then publish"
        )
    with opened_records(setting) as records:
        today = _today(setting, today_of(model, records.clock.now()))
        every = records.versions()
        same = next((one for one in every if one.version == version and one.digest == model_digest(model)), None)
        if same is not None:
            before = every[same.number - 2] if same.number > 1 else None
            return Publication(same, False, before, _since(before, model))
        _refuse_taken(every, version, model)
        _refuse_findings(declared, today)
        before = every[-1] if every else None
        since_before = _since(before, model)
        published, is_new = records.publish(_freezing(model, version, today, before, since_before), by=by)
        return Publication(published, is_new, before, since_before)


def _today(setting: Setting, today: date) -> date:
    """The day of publication; a demonstration has its own, and everybody else only today."""
    counts = setting.day(None, today)
    if counts != today and not setting.is_demonstration:
        raise UnreadableError(
            f"today is {today}, and nothing is published as if it were {counts}", help="leave out `LOFTE_DAY`"
        )
    return counts


def _freezing(model: Model, version: str, today: date, before: Published | None, found: Comparison | None) -> Freezing:
    declared = model.policy.in_force
    # Only the first version may have been in force before it came here: whoever asks later what was said on a day
    # must always get the same answer.
    since = declared or today if before is None else max(declared or today, today)
    changes = None
    if found is not None:
        changes = canonical(difference_json(found.difference, found.old, found.new)).decode()
    return Freezing(
        version=version,
        digest=model_digest(model),
        model=model_json(model),
        texts=_texts(model),
        in_force=declared,
        since=since,
        changes=changes,
        follows=before.number if before else 0,
    )


def _texts(model: Model) -> Texts:
    """Everything that people read of a model, as it is rendered."""
    languages = [each for each in model.policy.languages if each in LANGUAGES] or list(LANGUAGES[:1])
    documents = {language: policy(model, language) for language in languages}
    texts = {(language, "html"): html_article(document) for language, document in documents.items()}
    return texts | {(language, "markdown"): markdown(document) for language, document in documents.items()}


def _refuse_taken(every: tuple[Published, ...], version: str, model: Model) -> None:
    taken = next((one for one in every if one.version == version), None)
    if taken is None:
        return
    found = _since(taken, model)
    told = _sentences(found) if found else []
    raise NotPublishableError(
        f"version `{version}` was published on {taken.published_at.date()} and means something else",
        help=f"give `policy.version` another number; `lofte diff {version}` tells all that differs",
        faults=tuple(Diagnostic("version-taken", Severity.ERROR, words) for words in told),
    )


def _sentences(found: Comparison) -> list[str]:
    return [change_sentence(change, found.old, found.new, "en") for change in found.difference.changes]


def _refuse_findings(declared: Declared, today: date) -> None:
    checked = check(declared, today)
    errors = tuple(found for found in checked.findings if found.severity is Severity.ERROR)
    if errors:
        count = f"{len(errors)} {'error' if len(errors) == 1 else 'errors'}"
        raise NotPublishableError(
            f"`{declared.path}` is not published: {count} by the law of {today} that nobody accepted",
            help="`lofte check` shows each; mend it, or accept it with a reason and a review date",
            faults=errors,
        )


def _since(before: Published | None, model: Model) -> Comparison | None:
    """What changed since a version; None for the first, and where its model cannot be read any more."""
    if before is None:
        return None
    with suppress(SettingError):
        return compared(model_of(before), model)
    return None


def model_of(published: Published) -> Model:
    """What a version meant; raises SettingError when an earlier Löfte wrote it in a way that is not read any more."""
    try:
        return model_from_json(published.model)
    except ValueError as reason:
        raise SettingError(
            f"the model of version `{published.version}` cannot be read by this Löfte",
            help="`lofte verify` says whether it is as it was published; its texts can still be shown",
        ) from reason


def has_records(setting: Setting) -> bool:
    """Whether there is a workspace to look in."""
    return setting.records_url is not None or (setting.workspace / "records.sqlite").exists()


def published_versions(setting: Setting) -> tuple[Published, ...]:
    """Every version, in order of publication; none where there is no workspace yet."""
    if not has_records(setting):
        return ()
    with opened_records(setting) as records:
        return records.versions()


def in_force_until(every: tuple[Published, ...], one: Published) -> date | None:
    """The first day on which a later version took its place; None while none has."""
    later = [other.since for other in every if other.number > one.number]
    return min(later, default=None)


def texts_of(setting: Setting, published: Published) -> Texts:
    """Everything that people read of a version."""
    with opened_records(setting) as records:
        return records.version_texts(published)


def version_asked(setting: Setting, name: str | None, on: date | None) -> Published:
    """The version of this name, or the one in force on a day, as asked; exactly one of them."""
    if (name is None) == (on is None):
        raise UnknownNameError(
            "name a version or a day, and not both", help="`lofte versions show 2`, or `--on 2026-11-22`"
        )
    every = published_versions(setting)
    if on is not None:
        found = in_force_on(every, on)
        if found is None:
            raise UnknownNameError(
                f"no published version was in force on {on}", help="`lofte versions` lists them with their days"
            )
        return found
    return _named(every, str(name))


def side_of(setting: Setting, named: str) -> Model:
    """One side of a comparison: a published version by its number, else the declaration at a path."""
    every = published_versions(setting)
    if any(one.version == named for one in every):
        return model_of(_named(every, named))
    if Path(named).exists():
        return declared_at(Path(named)).sound()
    known = ", ".join(f"`{one.version}`" for one in every) or "none is published"
    raise UnknownNameError(
        f"`{named[:80]}` is no published version and no declaration", help=f"published versions: {known}"
    )


def compared(old: Model, new: Model) -> Comparison:
    """What changed from one model to another."""
    return Comparison(old, new, difference(old, new))


def changes_of(published: Published) -> dict[str, object] | None:
    """What changed against the version before, as it was stored; None for the first version."""
    stored: dict[str, object] | None = json.loads(published.changes) if published.changes else None
    return stored


def _named(every: tuple[Published, ...], name: str) -> Published:
    found = next((one for one in every if one.version == name), None)
    if found is None:
        known = ", ".join(f"`{one.version}`" for one in every) or "none is published"
        raise UnknownNameError(f"there is no version `{name[:80]}`", help=f"published versions: {known}")
    return found
