"""Tell what a declaration means as texts that people read.

In:   `Model`, the language, the form.       Out:  the text, the same for the same model.
Never: reads a file or a clock, tells what is not declared.

The idea in one read: `policy` tells a model as a `Document` of blocks, each with the ids of the promises that it
tells; `html_page`, `markdown` and `plain_text` print a document. Whoever wants one string asks `render`. Every other
text, and every register, is in `catalogue`.
Law:  GDPR Art. 12-14.
Kept true by: tests/unit/documents/, tests/golden/policy/.
"""

from typing import Literal, assert_never

from lofte.documents.blocks import Document, telling_anchors
from lofte.documents.html import html_article, html_page
from lofte.documents.language import LANGUAGES
from lofte.documents.markdown import markdown
from lofte.documents.plain_text import plain_text
from lofte.documents.policy import policy
from lofte.model import Model

__all__ = [
    "LANGUAGES",
    "Document",
    "Form",
    "html_article",
    "html_page",
    "markdown",
    "plain_text",
    "policy",
    "render",
    "telling_anchors",
]

Form = Literal["html", "markdown", "text"]


def render(model: Model, language: str, form: Form, style: str = "") -> str:
    """The policy of a model in `sv` or `en`; `style` is a style sheet for the head of an HTML page."""
    document = policy(model, language)
    match form:
        case "html":
            return html_page(document, style)
        case "markdown":
            return markdown(document)
        case "text":
            return plain_text(document)
        case _:
            assert_never(form)
