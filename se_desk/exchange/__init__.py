"""What leaves the desk and what comes in, as pure functions.

A record becomes a Document, a Document becomes Markdown, HTML, plain text or DOCX; files of other
programs become records. No database, no clock, no window: bytes and records in, bytes and records out.
"""
