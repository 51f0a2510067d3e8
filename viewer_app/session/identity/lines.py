"""The lines of a zone as they were typed or read, in memory that is wiped."""

from typing import Final

from viewer_app.evidence.secret import Secret
from viewer_app.held import Wipeable
from viewer_app.session.identity.errors import ZoneUnreadable
from viewer_app.session.identity.layout import SHAPES, Layout, Span

_BLANKS: Final = b" \t"
_LINE_ENDS: Final = b"\r\n"
_SYMBOLS: Final = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<")
"""Doc 9303-3, 4.3: all that may stand in a zone."""
_TO_UPPER: Final = 32
_ONE_BLOCK: Final = {90: Layout.TD1, 72: Layout.TD2, 88: Layout.TD3, 30: Layout.DRIVING_LICENCE}
"""By the number of characters, for readers that send no line ends."""


class Lines(Wipeable):
    """A zone of a known layout, each character of which may stand in a zone.

    Usable as a context manager, which wipes it. Its ``repr`` shows nothing of the text.
    """

    def __init__(self, symbols: Secret, layout: Layout) -> None:
        self._symbols = symbols
        self.layout = layout

    def symbols(self, span: Span) -> memoryview:
        """The characters at some positions, as ASCII, without a copy."""
        start = (span.line - 1) * SHAPES[self.layout].width
        return self._symbols.view[start + span.first - 1 : start + span.last]

    def wipe(self) -> None:
        """Overwrite the text. Safe to call twice."""
        self._symbols.wipe()


def lay_out(text: Secret) -> Lines:
    """The lines in a text, which stays as it is; small letters become capitals.

    Blanks are left out, and so are empty lines. Without any line end the number of characters tells
    the layout. Raises ZoneUnreadable: ``mrz.empty``, ``mrz.character``, ``mrz.visa`` and the codes
    of a wrong number of lines or characters.
    """
    symbols = Secret(len(text))
    try:
        lengths = _copy_symbols(text.view, symbols.view)
        return Lines(symbols, _layout(chr(symbols.view[0]), lengths))
    except BaseException:
        symbols.wipe()
        raise


def _copy_symbols(text: memoryview, symbols: memoryview) -> list[int]:
    """The lengths of the lines, without the empty ones."""
    lengths = [0]
    filled = 0
    for byte in text:
        if byte in _BLANKS:
            continue
        if byte in _LINE_ENDS:
            if lengths[-1]:
                lengths.append(0)
            continue
        symbol = byte - _TO_UPPER if ord("a") <= byte <= ord("z") else byte
        lengths[-1] += 1
        if symbol not in _SYMBOLS:
            raise ZoneUnreadable("mrz.character", line=len(lengths), position=lengths[-1])
        symbols[filled] = symbol
        filled += 1
    if not filled:
        raise ZoneUnreadable("mrz.empty")
    return lengths if lengths[-1] else lengths[:-1]


def _layout(first: str, lengths: list[int]) -> Layout:
    if first == "V":
        raise ZoneUnreadable("mrz.visa")
    if len(lengths) == 1:
        return _layout_of_one_block(first, lengths[0])
    layouts = {3: Layout.TD1, 2: Layout.TD3 if first == "P" else Layout.TD2}
    if len(lengths) not in layouts:
        raise ZoneUnreadable("mrz.line_count", lines=len(lengths))
    layout = layouts[len(lengths)]
    for line, length in enumerate(lengths, 1):
        if length != SHAPES[layout].width:
            raise ZoneUnreadable(
                "mrz.line_length", line=line, length=length, expected=SHAPES[layout].width
            )
    return layout


def _layout_of_one_block(first: str, length: int) -> Layout:
    licence = SHAPES[Layout.DRIVING_LICENCE]
    if first == "D":
        if length != licence.width:
            raise ZoneUnreadable("mrz.line_length", line=1, length=length, expected=licence.width)
        return Layout.DRIVING_LICENCE
    if length <= SHAPES[Layout.TD3].width:
        raise ZoneUnreadable("mrz.one_line")
    if length not in _ONE_BLOCK:
        raise ZoneUnreadable("mrz.length", length=length)
    return _ONE_BLOCK[length]
