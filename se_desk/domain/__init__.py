"""Records and rules: frozen dataclasses and pure functions, standard library only.

Nothing here reads a clock, a file or a database. A rule takes what it needs as arguments and its
docstring names the source of the rule. One noun, one file.
"""
