"""Deals: the list of all, the page of one with its panels, and the dialogs that change them.

A panel shows one side of a deal and wishes; a part is one tab of the dialog that edits a deal.
"""
