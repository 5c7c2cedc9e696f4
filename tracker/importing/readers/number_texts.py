"""The numbers of a spreadsheet's cells, as text that says what the sheet means."""

from decimal import Decimal
from math import isfinite

DIGITS = 15
"""Which a spreadsheet shows and keeps of a number; what a file has beyond them is noise."""
_LONGEST = 400
"""Characters of a number as a file writes it."""


def number_text(written: str) -> str:
    """A number as a file writes it, as the plain text of what it stands for.

    Whole numbers have no fraction, others keep theirs, without the noise of binary fractions.
    Raises ValueError, with the reason as a clause, for what is no number or has too many digits.

    >>> number_text("40"), number_text("4.0E1"), number_text("40.0"), number_text("1e-7")
    ('40', '40', '40', '0.0000001')
    >>> number_text("0.30000000000000004"), number_text("37.049999999999997"), number_text("-0")
    ('0.3', '37.05', '0')
    """
    if written.isascii() and written.isdigit() and len(written) <= DIGITS:
        return str(int(written))
    try:
        value = float(written[: _LONGEST + 1])
    except ValueError:
        raise ValueError(f"holds {written[:40]!r} for a number") from None
    if not isfinite(value) or len(written) > _LONGEST or "_" in written:
        raise ValueError(f"holds {written[:40]!r} for a number")
    kept = Decimal(f"{value:.{DIGITS}g}")
    if kept == kept.to_integral_value():
        whole = int(kept)
        if abs(whole) >= 10**DIGITS:
            raise ValueError(f"holds a number of more than {DIGITS} digits, not all of them kept")
        return str(whole)
    return f"{kept.normalize():f}"
