"""What keeps the program's memory to itself: the process and the machine, as they are now.

The finding is one thing, the judgement another: the municipality's rules name what real recordings
may open in spite of (``Policy.accepted``), and nothing else is overlooked.
"""

import sys
from pathlib import Path
from typing import Final

from viewer_app.evidence.secret import Secret
from viewer_app.session.policy import Policy
from viewer_app.station import hardening, swap

_PREFIX: Final = "hardening."
MEMORY_NOT_LOCKED: Final = "hardening.memory_not_locked"
SWAP_OPEN: Final = "hardening.swap_open"


def weaknesses(root: Path = Path("/")) -> tuple[str, ...]:
    """Everything that is wrong, as message codes; empty is good.

    ``hardening.`` and the value of a ``Weakness``, with the name of what brought it in where there
    is one (``hardening.foreign_code:LD_PRELOAD``). Hardens the process again where that can still
    be done. ``root`` is where the kernel's files are.
    """
    found = list(hardening.harden())
    if sys.platform == "linux":
        if not locks_memory():
            found.append(MEMORY_NOT_LOCKED)
        open_ = swap.look(root)
        if open_.kind is swap.Kind.OPEN:
            found.extend(f"{SWAP_OPEN}:{where}" for where in open_.where)
    return tuple(found)


def is_accepted(finding: str, policy: Policy) -> bool:
    """Whether the rules let real recordings open in spite of this one of ``weaknesses``."""
    name = finding.partition(":")[0].removeprefix(_PREFIX)
    return name in policy.accepted


def locks_memory() -> bool:
    """Whether a key or a passphrase of now would be kept out of swap."""
    with Secret(1) as probe:
        return probe.locked


def where_secrets_are() -> str:
    """In what memory a key of now would be: ``hidden``, ``locked`` or ``ordinary``."""
    with Secret(1) as probe:
        return "hidden" if probe.hidden else "locked" if probe.locked else "ordinary"
