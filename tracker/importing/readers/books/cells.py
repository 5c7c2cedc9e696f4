"""One cell's value: its text, or why it cannot be taken for what it shows."""

from tracker.errors import shown
from tracker.importing.readers.books.formats import NumberFormat
from tracker.importing.readers.books.serials import date_text
from tracker.importing.readers.number_texts import number_text

NO_RESULT = "the cell holds a formula whose result was not saved; open the file and save it again"


class OddCellError(Exception):
    """A cell that cannot be taken for what it shows."""

    def __init__(self, value: str, problem: str) -> None:
        self.value = value
        self.problem = problem
        super().__init__(problem)


def number_cell(written: str, form: NumberFormat, *, from_1904: bool = False) -> str:
    """The text of a cell that holds a number, by its format. Raises OddCellError."""
    try:
        form = form.of_number(float(written))
        if form.is_date:
            return date_text(float(written), form, from_1904=from_1904)
        if form.percent:
            return f"{number_text(repr(float(written) * 100))}%"
        text = number_text(written)
    except (ValueError, OverflowError) as problem:
        told = str(problem) if str(problem).startswith("holds") else "holds no number"
        raise OddCellError(written, f"the cell {told}; write it as text") from None
    if form.says:
        raise OddCellError(
            text, f"the cell holds {text} and shows more: {form.says}; write it as text"
        )
    shows = form.of_zero if text == "0" else "nothing" if form.is_hidden else ""
    if shows:
        raise hiding_cell(text, shows)
    return text


def hiding_cell(text: str, shows: str = "nothing") -> OddCellError:
    """The refusal of a number that its cell does not show. shows: quoted, or `nothing`."""
    told = f"the cell holds {text} and shows {shows}; show what is meant, or clear it"
    return OddCellError(text, told)


def showing_cell(text: str, shows: str) -> OddCellError:
    """The refusal of a number that its cell shows otherwise."""
    return OddCellError(text, f"the cell holds {text} and shows {shown(shows)}; write it as text")


def error_cell(shows: str) -> OddCellError:
    """The refusal of a cell in which a formula went wrong."""
    told = shown(shows or "an error")
    return OddCellError(shows, f"the cell shows {told}, an error of its formula; mend or clear it")
