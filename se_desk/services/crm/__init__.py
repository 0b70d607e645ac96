"""CRMs that can be reached over a network: how each is spoken to, and nothing of when.

``server`` says what a CRM can be asked, ``transport`` is the only module that opens a connection, and each
CRM has a module of its own with its row in ``crms``. Only ``services.outbox`` calls them, on the SE's word.
"""
