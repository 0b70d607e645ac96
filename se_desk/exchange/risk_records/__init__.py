"""The risk record: built, read strictly, checked, and shown in words. Bytes and records in and out.

What may live here: everything about the record file of RISK-RECORD, format "sedesk-risk-record/1", that
needs no database, no clock and no window. The way through it:

* ``build_record(entries, seed, exported_at, about, flags, hidden) -> bytes`` makes the signed file.
* ``read_record(data) -> Record`` reads one strictly; raises ``BadRecord`` (or ``NotJson``).
* ``verify(data, receipts, key, authority) -> Verdict`` with the codes of ``se-desk verify``; raises nothing.
  ``verify_file(path, receipts, key, authority)`` reads no more of a file than a record may weigh.
* ``record_page(record) -> Page`` says it in words, for every painter; ``as_html``, ``as_markdown`` and
  the PDF painter of the window all show that page. ``how_to_check()`` is the text beside the files.
* ``cover_sheet(occasion, records) -> Document`` lies on top of several deals' records.
* ``stamps`` and ``stamp_check`` (RFC 3161) ask for time stamps and check them; ``der`` is what they are
  written in.
* ``public_key(seed)`` and ``record_files(title)`` for those who keep keys and write folders.
"""

from se_desk.exchange.risk_records.building import Hidden, build_record, hidden_everywhere
from se_desk.exchange.risk_records.cover import cover_sheet
from se_desk.exchange.risk_records.files import HOW_TO_CHECK, RecordFiles, how_to_check, record_files
from se_desk.exchange.risk_records.page import Line, Page, PageEntry, PageFlag, record_page
from se_desk.exchange.risk_records.page_html import as_html
from se_desk.exchange.risk_records.page_markdown import as_markdown
from se_desk.exchange.risk_records.reading import (
    ABOUT_KEYS,
    MAX_BYTES,
    BadRecord,
    Manifest,
    NotJson,
    Record,
    RecordEntry,
    read_record,
)
from se_desk.exchange.risk_records.signatures import public_key
from se_desk.exchange.risk_records.verification import Verdict, verify, verify_file

__all__ = [
    "ABOUT_KEYS",
    "HOW_TO_CHECK",
    "MAX_BYTES",
    "BadRecord",
    "Hidden",
    "Line",
    "Manifest",
    "NotJson",
    "Page",
    "PageEntry",
    "PageFlag",
    "Record",
    "RecordEntry",
    "RecordFiles",
    "Verdict",
    "as_html",
    "as_markdown",
    "build_record",
    "cover_sheet",
    "hidden_everywhere",
    "how_to_check",
    "public_key",
    "read_record",
    "record_files",
    "record_page",
    "verify",
    "verify_file",
]
