"""What of the running program stands open, and what of that the municipality's rules accept."""

import sys
from typing import Final

from viewer_app.playback import library
from viewer_app.session.policy import Demand, Policy
from viewer_app.session.ports import Json
from viewer_app.station import hardening, protection, sandbox, swap

LIBVLC_NOT_OWN: Final = "player.libvlc_not_own"
_FINDINGS_TOLD: Final = 16
_LONGEST_TOLD: Final = 80


def unaccepted(policy: Policy) -> tuple[str, ...]:
    """What keeps real recordings closed now: message codes, each with its detail after a colon.

    Empty is good. libVLC is the one that was loaded, not the one that lies on the disk by now.
    """
    found = [each for each in protection.weaknesses() if not protection.is_accepted(each, policy)]
    required = sys.platform == "linux" and policy.own_libvlc is Demand.REQUIRED
    if required and not library.start().is_own:
        found.append(LIBVLC_NOT_OWN)
    return tuple(found)


def describe(policy: Policy) -> dict[str, Json]:
    """The same for ``station.started``: what stands open, what is accepted, and what holds."""
    found = [finding[:_LONGEST_TOLD] for finding in protection.weaknesses()]
    seccomp, landlock = sandbox.in_force() if sys.platform == "linux" else (False, False)
    return {
        "hardening": found[:_FINDINGS_TOLD],
        "accepted": [weakness.value for weakness in policy.accepted],
        "process": {
            **hardening.read_process(),
            "heap_cleared": "hardening.heap_not_cleared" not in found,
            "secrets": protection.where_secrets_are(),
            "swap": swap.look().kind.value if sys.platform == "linux" else "",
        },
        "sandbox": {
            "rule": policy.sandbox.value,
            "seccomp": seccomp,
            "landlock": landlock,
            "landlock_abi": sandbox.available().landlock_abi,
        },
        "libvlc": {
            "rule": policy.own_libvlc.value,
            "own": library.start().is_own,
        },
    }
