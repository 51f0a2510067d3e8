"""What somebody can do who does not agree with what the municipality decided about their viewing.

Under either law an objection can be made within six weeks (Algemene wet bestuursrecht art. 6:7; AVG
by UAVG art. 34, Wpg by art. 29), and a complaint goes to the Autoriteit Persoonsgegevens.
"""

from viewer_app import messages
from viewer_app.messages import Language


def tell_remedies(municipality: str, language: Language) -> tuple[str, ...]:
    """A sentence or more for each way there is, at language level B1."""
    return (
        messages.text("letter.objection", language, {"name": municipality}),
        messages.text("letter.complaint", language),
    )


def tell_law(regime: str, municipality: str, language: Language) -> str:
    """By which law a refusal is a decision; ``regime``: ``avg`` or ``wpg``."""
    return messages.text(f"letter.law_{regime}", language, {"name": municipality})
