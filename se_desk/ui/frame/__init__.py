"""The frame around the pages: window, navigation, actions, palette. Panels wish, the frame grants."""
