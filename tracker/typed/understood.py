"""What was understood of a claim, said back beside what was given."""

from tracker.model import MONTHS, Act, Precision, RecordedClaim, Stamp


def understood(row: RecordedClaim, zone: str) -> str:
    """One claim in a line: count, wording and what it commits to, when, by whom."""
    told = f"{row.id[:8]}  {row.count}: {_figure(row)}"
    if row.act is not Act.ASSERT:
        about = ", ".join(target[:8] for target in row.targets) or "what stands of its voice"
        told = f"{row.id[:8]}  {row.act} of {about} ({row.count}: {_figure(row)})"
    return f"{told}; {_times(row, zone)}; source {row.source}"


def people(row: RecordedClaim) -> str:
    """What a claim's figure commits to."""
    return people_between(row.figure.low, row.figure.high)


def people_between(low: int | None, high: int | None) -> str:
    """What two bounds, both included, commit to; None is an end that is open or not known.

    >>> people_between(40, None), people_between(30, 40), people_between(None, None)
    ('40 or more', '30 to 40', 'no number')
    """
    if low is None:
        return "no number" if high is None else f"{high:,} or fewer"
    if high is None:
        return f"{low:,} or more"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def stamp_said(known: Stamp, zone: str) -> str:
    """A time in words, with how exactly it is known: "27 July 2016, day only"."""
    year, month, day = known.text[:4], known.text[5:7], known.text[8:10]
    if known.precision is Precision.YEAR:
        return f"{year}, year only"
    if known.precision is Precision.MONTH:
        return f"{MONTHS[int(month) - 1]} {year}, month only"
    date = f"{int(day)} {MONTHS[int(month) - 1]} {year}"
    if known.precision is Precision.DAY:
        return f"{date}, day only"
    clock = known.text[11:]
    return f"{date} {clock}" if known.offset_minutes is not None else f"{date} {clock} {zone}"


def _figure(row: RecordedClaim) -> str:
    wording = row.figure.wording
    return f"{wording} → {people(row)}" if wording and wording != people(row) else people(row)


def _times(row: RecordedClaim, zone: str) -> str:
    told = [
        f"{word} {stamp_said(known, zone)}"
        for word, known in (("asserted", row.asserted_at), ("published", row.published_at))
        if known is not None
    ]
    return ", ".join(told) or "undated, so public from when it was recorded"
