"""Texts to lists of words, so that a table reads as a text."""


def words(text: str) -> frozenset[str]:
    """The words of a text parted by blanks.

    >>> sorted(words("dead hurt"))
    ['dead', 'hurt']
    """
    return frozenset(text.split())


def terms(*texts: str) -> list[str]:
    """The terms of texts parted by bars, each with single blanks inside.

    >>> terms("shot dead|slain", "killed")
    ['shot dead', 'slain', 'killed']
    """
    return [" ".join(term.split()) for text in texts for term in text.split("|")]
