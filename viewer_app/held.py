"""What is held for a while, and let go where its ``with`` ends, whatever happened in it."""

from abc import ABC, abstractmethod
from typing import Self


class Closable(ABC):
    """Holds something of the system until ``close``: a file, a library's memory."""

    __slots__ = ()

    @abstractmethod
    def close(self) -> None:
        """Let it go. Safe to call twice."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Wipeable(ABC):
    """Holds a secret until ``wipe``."""

    __slots__ = ()

    @abstractmethod
    def wipe(self) -> None:
        """Overwrite it. Safe to call twice."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.wipe()
