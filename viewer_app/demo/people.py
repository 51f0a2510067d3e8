"""Who is in the demonstration. Nobody of them exists."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from viewer_app.evidence.secret import Secret


@dataclass(frozen=True)
class Person:
    """Somebody who can sign in to the demonstration station, with a passphrase for all to know."""

    name: str
    passphrase: str

    def secret(self) -> Secret:
        """The passphrase as the station takes it, to be wiped by the caller."""
        return Secret.take(bytearray(self.passphrase.encode("utf-8")))


SUPERVISOR: Final = Person("j.devries", "vier blauwe fietsen bij de brug")
AUDITOR: Final = Person("fg.bakker", "zeven stille lampen aan de kade")

VISITOR: Final = "Willeke Liselotte de Bruijn"
"""The name on the specimens of Dutch identity documents."""
VISITOR_BORN: Final = date(1965, 3, 10)
