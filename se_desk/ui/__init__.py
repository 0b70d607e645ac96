"""The window: the only room that knows Qt.

``frame`` (window, navigation, actions, palette) stands above the features, one folder each and
independent of each other; ``kit`` holds what they share: bus, autosave, background work, messages,
theme, icons and painted widgets.
"""
