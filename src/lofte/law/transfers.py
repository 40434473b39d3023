"""Find what is wrong in transfers to countries outside the EEA.

In:   Model, the law of the day.       Out:  findings; `RULES` of this area.
Never: says that a transfer is lawful; it finds what cannot be.

The idea in one read: the seat, the places of the data and the seat of the parent all count. What is outside the EEA
on the day needs a tool that was in force on that day; a country that nobody names is not a pass but a question.
Membership, adequacy and struck tools are dated lists, and each finding says which one it read.
Law:  GDPR Art. 13(1)(f), 44-49.
Kept true by: tests/unit/law/test_rules.py, docs/errors.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lofte.diagnostics import Severity
from lofte.law.dated import LawOfDay
from lofte.law.rule import Finding, Rule, Words, at, named
from lofte.model import Model, Recipient, Safeguard
from lofte.vocabulary import COUNTRIES

STRUCK: Final = frozenset({"safe-harbour", "privacy-shield"})
TOOLS_OF_46: Final = frozenset({"standard-clauses", "binding-rules", "code-of-conduct"})


def tool_missing(model: Model, law: LawOfDay) -> Iterator[Finding]:
    """Data outside the EEA and no tool."""
    for recipient in model.recipients.values():
        outside = law.outside_eea(_countries(recipient))
        if outside and not recipient.safeguards:
            listed = [country for country in outside if law.adequacy(country)]
            yield Finding(
                at("recipients", recipient, "safeguard"),
                Words(
                    f"`{recipient.name}` takes data to {named(outside)} without a tool of transfer",
                    f"`{recipient.name}` för uppgifter till {named(outside)} utan överföringsverktyg",
                ),
                Words(
                    f"there is an adequacy decision for {named(listed)}: write `safeguard: adequacy`"
                    if listed == list(outside)
                    else "write `safeguard`, such as `{standard-clauses: {decision: 2021-914}}`",
                    f"det finns ett beslut om adekvat skyddsnivå för {named(listed)}: skriv `safeguard: adequacy`"
                    if listed == list(outside)
                    else "skriv `safeguard`, till exempel `{standard-clauses: {decision: 2021-914}}`",
                ),
                lists=law.used("EEA members", "adequacy decisions"),
            )


def tool_invalidated(model: Model, law: LawOfDay) -> Iterator[Finding]:
    """A tool that the court has struck down."""
    for recipient, safeguard in _safeguards(model):
        tool = law.tool(safeguard.tool) if safeguard.tool in STRUCK else None
        if tool is not None and not tool.is_law_on(law.day):
            yield Finding(
                at("recipients", recipient, "safeguard"),
                Words(
                    f"`{recipient.name}` rests on {tool.shown}, which {tool.ended_by} struck down",
                    f"`{recipient.name}` stöds på {tool.shown}, som ogiltigförklarades i {tool.ended_by}",
                ),
                Words(
                    "choose a tool that is in force, or stop the transfer",
                    "välj ett verktyg som gäller, eller avbryt överföringen",
                ),
                lists=law.used("tools of transfer"),
            )


def clauses_repealed(model: Model, law: LawOfDay) -> Iterator[Finding]:
    """Standard clauses of a decision that has ended."""
    for recipient, safeguard in _safeguards(model):
        decision = safeguard.details.get("decision")
        tool = law.tool(decision) if decision and safeguard.tool == "standard-clauses" else None
        if tool is not None and not tool.is_law_on(law.day):
            yield Finding(
                at("recipients", recipient, "safeguard"),
                Words(
                    f"the clauses {tool.shown} with `{recipient.name}` are not in force",
                    f"klausulerna {tool.shown} med `{recipient.name}` gäller inte",
                ),
                Words(
                    "sign the clauses of (EU) 2021/914 and write `decision: 2021-914`",
                    "teckna klausulerna i (EU) 2021/914 och skriv `decision: 2021-914`",
                ),
                lists=law.used("tools of transfer"),
            )


def adequacy_unlisted(model: Model, law: LawOfDay) -> Iterator[Finding]:
    """Adequacy is claimed for a country, or by a decision, that the list does not have."""
    for recipient, safeguard in _adequacy(model):
        decision = safeguard.details.get("decision", safeguard.details.get("detail"))
        for country in law.outside_eea(_countries(recipient)):
            found = law.adequacy(country)
            if found is not None and (decision is None or decision.casefold() in found.names):
                continue
            yield Finding(
                at("recipients", recipient, "safeguard"),
                Words(
                    f"no adequacy decision in force covers `{country}`, where `{recipient.name}` has data"
                    if found is None
                    else f"`{decision}` is not the adequacy decision for `{country}`",
                    f"inget gällande beslut om adekvat skyddsnivå omfattar `{country}`, där `{recipient.name}` finns"
                    if found is None
                    else f"`{decision}` är inte beslutet om adekvat skyddsnivå för `{country}`",
                ),
                Words(
                    "write a tool of Art. 46, such as `standard-clauses`"
                    if found is None
                    else f"the decision in force is `{found.names[0]}`",
                    "skriv ett verktyg i artikel 46, till exempel `standard-clauses`"
                    if found is None
                    else f"det gällande beslutet är `{found.names[0]}`",
                ),
                lists=law.used("EEA members", "adequacy decisions"),
            )


def not_certified(model: Model, law: LawOfDay) -> Iterator[Finding]:
    """A decision that covers only certified recipients, and no certificate is shown."""
    for recipient, safeguard in _adequacy(model):
        certified = [c for c in law.outside_eea(_countries(recipient)) if (a := law.adequacy(c)) and a.certified]
        missing = tuple(key for key in ("certificate", "checked") if key not in safeguard.details)
        if certified and missing:
            yield Finding(
                at("recipients", recipient, "safeguard"),
                Words(
                    f"adequacy for {named(certified)} holds only with a certificate, and `{recipient.name}` lacks "
                    f"{named(missing)}",
                    f"adekvat skyddsnivå för {named(certified)} kräver certifikat, och `{recipient.name}` saknar "
                    f"{named(missing)}",
                ),
                Words(
                    "look the recipient up in the list of the framework and write `certificate` and `checked`",
                    "slå upp mottagaren i ramverkets lista och skriv `certificate` och `checked`",
                ),
                lists=law.used("EEA members", "adequacy decisions"),
            )


def copy_missing(model: Model, law: LawOfDay) -> Iterator[Finding]:
    """A tool of Art. 46, and no way to see it."""
    for recipient, safeguard in _safeguards(model):
        if safeguard.tool in TOOLS_OF_46 and recipient.copy is None and law.outside_eea(_countries(recipient)):
            yield Finding(
                at("recipients", recipient, "copy"),
                Words(
                    f"nothing says how to get a copy of the safeguards with `{recipient.name}`",
                    f"inget säger hur man får en kopia av skyddsåtgärderna med `{recipient.name}`",
                ),
                Words("write `copy: privacy`, or an address", "skriv `copy: privacy`, eller en adress"),
                lists=law.used("EEA members"),
            )


def country_unnamed(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """Nobody says in which country a recipient is; a warning where the text lets data leave the EEA."""
    for recipient in model.recipients.values():
        if any(c in COUNTRIES or c == "eea" for c in _countries(recipient)) or recipient.kinds == ("authority",):
            continue
        leaves = bool(recipient.safeguards) or "eea-preferred" in model.claims
        yield Finding(
            at("recipients", recipient, "country"),
            Words(
                f"nothing says in which country `{recipient.name}` has the data",
                f"inget säger i vilket land `{recipient.name}` har uppgifterna",
            ),
            Words(
                "write `country`, and `places` where the data are elsewhere",
                "skriv `country`, och `places` där uppgifterna finns någon annanstans",
            ),
            severity=None if leaves else Severity.INFO,
        )


def assessment_missing(model: Model, law: LawOfDay) -> Iterator[Finding]:
    """A tool of Art. 46 without an assessment of the country."""
    for recipient, safeguard in _safeguards(model):
        outside = law.outside_eea(_countries(recipient))
        if safeguard.tool in TOOLS_OF_46 and "assessed" not in safeguard.details and outside:
            yield Finding(
                at("recipients", recipient, "safeguard"),
                Words(
                    f"nobody has assessed the law of {named(outside)} for `{recipient.name}`",
                    f"ingen har bedömt lagen i {named(outside)} för `{recipient.name}`",
                ),
                Words("write `assessed` with the day", "skriv `assessed` med dagen"),
                lists=law.used("EEA members"),
            )


def eea_only_contradicted(model: Model, law: LawOfDay) -> Iterator[Finding]:
    """The text says that all stays in the EEA, and something does not."""
    claim = model.claims.get("eea-only")
    if claim is None:
        return
    outside = {f"recipients.{r.name}": law.outside_eea(_countries(r)) for r in model.recipients.values()}
    for system in model.systems.values():
        outside[f"systems.{system.name}"] = law.outside_eea((*(system.places or ()), *(system.backups_places or ())))
    leaving = tuple(path for path, countries in outside.items() if countries)
    if leaving:
        yield Finding(
            at("claims", claim),
            Words(
                f"the text says that data stay in the EEA, and {named(leaving)} take them out",
                f"texten säger att uppgifter stannar i EES, och {named(leaving)} för ut dem",
            ),
            Words(
                "take the claim away, or choose others inside the EEA",
                "ta bort påståendet, eller välj andra inom EES",
            ),
            lists=law.used("EEA members"),
        )


def _countries(recipient: Recipient) -> tuple[str, ...]:
    own = (recipient.country,) if recipient.country else ()
    return (*own, *(recipient.places or ()), *((recipient.group,) if recipient.group else ()))


def _safeguards(model: Model) -> Iterator[tuple[Recipient, Safeguard]]:
    for recipient in model.recipients.values():
        for safeguard in recipient.safeguards:
            yield recipient, safeguard


def _adequacy(model: Model) -> Iterator[tuple[Recipient, Safeguard]]:
    """Adequacy where nothing else carries the transfer."""
    for recipient, safeguard in _safeguards(model):
        if safeguard.tool == "adequacy" and not {s.tool for s in recipient.safeguards} & TOOLS_OF_46:
            yield recipient, safeguard


RULES: Final = (
    Rule("transfer-tool-missing", Words("a tool of transfer", "ett överföringsverktyg"), tool_missing),
    Rule("transfer-tool-invalidated", Words("a tool in force", "ett giltigt verktyg"), tool_invalidated),
    Rule("transfer-scc-repealed", Words("clauses in force", "gällande klausuler"), clauses_repealed),
    Rule("transfer-adequacy-unlisted", Words("a listed decision", "ett listat beslut"), adequacy_unlisted),
    Rule("transfer-dpf-not-certified", Words("a certificate", "ett certifikat"), not_certified),
    Rule("transfer-copy-missing", Words("a copy of the safeguards", "en kopia av skyddet"), copy_missing),
    Rule("transfer-country-unnamed", Words("which country", "vilket land"), country_unnamed),
    Rule("transfer-impact-assessment-missing", Words("an assessment", "en bedömning av landet"), assessment_missing),
    Rule("eea-only-claim-contradicted", Words("a claim that holds", "ett påstående som håller"), eea_only_contradicted),
)
