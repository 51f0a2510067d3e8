"""The station's anchor key: what witnesses know a station by.

The key that signs events changes with every session; a witness pins one that stays. It is derived
from the station secret (HKDF-SHA256, RFC 5869), so it stands nowhere and needs no place of its own
in the keyring.
"""

from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from viewer_app.evidence.secret import Secret
from viewer_app.station.enrolment import STATION_SECRET
from viewer_app.vault import Vault

_INFO: Final = b"inzagestation/anchor-key/v1"
_KEY_BYTES: Final = 32


def anchor_signer(vault: Vault) -> Ed25519PrivateKey:
    """The private key, the same each time. Raises VaultError."""
    kdf = HKDF(SHA256(), length=_KEY_BYTES, salt=None, info=_INFO)
    with vault.take(STATION_SECRET) as secret, Secret(_KEY_BYTES) as seed:
        kdf.derive_into(secret.view, seed.view)
        return Ed25519PrivateKey.from_private_bytes(seed.view)
