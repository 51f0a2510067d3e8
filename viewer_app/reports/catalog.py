"""The language of a PDF file, which Qt cannot set: added as an incremental update.

Screen readers choose their voice by ``Lang`` in the document catalogue (PDF 1.4, 9.8.1), and show
the title instead of the file's name where ``DisplayDocTitle`` asks for it (8.1).
"""

import re
from typing import Final

_ROOT: Final = re.compile(rb"/Root (\d+) 0 R")
_START: Final = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")


def name_language(pdf: bytes, tag: str) -> bytes:
    """``pdf`` with the language ``tag`` (BCP 47) and the wish to show its title.

    Only for files as Qt writes them: one cross-reference table, and the catalogue in an object of
    its own. Raises ValueError for others.
    """
    start = _START.search(pdf)
    trailer = pdf[pdf.rindex(b"trailer") :]
    root = _ROOT.search(trailer)
    if start is None or root is None:
        msg = "not a PDF file with a cross-reference table"
        raise ValueError(msg)
    number = int(root[1])
    begin = re.search(rb"(?:^|\n)%d 0 obj\s*<<" % number, pdf)
    if begin is None:
        msg = "the catalogue is not an object of its own"
        raise ValueError(msg)
    end = pdf.index(b"endobj", begin.end())
    entries = pdf[begin.end() : end].rstrip().removesuffix(b">>").strip()
    added = b"/Lang (%b)\n/ViewerPreferences << /DisplayDocTitle true >>" % tag.encode("ascii")
    catalog = b"%d 0 obj\n<<\n%b\n%b\n>>\nendobj\n" % (number, entries, added)
    body = pdf if pdf.endswith(b"\n") else pdf + b"\n"
    kept = trailer[trailer.index(b"<<") + 2 : trailer.rindex(b">>")].strip()
    return b"".join(
        (
            body,
            catalog,
            b"xref\n%d 1\n%010d 00000 n \n" % (number, len(body)),
            b"trailer\n<<\n%b\n/Prev %d\n>>\n" % (kept, int(start[1])),
            b"startxref\n%d\n%%%%EOF\n" % (len(body) + len(catalog)),
        )
    )
