"""What a person can do at the desk: one verb, one function, one transaction, one announcement.

``Desk`` is the facade; each noun has a file with its verbs. The window and the shell call the same
verbs. Nothing here knows that there is a screen.
"""
