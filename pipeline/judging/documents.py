"""Which of the files in a folder are notices, so that nobody is asked about a README."""

from __future__ import annotations

from ...schemas import Notice


def is_notice(notice: Notice) -> bool:
    """Whether a text has anything of a notice: a number or a title, or sections under a head of which something was read."""
    head = notice.document
    if head.doc_number or head.title:
        return True
    return bool(notice.sections and (head.genre or head.issuers or head.addressees or head.issued_on))
