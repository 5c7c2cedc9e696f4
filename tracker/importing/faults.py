"""What can be wrong with a file, collected as values so that all of it is shown at once."""

from dataclasses import dataclass

SHOWN_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing in one file that cannot be taken as it is."""

    file: str
    """The file as the caller named it; `-` is standard input."""
    line: int | None
    """Physical line on which the record starts, from 1; None where the whole file is meant."""
    column: str
    """The column's name in the file; '' where the whole row or file is meant."""
    value: str
    """What stood there, cut to a length that can be shown."""
    problem: str
    """What is wrong and what to do, as one clause."""
    sheet: str = ""
    """Sheet of the workbook; '' where there is none, or the whole workbook is meant."""

    def __str__(self) -> str:
        file = f"{self.file} sheet {self.sheet!r}" if self.sheet else self.file
        place = file if self.line is None else f"{file}:{self.line}"
        column = f" column {self.column!r}:" if self.column else ""
        return f"{place}:{column} {self.problem}"


class RowError(Exception):
    """A row that cannot be taken: raised where it is found, collected as a Fault by its file."""

    def __init__(self, column: str, value: str, problem: str) -> None:
        self.column = column
        self.value = value
        self.problem = problem
        self.others: tuple[RowError, ...] = ()
        """What else is wrong with the same row."""
        super().__init__(problem)

    def at(self, file: str, line: int | None, sheet: str = "") -> tuple[Fault, ...]:
        """The faults this makes at its place."""
        return tuple(
            Fault(file, line, one.column, cut(one.value), one.problem, sheet)
            for one in (self, *self.others)
        )


def forget_where(problem: RowError) -> None:
    """Lets go of the frames a row's errors came through, each of which holds them in turn: while
    no circles are collected, 300,000 refused rows would keep 2.7 GB of them."""
    for one in (problem, *problem.others):
        one.__traceback__ = one.__context__ = one.__cause__ = None


def together(errors: list[RowError]) -> RowError:
    """The first of a row's errors, which carries the others."""
    first = errors[0]
    first.others = tuple(errors[1:])
    return first


class FileError(RowError):
    """A file that cannot be read any further; `line` is where, None for all of it."""

    def __init__(self, problem: str, *, line: int | None = None, column: str = "") -> None:
        self.line = line
        super().__init__(column, "", problem)


def cut(value: str) -> str:
    """The value, or its beginning where it is too long to be shown."""
    return value if len(value) <= SHOWN_CHARACTERS else value[:SHOWN_CHARACTERS] + "…"
