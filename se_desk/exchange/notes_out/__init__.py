"""Notes as files that leave the desk: one file of code for each format, one row in ``formats``.

A new format is a module with a ``FORMAT`` and its row. What all share lives in ``note_out`` (what may
leave), ``note_format`` (what a format is) and ``splitting`` (what is too long for one record).
"""
