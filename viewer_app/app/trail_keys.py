"""The audit key in the keyring, and the change to the next one.

Two places in the keyring take turns. The next key stands in the free place before the trail names
it, and the old one goes after that: whenever the station stops, the key that the trail asks for is
there. What else is there then was never used, or is no longer.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from viewer_app.audit.note import VerifierKey
from viewer_app.evidence.secret import Secret
from viewer_app.station.enrolment import AUDIT_KEY, OTHER_AUDIT_KEY
from viewer_app.vault import Vault, VaultError

_PLACES: Final = (AUDIT_KEY, OTHER_AUDIT_KEY)
_KEY_BYTES: Final = 32


class TrailKeys:
    """The two places, and which of them holds the key in force."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._place = AUDIT_KEY

    def candidates(self) -> Iterator[Ed25519PrivateKey]:
        """The keys there are, to be tried on the trail; ``settle`` on the one that fits.

        Raises VaultError (``keyring.lost`` where there is none at all).
        """
        found = [place for place in _PLACES if self._vault.holds(place)]
        for place in found or [AUDIT_KEY]:
            self._place = place
            yield self._take(place)

    def settle(self) -> None:
        """The last candidate is the key in force: destroy what is in the other place."""
        with suppress(VaultError):  # tried again at the next start
            self._vault.remove(self._free)

    def change(self, sign_from_now_on: Callable[[Ed25519PrivateKey], object]) -> None:
        """Make a new key, have the trail name it, and destroy the old one.

        Raises VaultError, with the old key in force; or what ``sign_from_now_on`` raises, and then
        only the trail can tell which key is in force: both stay until the next start.
        """
        with Secret.random(_KEY_BYTES) as key:
            self._vault.put(self._free, key)
        sign_from_now_on(self._take(self._free))
        self._place = self._free
        self.settle()

    def resume(
        self, sign_from_now_on: Callable[[Ed25519PrivateKey], object], key: VerifierKey
    ) -> None:
        """Take up a change to this key, which the trail names already. Raises as ``change``."""
        signer = self._take(self._free)
        if VerifierKey.of(key.name, signer) != key:
            raise VaultError("keyring.lost", key=self._free)
        sign_from_now_on(signer)
        self._place = self._free
        self.settle()

    @property
    def _free(self) -> str:
        return next(place for place in _PLACES if place != self._place)

    def _take(self, place: str) -> Ed25519PrivateKey:
        with self._vault.take(place) as key:
            return Ed25519PrivateKey.from_private_bytes(key.view)
