"""Whether a ledger is whole: every check, every problem, never stopping at the first.

Damage can make any query fail, and others may hold a lock for as long as they like, so each check
reports what stops it and the next goes on.
What is recorded while it runs is left for the next time.
"""

from collections.abc import Iterable, Iterator

from tracker.errors import BusyError, UnreachableError, UnsoundError
from tracker.ledger.check_batches import BatchCheck
from tracker.ledger.check_entries import entry_problems
from tracker.ledger.check_heads import HeadCheck, HeldHead
from tracker.ledger.check_pages import Page, PageReader
from tracker.ledger.crew import Crew
from tracker.ledger.database import Check, Database
from tracker.ledger.merkle import Tree
from tracker.ledger.problem import Problem, Verification
from tracker.ledger.tolerant import as_far_as_it_goes

_EXTENT = "SELECT (SELECT MAX(seq) FROM entry), (SELECT MAX(number) FROM batch)"


def verify(
    database: Database, heads: Iterable[HeldHead] = (), crew: Crew | None = None
) -> Verification:
    """All that is wrong with a ledger, also against heads that were held elsewhere.

    crew: what other processes are to help by; None for none. What is found is the same.

    Whoever keeps writing hides nothing: what cannot be checked for that is told beside what
    could. Raises BusyError or UnreachableError where no entry could be read and nothing else is
    wrong, for then there is nothing to tell.
    """
    rows, findings = _Rows(database, HeadCheck(heads), crew), _Findings()
    for check in database.checks():
        findings.take(_checked(database, check), "not all around the entries could be checked")
    cut_short = findings.take(rows.problems(), "not every entry could be checked")
    if cut_short is not None and not findings.problems:
        raise cut_short
    findings.take(database.guard_problems(), "the guards against changes could not be tried")
    unchecked = tuple(dict.fromkeys(findings.unchecked))
    problems = tuple(findings.problems)
    return Verification(rows.tree.size, rows.tree.root, problems, rows.heads.compared, unchecked)


class _Findings:
    """Gathers what each check finds, also of one that others keep from going on."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.unchecked: list[str] = []

    def take(self, problems: Iterator[Problem], undone: str) -> BusyError | UnreachableError | None:
        """Takes what a check finds; gives what kept it from going on, None at its end.

        undone: says so, as a clause.
        """
        try:
            for problem in as_far_as_it_goes(problems):
                self.problems.append(problem)
        except (BusyError, UnreachableError) as kept_off:
            self.unchecked.append(f"{undone}, for {kept_off.reason}; verify again")
            return kept_off
        return None


class _Rows:
    """The check of all entries and batches, and the tree it comes to."""

    def __init__(self, database: Database, heads: HeadCheck, crew: Crew | None) -> None:
        self._database = database
        self._crew = crew
        self.heads = heads
        self.tree = Tree()

    def problems(self) -> Iterator[Problem]:
        with self._database.reading_anything() as connection:
            last = connection.execute(_EXTENT).fetchone()
        if not all(isinstance(number, int | None) for number in last):
            raise UnsoundError("a table was made anew, and entries or batches have no numbers")
        last_seq, last_number = last
        batches = BatchCheck(self._database, last_number or 0, self.heads)
        try:
            yield from entry_problems(self._database, self._pages(last_seq or 0), batches)
        finally:
            self.tree = batches.tree

    def _pages(self, last_seq: int) -> Iterator[Page]:
        reader = PageReader(self._database, last_seq)
        jobs = 1 if self._crew is None else self._crew.jobs_for(last_seq)
        if self._crew is None or jobs == 1:
            return reader.pages()
        from tracker.ledger.check_by_many import pages_by_many  # noqa: PLC0415 - multiprocessing

        return pages_by_many(reader, self._crew, jobs)


def _checked(database: Database, check: Check) -> Iterator[Problem]:
    with database.reading_anything() as connection:
        yield from check(connection)
