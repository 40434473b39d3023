"""Hold one sentence for each kind of change, in both languages.

In:   nothing.       Out:  `SENTENCES`.
Never: says whom it touches or what it weighs; that is said beside it.

The idea in one read: `{name}` is the thing that the change is about, `{detail}` what it says besides.
Law:  GDPR Art. 12(1).
Kept true by: tests/unit/difference/test_telling.py (each kind has one)
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from lofte.difference.change import Kind
from lofte.documents.language import Said

SENTENCES: Final[Mapping[Kind, Said]] = MappingProxyType(
    {
        Kind.CONTROLLER_ADDED: Said(sv="{name}: är nu personuppgiftsansvarig.", en="{name}: is now a controller."),
        Kind.CONTROLLER_REMOVED: Said(
            sv="{name}: är inte längre personuppgiftsansvarig.", en="{name}: is no longer a controller."
        ),
        Kind.CONTROLLER_CHANGED: Said(
            sv="{name}: det som sägs om vem som är personuppgiftsansvarig är ändrat.",
            en="{name}: what is said of who is the controller has changed.",
        ),
        Kind.SUBJECT_ADDED: Said(
            sv="{name}: en kategori av registrerade som inte nämndes här förut.",
            en="{name}: a category of data subjects that was not named here before.",
        ),
        Kind.SUBJECT_REMOVED: Said(
            sv="{name}: uppgifter om den här kategorin används inte längre här.",
            en="{name}: data about this category are no longer used here.",
        ),
        Kind.SUBJECT_CHANGED: Said(
            sv="{name}: vad som menas med kategorin är ändrat.", en="{name}: what the category means has changed."
        ),
        Kind.PURPOSE_ADDED: Said(sv="{name}: ett nytt ändamål.", en="{name}: a new purpose."),
        Kind.FURTHER_PURPOSE: Said(
            sv="{name}: ett nytt ändamål för uppgifter som redan har samlats in ({detail}).",
            en="{name}: a new purpose for data already collected ({detail}).",
        ),
        Kind.PURPOSE_REMOVED: Said(
            sv="{name}: uppgifter används inte längre till det här.", en="{name}: data are no longer used for this."
        ),
        Kind.PURPOSE_CHANGED: Said(sv="{name}: ändamålet är ändrat.", en="{name}: the purpose has changed."),
        Kind.BASIS_CHANGED: Said(
            sv="{name}: den rättsliga grunden är ändrad.", en="{name}: the legal basis has changed."
        ),
        Kind.CONSENT_ADDED: Said(
            sv="{name}: samtycket har ett eget namn från nu.", en="{name}: the consent is one of its own from now on."
        ),
        Kind.CONSENT_REMOVED: Said(
            sv="{name}: det tidigare samtycket används inte längre.",
            en="{name}: the earlier consent is no longer used.",
        ),
        Kind.CONSENT_CHANGED: Said(
            sv="{name}: det man samtycker till, eller hur, är ändrat.",
            en="{name}: what is consented to, or how, has changed.",
        ),
        Kind.DATA_ADDED: Said(sv="{name}: används nu.", en="{name}: now used."),
        Kind.DATA_REMOVED: Said(sv="{name}: används inte längre här.", en="{name}: no longer used here."),
        Kind.DATA_CHANGED: Said(
            sv="{name}: vad det är för slags uppgifter är ändrat.",
            en="{name}: what kind of data these are has changed.",
        ),
        Kind.REQUIRED_CHANGED: Said(
            sv="{name}: vilka uppgifter man måste lämna, eller vad som annars händer, är ändrat.",
            en="{name}: which data must be provided, or what happens otherwise, has changed.",
        ),
        Kind.SOURCE_ADDED: Said(
            sv="{name}: uppgifter hämtas nu också härifrån.", en="{name}: data now come from here too."
        ),
        Kind.SOURCE_REMOVED: Said(
            sv="{name}: uppgifter hämtas inte längre härifrån.", en="{name}: data no longer come from here."
        ),
        Kind.SOURCE_CHANGED: Said(
            sv="{name}: det som sägs om varifrån uppgifterna kommer är ändrat.",
            en="{name}: what is said of where the data come from has changed.",
        ),
        Kind.RECIPIENT_ADDED: Said(sv="{name}: en ny mottagare av uppgifter.", en="{name}: a new recipient of data."),
        Kind.RECIPIENT_REMOVED: Said(
            sv="{name}: får inte längre några uppgifter.", en="{name}: no longer receives any data."
        ),
        Kind.RECIPIENT_CHANGED: Said(
            sv="{name}: det som sägs om vem som får uppgifterna är ändrat.",
            en="{name}: what is said of who receives the data has changed.",
        ),
        Kind.DISCLOSURE_ADDED: Said(
            sv="{name}: får nu uppgifter också för det här.", en="{name}: now receives data for this too."
        ),
        Kind.DISCLOSURE_REMOVED: Said(
            sv="{name}: får inte längre uppgifter för det här.", en="{name}: no longer receives data for this."
        ),
        Kind.DISCLOSURE_WIDENED: Said(sv="{name}: får nu också {detail}.", en="{name}: now also receives {detail}."),
        Kind.DISCLOSURE_NARROWED: Said(
            sv="{name}: får inte längre {detail}.", en="{name}: no longer receives {detail}."
        ),
        Kind.TRANSFER_ADDED: Said(
            sv="{name}: uppgifter förs nu till ett land utanför EU/EES: {detail}.",
            en="{name}: data now go to a country outside the EU/EEA: {detail}.",
        ),
        Kind.TRANSFER_REMOVED: Said(
            sv="{name}: uppgifter förs inte längre till {detail}.", en="{name}: data no longer go to {detail}."
        ),
        Kind.SAFEGUARD_CHANGED: Said(
            sv="{name}: grunden för att föra uppgifter ut ur EU/EES är ändrad.",
            en="{name}: the ground on which data leave the EU/EEA has changed.",
        ),
        Kind.RETENTION_LENGTHENED: Said(
            sv="{name}: uppgifterna sparas längre.", en="{name}: the data are kept longer."
        ),
        Kind.RETENTION_SHORTENED: Said(
            sv="{name}: uppgifterna sparas kortare tid.", en="{name}: the data are kept for a shorter time."
        ),
        Kind.RETENTION_CHANGED: Said(
            sv="{name}: hur länge uppgifterna sparas är ändrat.", en="{name}: how long the data are kept has changed."
        ),
        Kind.RETENTION_STATED: Said(
            sv="{name}: nu sägs hur länge uppgifterna sparas.", en="{name}: it is now said how long the data are kept."
        ),
        Kind.RETENTION_UNSTATED: Said(
            sv="{name}: hur länge uppgifterna sparas sägs inte längre.",
            en="{name}: how long the data are kept is no longer said.",
        ),
        Kind.HOLD_ADDED: Said(
            sv="{name}: uppgifter kan nu sparas längre av det här skälet.",
            en="{name}: data may now be kept longer for this reason.",
        ),
        Kind.HOLD_REMOVED: Said(
            sv="{name}: uppgifter sparas inte längre av det här skälet.",
            en="{name}: data are no longer kept longer for this reason.",
        ),
        Kind.HOLD_CHANGED: Said(
            sv="{name}: när uppgifter kan sparas längre är ändrat.",
            en="{name}: when data may be kept longer has changed.",
        ),
        Kind.SWEEP_LATER: Said(
            sv="{name}: när tiden är ute tas uppgifterna bort senare.",
            en="{name}: the data are removed later after their time is up.",
        ),
        Kind.SWEEP_EARLIER: Said(
            sv="{name}: när tiden är ute tas uppgifterna bort tidigare.",
            en="{name}: the data are removed sooner after their time is up.",
        ),
        Kind.PROFILING_ADDED: Said(
            sv="{name}: människor bedöms nu automatiskt.", en="{name}: people are now assessed automatically."
        ),
        Kind.PROFILING_REMOVED: Said(
            sv="{name}: ingen bedöms längre automatiskt.", en="{name}: nobody is assessed automatically any more."
        ),
        Kind.PROFILING_CHANGED: Said(
            sv="{name}: hur människor bedöms automatiskt är ändrat.",
            en="{name}: how people are assessed automatically has changed.",
        ),
        Kind.CHANNEL_ADDED: Said(sv="{name}: nu också genom {detail}.", en="{name}: now also by {detail}."),
        Kind.CHANNEL_REMOVED: Said(sv="{name}: inte längre genom {detail}.", en="{name}: no longer by {detail}."),
        Kind.MARKETING_CHANGED: Said(
            sv="{name}: hur man slipper reklam, eller när den får skickas, är ändrat.",
            en="{name}: how marketing is stopped, or when it may be sent, has changed.",
        ),
        Kind.COOKIE_ADDED: Said(sv="{name}: lagras nu i webbläsaren.", en="{name}: now stored in the browser."),
        Kind.COOKIE_REMOVED: Said(
            sv="{name}: lagras inte längre i webbläsaren.", en="{name}: no longer stored in the browser."
        ),
        Kind.COOKIE_CHANGED: Said(
            sv="{name}: det som lagras i webbläsaren är ändrat.",
            en="{name}: what is stored in the browser has changed.",
        ),
        Kind.COOKIE_CHOICE_CHANGED: Said(
            sv="{name}: hur man väljer vad som lagras i webbläsaren är ändrat.",
            en="{name}: how one chooses what is stored in the browser has changed.",
        ),
        Kind.RIGHT_ADDED: Said(sv="{name}: nämns nu.", en="{name}: now named."),
        Kind.RIGHT_REMOVED: Said(sv="{name}: nämns inte längre.", en="{name}: no longer named."),
        Kind.RIGHT_WIDENED: Said(sv="{name}: gäller nu i fler fall.", en="{name}: now applies in more cases."),
        Kind.RIGHT_NARROWED: Said(sv="{name}: gäller nu i färre fall.", en="{name}: now applies in fewer cases."),
        Kind.RIGHT_CHANGED: Said(sv="{name}: det som sägs är ändrat.", en="{name}: what is said has changed."),
        Kind.REQUESTS_CHANGED: Said(sv="{name}: det är ändrat.", en="{name}: this has changed."),
        Kind.CONTACT_CHANGED: Said(
            sv="{name}: vart man vänder sig är ändrat.", en="{name}: where to turn has changed."
        ),
        Kind.CLAIM_ADDED: Said(sv="{name}: ett nytt löfte.", en="{name}: a new promise."),
        Kind.CLAIM_REMOVED: Said(
            sv="{name}: det löftet ges inte längre.", en="{name}: that promise is no longer given."
        ),
        Kind.CLAIM_CHANGED: Said(
            sv="{name}: vad löftet gäller är ändrat.", en="{name}: what the promise covers has changed."
        ),
        Kind.SECURITY_CHANGED: Said(
            sv="{name}: hur uppgifterna skyddas är ändrat.", en="{name}: how the data are protected has changed."
        ),
        Kind.NOTICE_OF_CHANGES_CHANGED: Said(
            sv="{name}: hur man får veta att texten ändras är ändrat.",
            en="{name}: how people are told of changes has changed.",
        ),
        Kind.VERSION_CHANGED: Said(
            sv="{name}: har ett nytt nummer eller en ny dag.", en="{name}: has another number or another day."
        ),
        Kind.WORDING: Said(sv="{name}: andra ord.", en="{name}: other words."),
        Kind.SAME_MEANING: Said(
            sv="{name}: skrivet på ett annat sätt, samma betydelse ({keys}).",
            en="{name}: written otherwise, the same meaning ({keys}).",
        ),
        Kind.UNTOLD: Said(
            sv="{name}: hur löftena hålls, inte vad de är ({keys}).",
            en="{name}: how promises are kept, not what they are ({keys}).",
        ),
    }
)
"""Every kind."""
