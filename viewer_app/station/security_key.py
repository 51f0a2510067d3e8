"""A FIDO2 security key as a second factor: 32 bytes that only the key computes, when touched.

The extension hmac-secret (CTAP 2.1, section 12.5) gives HMAC-SHA256 over a salt of ours, under a
secret that the key made for one credential and never tells. The credential is made with neither a
name nor a place in the key's memory; its id stands in the person's file, and the key says nothing
to a station that does not have it.

The key verifies nobody: the passphrase is what a person knows, the key is what a person has. That
matters, since hmac-secret has one secret for a touch alone and another for a touch with a PIN or a
finger. A key set to ask for its PIN always is refused. Nor is the key's signature checked: a wrong
answer opens nothing.

Bytes that the package ``fido2`` hands over cannot be overwritten; what is handed on is a Secret.
"""

import secrets
import struct
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from viewer_app.evidence.secret import Secret
from viewer_app.session.ports import SignInRefused
from viewer_app.station.identity_lock import KeyAnswer, KeyCredential

if TYPE_CHECKING:
    from fido2.ctap import CtapDevice
    from fido2.ctap2.base import Ctap2
    from fido2.ctap2.pin import ClientPin

Result = TypeVar("Result")
Find = Callable[[], Sequence["CtapDevice"]]
"""The security keys plugged in now, opened; closed by whoever asked."""
AskPin = Callable[[], str]
"""The key's own PIN, which some keys want before they make a credential."""

PATIENCE_S: Final = 30.0
"""How long a touch is waited for."""
_GRACE_S: Final = 5.0
"""How long a key may take to give up; a broken one is then left alone."""
_RELYING_PARTY: Final = "inzagestation"
_ES256: Final = {"type": "public-key", "alg": -7}
_HMAC_SECRET: Final = "hmac-secret"  # noqa: S105 - the extension's name
_SALT_BYTES: Final = 32
_ANSWER_BYTES: Final = 32

_MEANINGS: Final = {
    "NO_CREDENTIALS": "security_key.other",
    "INVALID_CREDENTIAL": "security_key.other",
    "USER_ACTION_TIMEOUT": "security_key.untouched",
    "ACTION_TIMEOUT": "security_key.untouched",
    "OPERATION_DENIED": "security_key.untouched",
    "KEEPALIVE_CANCEL": "security_key.untouched",
    "PUAT_REQUIRED": "security_key.pin_always",
    "UNSUPPORTED_EXTENSION": "security_key.unsuitable",
    "UNSUPPORTED_ALGORITHM": "security_key.unsuitable",
    "PIN_INVALID": "security_key.pin_wrong",
    "PIN_BLOCKED": "security_key.pin_blocked",
    "PIN_AUTH_BLOCKED": "security_key.pin_replug",
}
"""Status codes of CTAP 2.1, section 8.2, that a person can do something about."""


def plugged_in() -> Sequence["CtapDevice"]:
    """The security keys on this machine's USB ports, found without opening any other device.

    Raises SignInRefused (``security_key.system`` where this is not Linux, ``security_key.denied``
    where this user may not use the key), OSError.
    """
    if sys.platform != "linux":
        raise SignInRefused("security_key.system")
    from fido2.hid import CtapHidDevice  # noqa: PLC0415 - seldom needed
    from fido2.hid.base import parse_report_descriptor  # noqa: PLC0415
    from fido2.hid.linux import get_descriptor, open_connection  # noqa: PLC0415

    found = []
    for device in sorted(Path("/sys/class/hidraw").glob("hidraw*")):
        try:
            parse_report_descriptor((device / "device/report_descriptor").read_bytes())
        except (OSError, ValueError, struct.error):
            continue  # a keyboard, a mouse
        try:
            descriptor = get_descriptor(f"/dev/{device.name}")
            found.append(CtapHidDevice(descriptor, open_connection(descriptor)))
        except PermissionError:
            raise SignInRefused("security_key.denied") from None
    return found


class SecurityKeys:
    """Asks the key that is plugged in; never in the user interface's thread, since it waits.

    Everything that waits raises SignInRefused with a code ``security_key.…``.
    """

    def __init__(
        self,
        touch: Callable[[bool], None] | None = None,
        find: Find = plugged_in,
        patience_s: float = PATIENCE_S,
    ) -> None:
        """``touch`` is told True when the key waits for a touch, and False when it does not.

        It is called in some other thread.
        """
        self._touch = touch or (lambda _: None)
        self._find = find
        self._patience_s = patience_s
        self._stop = threading.Event()

    def register(self, ask_pin: AskPin) -> KeyAnswer:
        """Make a credential on the one key plugged in, and its answer; two touches.

        The answer is wiped by the caller. ``ask_pin`` is called where the key wants its PIN.
        """

        def work(stop: threading.Event) -> KeyAnswer:
            with self._opened() as keys:
                if len(keys) > 1:
                    raise SignInRefused("security_key.several")
                made = self._make(keys[0], ask_pin, stop)
                credential = KeyCredential(made, secrets.token_bytes(_SALT_BYTES))
                return KeyAnswer(credential, self._compute(keys[0], credential, stop))

        # Nobody types a PIN in the time of a touch.
        return self._in_time(work, patience_s=10 * self._patience_s)

    def answer(self, credential: KeyCredential) -> KeyAnswer:
        """What the key that holds ``credential`` computes, once touched; wiped by the caller."""

        def work(stop: threading.Event) -> KeyAnswer:
            with self._opened() as keys:
                key = next((key for key in keys if _holds(key, credential)), None)
                if key is None:
                    raise SignInRefused("security_key.other")
                return KeyAnswer(credential, self._compute(key, credential, stop))

        return self._in_time(work, self._patience_s)

    def cancel(self) -> None:
        """Give up what is waited for now, if anything."""
        self._stop.set()

    # --- inside --------------------------------------------------------------------------------

    @contextmanager
    def _opened(self) -> Iterator[list["Ctap2"]]:
        from fido2.ctap2.base import Ctap2  # noqa: PLC0415
        from fido2.hid import CAPABILITY  # noqa: PLC0415

        with ExitStack() as close:
            devices = [close.enter_context(device) for device in self._find()]
            if not devices:
                raise SignInRefused("security_key.absent")
            keys = [Ctap2(device) for device in devices if device.capabilities & CAPABILITY.CBOR]
            if not keys:
                raise SignInRefused("security_key.unsuitable")
            yield keys

    def _make(self, key: "Ctap2", ask_pin: AskPin, stop: threading.Event) -> bytes:
        """The id of a new credential."""
        if _HMAC_SECRET not in key.info.extensions:
            raise SignInRefused("security_key.unsuitable")
        if key.info.options.get("alwaysUv"):
            raise SignInRefused("security_key.pin_always")
        challenge = secrets.token_bytes(32)
        permission: dict[str, Any] = {}
        if key.info.options.get("clientPin") and not key.info.options.get("makeCredUvNotRqd"):
            pin = _client_pin(key)
            token = pin.get_pin_token(ask_pin(), pin.PERMISSION.MAKE_CREDENTIAL, _RELYING_PARTY)
            permission = {
                "pin_uv_param": pin.protocol.authenticate(token, challenge),
                "pin_uv_protocol": pin.protocol.VERSION,
            }
        made = key.make_credential(
            challenge,
            {"id": _RELYING_PARTY, "name": _RELYING_PARTY},
            {"id": secrets.token_bytes(32), "name": _RELYING_PARTY},
            [_ES256],
            extensions={_HMAC_SECRET: True},
            **permission,
            event=stop,
            on_keepalive=self._keep_alive,
        ).auth_data
        self._touch(False)
        if made.credential_data is None or not (made.extensions or {}).get(_HMAC_SECRET):
            raise SignInRefused("security_key.unsuitable")
        return bytes(made.credential_data.credential_id)

    def _compute(self, key: "Ctap2", credential: KeyCredential, stop: threading.Event) -> Secret:
        from fido2.ctap2.extensions import HmacSecretExtension  # noqa: PLC0415
        from fido2.webauthn import PublicKeyCredentialRequestOptions  # noqa: PLC0415

        challenge = secrets.token_bytes(32)
        asked = PublicKeyCredentialRequestOptions(
            challenge=challenge, extensions={"hmacGetSecret": {"salt1": credential.salt}}
        )
        extension = HmacSecretExtension(allow_hmac_secret=True)
        exchange = extension.get_assertion(key, asked, _client_pin(key).protocol)
        if exchange is None:
            raise SignInRefused("security_key.unsuitable")
        given = key.get_assertion(
            _RELYING_PARTY,
            challenge,
            [_descriptor(credential)],
            exchange.prepare_inputs(None, None),
            event=stop,
            on_keepalive=self._keep_alive,
        )
        if given.auth_data.is_user_verified():
            raise SignInRefused("security_key.pin_always")
        outputs = exchange.prepare_outputs(given, None)
        if not given.auth_data.is_user_present() or outputs is None:
            raise SignInRefused("security_key.unsuitable")
        output = outputs["hmacGetSecret"].output1
        if len(output) != _ANSWER_BYTES:
            raise SignInRefused("security_key.unsuitable")
        return Secret.take(bytearray(output))

    def _keep_alive(self, status: int) -> None:
        from fido2.ctap import STATUS  # noqa: PLC0415

        self._touch(status == STATUS.UPNEEDED)

    def _in_time(self, work: Callable[[threading.Event], Result], patience_s: float) -> Result:
        """Do it in a thread that can be left behind: a broken key may never answer."""
        stop = self._stop = threading.Event()
        late = threading.Event()
        outcome: list[Result | Exception] = []

        def run() -> None:
            try:
                outcome.append(work(stop))
            except Exception as error:  # noqa: BLE001 - a key says whatever it likes
                outcome.append(error)

        thread = threading.Thread(target=run, name="security-key", daemon=True)
        thread.start()
        thread.join(patience_s)
        if thread.is_alive():
            late.set()
            stop.set()
            thread.join(_GRACE_S)
        self._touch(False)
        if not outcome:
            raise SignInRefused("security_key.failed", reason="TIMEOUT")
        if isinstance(outcome[0], Exception):
            cancelled = stop.is_set() and not late.is_set()
            raise _refusal(outcome[0], cancelled=cancelled) from None
        return outcome[0]


def _holds(key: "Ctap2", credential: KeyCredential) -> bool:
    """Whether it knows this credential: asked without a touch (CTAP 2.1, section 6.2, ``up``)."""
    from fido2.ctap import CtapError  # noqa: PLC0415

    try:
        key.get_assertion(
            _RELYING_PARTY,
            secrets.token_bytes(32),
            [_descriptor(credential)],
            options={"up": False},
        )
    except CtapError as error:
        if _meaning(error) == "security_key.other":
            return False
        raise
    return True


def _descriptor(credential: KeyCredential) -> Mapping[str, Any]:
    return {"type": "public-key", "id": credential.id}


def _client_pin(key: "Ctap2") -> "ClientPin":
    from fido2.ctap2.pin import ClientPin  # noqa: PLC0415

    try:
        return ClientPin(key)
    except ValueError:  # it has no way of keeping the answer from whoever listens on the wire
        raise SignInRefused("security_key.unsuitable") from None


def _meaning(error: Exception) -> str | None:
    return _MEANINGS.get(getattr(getattr(error, "code", None), "name", ""))


def _refusal(error: Exception, *, cancelled: bool) -> SignInRefused:
    """Only what kind of error it is: its words may quote what was said to the key."""
    if cancelled:
        return SignInRefused("security_key.cancelled")
    if isinstance(error, SignInRefused):
        return error
    code = getattr(getattr(error, "code", None), "name", type(error).__name__)
    return SignInRefused(_meaning(error) or "security_key.failed", reason=code)
