"""The text of an HTML page, to which the places of its drafts refer."""

from html.parser import HTMLParser

from tracker.extract.wordlists import words

_UNSHOWN = words("script style noscript template svg head nav footer form aside")
_BLOCKS = words(
    "p div br hr li ul ol dl dt dd h1 h2 h3 h4 h5 h6 table tr td th section article header main"
    " blockquote pre figure figcaption title body html address details summary"
)
_VOID = words("br hr img input meta link source wbr area base col embed param track")


def text_of_html(page: str) -> str:
    """What a page shows: blocks parted by blank lines, blanks run together, scripts, styles,
    menus and footers left out, entities replaced.

    >>> text_of_html("<p>At least <b>12</b>&nbsp;dead</p><script>40 killed</script>")
    'At least 12 dead'
    """
    reader = _Reader()
    reader.feed(_closed(page))
    reader.close()
    return reader.text()


def _closed(page: str) -> str:
    """The page up to a comment, section or tag that nothing closes, for each of which the
    parser would search the rest of the page anew."""
    for opening, closing in (("<!--", "-->"), ("<![", "]>"), ("<", ">")):
        unclosed = page.find(opening, page.rfind(closing) + 1)
        page = page if unclosed < 0 else page[:unclosed]
    return page


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[list[str]] = [[]]
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens a block, or what is not shown."""
        del attrs
        if tag in _UNSHOWN and tag not in _VOID:
            self._hidden.append(tag)
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        """Closes it; what was left open inside is closed with it."""
        if tag in self._hidden:
            del self._hidden[self._hidden.index(tag) :]
        self._part(tag)

    def handle_data(self, data: str) -> None:
        """Keeps what is shown."""
        if not self._hidden:
            self._blocks[-1].append(data)

    def _part(self, tag: str) -> None:
        if tag in _BLOCKS and self._blocks[-1]:
            self._blocks.append([])

    def text(self) -> str:
        """The blocks that hold words."""
        shown = (" ".join("".join(block).split()) for block in self._blocks)
        return "\n\n".join(block for block in shown if block)
