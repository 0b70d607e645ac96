"""Calls: the huddle before, the card during, the debrief after; dialogs that plan calls and take them in."""
