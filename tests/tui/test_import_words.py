"""The line of the import screen: the words of `tracker import`, and what it would refuse."""

import pytest

from tracker.errors import OptionError
from tracker.importing import DateOrder
from tracker.model import stamp
from tracker.tui.import_words import import_call


def test_a_time_is_read_in_the_order_that_is_said() -> None:
    options = import_call("a.csv --published-at 03/04/2016 --dayfirst", "", dry_run=True).options

    assert (options.published_at, options.order) == (stamp("2016-04-03"), DateOrder.DAY_FIRST)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("a.csv --monthfirst --dayfirst", "contradict each other"),
        ("a.csv --published-at 03/04/2016", "--published-at: .* give --dayfirst or --monthfirst"),
        ("a.csv 'b.csv", "a quotation mark is not closed"),
        ("--dayfirst", "name a file"),
    ],
)
def test_a_line_that_means_no_import_is_refused(line: str, told: str) -> None:
    with pytest.raises(OptionError, match=told):
        import_call(line, "", dry_run=True)
