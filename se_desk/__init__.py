"""SE Desk: the desk of one sales engineer.

The rooms import one way only::

    __main__ > app | cli > ui > services > storage | exchange > domain > paths

``domain`` holds the records and the rules, ``storage`` the one encrypted database, ``exchange`` what
leaves and what comes in, ``services`` what a person can do, ``ui`` the window and ``cli`` the shell.
Each package's docstring says what may live there.
"""

__version__ = "0.1.0"
