"""Tell how the promises are kept: erasure and its exceptions, security, breaches, changes of the text.

In:   `Voice`.       Out:  blocks for each of them; nothing for what is not declared.
Never: names a measure in a way that would help an intruder; the aims are told, not the means.

The idea in one read: a policy that says *two years* and not what happens then has promised nothing. So it is told
how soon what is due is gone, when something may be held longer and who looks at it again, what the data are
protected against, what happens after a breach, and how a reader learns that the text has changed.
Law:  GDPR Art. 5(1)(e)-(f), 13(3), 17(3), 32-34.
Kept true by: tests/unit/documents/test_sections.py.
"""

from __future__ import annotations

from lofte.documents.blocks import Block, Heading, Item, Items, Paragraph
from lofte.documents.language import Said, capitalised, period_between, period_words
from lofte.documents.recipients import claims_words
from lofte.documents.voice import Voice
from lofte.grammar import Text
from lofte.model import HoldReason, ProcessingActivity

_ERASURE_TITLE = Said(sv="När tiden är ute", en="When the time is up")
_SWEPT = Said(
    sv="Varje avsnitt ovan säger hur länge vi sparar uppgifterna. När tiden är ute tar vi bort dem, "
    "senast inom {within}.",
    en="Each section above says how long we keep the data. When the time is up we remove them, "
    "within {within} at most.",
)
_HOLDS = Said(
    sv="I enskilda fall kan uppgifter behöva finnas kvar längre, när något av detta gäller:",
    en="In individual cases data may have to stay longer, where one of these applies:",
)
_HOLD_ABOUT = Said(sv="{hold} (gäller {subjects})", en="{hold} (concerns {subjects})")
_HOLD_REVIEW = Said(
    sv="{hold}; vi prövar det på nytt med högst {period} mellanrum.",
    en="{hold}; we look at it again at least every {period}.",
)

_SECURITY_TITLE = Said(sv="Säkerhet", en="Security")
_AGAINST = Said(sv="Vi skyddar uppgifterna mot {aims}.", en="We protect the data against {aims}.")
_TRAINED = Said(
    sv="De som arbetar hos oss utbildas i hur uppgifter ska hanteras, med högst {period} mellanrum.",
    en="Our staff are trained in how to handle data, at least every {period}.",
)
_BREACH = Said(
    sv="Om något ändå händer med uppgifterna anmäler vi det till tillsynsmyndigheten inom {period} från att vi "
    "upptäckt det, om det inte är osannolikt att någon drabbas. Är risken hög för dig berättar vi det också för dig.",
    en="If something happens to the data despite this, we notify the supervisory authority within {period} of finding "
    "out, unless it is unlikely that anyone is affected. If the risk to you is high, we tell you too.",
)

_CHANGES_TITLE = Said(sv="När texten ändras", en="When this text changes")
_MATERIAL = Said(
    sv="Ändringar av betydelse berättar vi om {how}{before}.", en="We announce changes of substance {how}{before}."
)
_BEFORE = Said(sv=", minst {period} i förväg", en=", at least {period} in advance")
_OTHER = Said(sv="Mindre ändringar visas {how}.", en="Minor changes are shown {how}.")
_RENEW = Said(
    sv="Rör ändringen något som du har samtyckt till frågar vi dig igen.",
    en="If the change concerns something you have consented to, we ask you again.",
)
_SILENCE_ENDS = Said(sv="Svarar du inte upphör samtycket.", en="If you do not answer, the consent ends.")
_CHECK_BACK = Said(sv="Läs gärna texten igen då och då.", en="Please read this text again from time to time.")
_REVIEWED = Said(
    sv="Vi går igenom texten med högst {period} mellanrum.", en="We review this text at least every {period}."
)

_FOR_OTHERS_TITLE = Said(sv="Det vi gör åt andra", en="What we do for others")
_FOR_OTHERS = Said(
    sv="{activity}: här är vi personuppgiftsbiträde. Ansvarig är {controller}; vänd dig dit med din begäran.",
    en="{activity}: here we are a processor. The controller is {controller}; please send your request there.",
)


def erasure_blocks(voice: Voice) -> tuple[Block, ...]:
    """How soon what is due is gone, and what may be held longer."""
    model = voice.model
    tells = tuple(f"retention.{activity.name}" for activity in model.activities.values() if activity.keep)
    sweep = model.sweep
    claims = claims_words(("never-longer-than-needed", "least-data"), voice)
    words = (
        voice.say(_SWEPT, within=period_words(sweep.within, voice.language)) if sweep else "",
        claims,
    )
    told = " ".join(sentence for sentence in words if sentence)
    holds = tuple(Item((_hold(hold, voice),)) for hold in model.holds.values() if hold.kinds)
    if not told and not holds:
        return ()
    return (
        Heading(2, voice.say(_ERASURE_TITLE), "erasure"),
        *((Paragraph((told,), tells),) if told else ()),
        *((Paragraph((voice.say(_HOLDS),)), Items(holds)) if holds else ()),
    )


def security_blocks(voice: Voice) -> tuple[Block, ...]:
    """What the data are protected against, and what happens after a breach."""
    security = voice.model.security
    aims = voice.list(voice.term("measure-aim", aim) for one in security.measures.values() for aim in one.against)
    training = security.training
    protected = (
        voice.say(_AGAINST, aims=aims) if aims else "",
        voice.say(_TRAINED, period=period_between(training, voice.language)) if training else "",
        claims_words(("need-to-know",) if aims else ("secured", "need-to-know"), voice),
    )
    words = " ".join(sentence for sentence in protected if sentence)
    measures = tuple(f"security.{name}" for name in security.measures)
    within = security.breach_within
    breach = voice.say(_BREACH, period=period_words(within, voice.language)) if within else ""
    paragraphs = (
        *((Paragraph((words,), measures),) if words else ()),
        *((Paragraph((breach,), ("breach.routine",)),) if breach else ()),
    )
    return (Heading(2, voice.say(_SECURITY_TITLE), "security"), *paragraphs) if paragraphs else ()


def change_blocks(voice: Voice) -> tuple[Block, ...]:
    """How a reader learns of a change."""
    policy = voice.model.policy
    changes = policy.changes
    sentences = (
        _announced(voice),
        voice.say(_OTHER, how=_channels(changes.other, voice)) if changes.other else "",
        voice.say(_RENEW) if changes.consent == "renew" else "",
        voice.say(_SILENCE_ENDS) if changes.consent == "renew" and changes.silence_means == "end" else "",
        voice.say(_CHECK_BACK) if changes.check_back else "",
        voice.say(_REVIEWED, period=period_between(policy.review, voice.language)) if policy.review else "",
    )
    words = " ".join(sentence for sentence in sentences if sentence)
    tells = ("change.policy",)
    return (Heading(2, voice.say(_CHANGES_TITLE), "changes", tells), Paragraph((words,), tells)) if words else ()


def for_others_blocks(voice: Voice) -> tuple[Block, ...]:
    """What is done as a processor, so that nobody takes it for our own."""
    theirs = [activity for activity in voice.model.activities.values() if activity.on_behalf_of is not None]
    items = tuple(Item((_for_others(activity, voice),), (f"notice.{activity.name}",)) for activity in theirs)
    return (Heading(2, voice.say(_FOR_OTHERS_TITLE), "for-others"), Items(items)) if items else ()


def _hold(hold: HoldReason, voice: Voice) -> str:
    words = capitalised(voice.either(voice.term("hold-kind", kind) for kind in hold.kinds))
    if hold.about:
        words = voice.say(_HOLD_ABOUT, hold=words, subjects=voice.list(voice.subject(name) for name in hold.about))
    if hold.review is None:
        return f"{words}."
    return voice.say(_HOLD_REVIEW, hold=words, period=period_between(hold.review, voice.language))


def _announced(voice: Voice) -> str:
    changes = voice.model.policy.changes
    if not changes.material:
        return ""
    before = voice.say(_BEFORE, period=period_words(changes.before, voice.language)) if changes.before else ""
    return voice.say(_MATERIAL, how=_channels(changes.material, voice), before=before)


def _channels(channels: tuple[str, ...], voice: Voice) -> str:
    return voice.list(voice.term("tell-channel", channel) for channel in channels)


def _for_others(activity: ProcessingActivity, voice: Voice) -> str:
    controller = activity.on_behalf_of or ""
    told = voice.text(controller) if isinstance(controller, Text) else voice.subject(controller)
    return voice.say(_FOR_OTHERS, activity=capitalised(voice.purpose(activity)), controller=told)
