"""transposed_digits: a number that looks like another one with two digits swapped."""

from collections import defaultdict
from collections.abc import Iterator

from tracker.model.snapshot import Snapshot
from tracker.reconcile.events import Voiced
from tracker.reconcile.findings.kinds import Finding, FindingKind
from tracker.reconcile.picture import CountPicture, exact, people, said_on, who

LEAST_SWAPPED = 100
"""Below this, two numbers whose digits are swapped are as likely two numbers: 12 and 21."""
SUPPORT = 2
"""So many other voices must give the number that a voice alone seems to have misread."""


def transposed_digits(picture: CountPicture, snapshot: Snapshot) -> Iterator[Finding]:
    """Standing exact numbers of one voice alone that are, with two neighbouring digits swapped,
    the number that SUPPORT other voices give."""
    voices = _voices_by_number(picture)
    for one in picture.standing.claims:
        value = exact(one)
        if value is None or value < LEAST_SWAPPED or len(voices[value]) > 1:
            continue
        for twin in _swapped(value):
            others = voices.get(twin, {})
            if len(others) >= SUPPORT and one.by.voice not in others:
                first = next(iter(others.values()))
                message = (
                    f"{people(one)} by {who(one, snapshot)} ({said_on(one)}) looks like the "
                    f"{twin:,} of {len(others):,} other voices with two digits swapped"
                )
                ids = (one.claim.id, first.claim.id)
                yield Finding(FindingKind.TRANSPOSED_DIGITS, picture.count, message, ids)


def _voices_by_number(picture: CountPicture) -> dict[int, dict[str, Voiced]]:
    """Exact number → voice → a claim of it, parties and withdrawn claims left out."""
    voices: dict[int, dict[str, Voiced]] = defaultdict(dict)
    withdrawn = picture.state.withdrawn
    for one in picture.state.seen.values():
        value = exact(one)
        if value is not None and not one.by.is_party and one.claim.id not in withdrawn:
            voices[value][one.by.voice] = one
    return voices


def _swapped(value: int) -> Iterator[int]:
    """Every number of as many digits with two neighbouring digits swapped.

    >>> sorted(_swapped(359)), sorted(_swapped(550)), sorted(_swapped(100))
    ([395, 539], [505], [])
    """
    digits = str(value)
    for place in range(len(digits) - 1):
        left, right = digits[place], digits[place + 1]
        if left != right and (place or right != "0"):
            yield int(digits[:place] + right + left + digits[place + 2 :])
