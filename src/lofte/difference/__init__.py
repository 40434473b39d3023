"""Say in meaning what differs between two models: what changed, whom it touches, how much it weighs.

In:   two `Model`s: the one before, the one after.       Out:  a `Difference`: closed data, and its words.
Never: compares texts; loses a fact; reads a file or a clock.

The idea in one read: `facts` finds every fact in which the canonical JSON of two models differs. `judging` gives each
fact to the judge of its place, who says what it means; what no judge can say is a change of wording, or of what is
told to nobody. `retention` says which of two rules keeps longer. `kinds` holds the weight and the law of each kind,
`renewal` when a consent must be asked anew, `telling` the words, `as_json` the form for programs.
Law:  GDPR Art. 5(2), 7, 13(3), 14(4); WP260 rev.01 29-32.
Kept true by: tests/unit/difference/, PROMISES.md P-24.
"""

from lofte.difference.as_json import difference_json
from lofte.difference.change import Change, Difference, Kind, Part, Renewal, Weight
from lofte.difference.facts import ABSENT, Fact, facts
from lofte.difference.judging import difference
from lofte.difference.kinds import KINDS, mirrored
from lofte.difference.telling import change_sentence, changes_document

__all__ = [
    "ABSENT",
    "KINDS",
    "Change",
    "Difference",
    "Fact",
    "Kind",
    "Part",
    "Renewal",
    "Weight",
    "change_sentence",
    "changes_document",
    "difference",
    "difference_json",
    "facts",
    "mirrored",
]
