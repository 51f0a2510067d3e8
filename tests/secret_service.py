"""The real Secret Service of the private session, through the package the program itself uses."""

import keyring
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError


def working_secret_service() -> KeyringBackend:
    """The Secret Service backend, shown to keep and give back a secret.

    Raises KeyringError where it does not; any other backend counts as none.
    """
    backend = keyring.get_keyring()
    if type(backend).__module__ != "keyring.backends.SecretService":
        raise KeyringError(f"the keyring in use is {backend}, not a Secret Service")
    backend.set_password("inzagestation-tests", "probe", "kept")
    if backend.get_password("inzagestation-tests", "probe") != "kept":
        raise KeyringError("the Secret Service lost a secret")
    backend.delete_password("inzagestation-tests", "probe")
    return backend
