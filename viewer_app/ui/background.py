"""Work that takes time, off the user interface's thread and back again."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from viewer_app.errors import InzageError

Result = TypeVar("Result")
_log = logging.getLogger(__name__)


class Lane(QObject):
    """One worker thread: work is done one after another, and answers come back to Qt's thread.

    Exactly one of ``done`` and ``failed`` is called for each piece of work. A failure that is not
    an InzageError is a defect: it is logged by its type alone, because its text may quote what it
    failed on, and reported as ``session.internal``.
    """

    _answered = Signal(object)

    def __init__(self, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._answered.connect(self._call)  # a slot of this object: called in its own thread
        self._open = True

    def run(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], object],
        failed: Callable[[InzageError], object],
    ) -> None:
        """Do ``work`` in the lane; then call ``done`` or ``failed`` in Qt's thread.

        Nothing is done any more once the lane was closed.
        """

        def job() -> None:
            try:
                result = work()
            except InzageError as error:
                self._answer(failed, error)
            except Exception as error:  # noqa: BLE001 - a defect must end the step, not the program
                _log.critical("a step failed with %s", type(error).__qualname__)
                self._answer(failed, InzageError("session.internal"))
            else:
                self._answer(done, result)

        if self._open:
            self._pool.submit(job)

    def close(self) -> None:
        """Finish the work under way, drop what has not begun, and answer nothing any more."""
        self._open = False
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _answer(self, call: Callable[[Any], object], value: object) -> None:
        if self._open:
            self._answered.emit(lambda: call(value))

    @Slot(object)
    def _call(self, answer: Callable[[], object]) -> None:
        if self._open:
            answer()
