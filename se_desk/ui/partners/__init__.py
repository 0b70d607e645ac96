"""Partners: the list of account executives, and the dialog that adds or changes one. Nothing of charters."""
