"""HTML as a browser would meet it."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import urlsplit


class Seen(HTMLParser):
    """The tags of a page with their attributes, its words, and those words one by one within ``inside``."""

    def __init__(self, html: str, inside: str = "") -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.texts: list[str] = []
        self._within, self._is_in = inside, not inside
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self._is_in = self._is_in or tag == self._within

    def handle_endtag(self, tag: str) -> None:
        self._is_in = self._is_in and tag != self._within

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._is_in and data.strip():
            self.texts.append(data)

    @property
    def tags(self) -> list[str]:
        return [tag for tag, _ in self.elements]

    @property
    def names(self) -> set[str]:
        """The names of all attributes."""
        return {name for _, attributes in self.elements for name in attributes}

    def links(self, *schemes: str) -> list[str]:
        """The addresses of all links, or of those with one of these schemes."""
        hrefs = [attributes["href"] for tag, attributes in self.elements if tag == "a"]
        return [href for href in hrefs if not schemes or urlsplit(href).scheme in schemes]
