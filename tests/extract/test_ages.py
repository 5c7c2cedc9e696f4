"""Ages beside the people counted, which are no numbers of people and lose none."""

import pytest

from tests.extract.test_reading import told

AGES = [
    ("Three men aged 20, 25 and 31 were killed.", ("men", "Three")),
    ("Three men, aged 20, 25 and 31, were killed.", ("men", "Three")),
    ("Three men aged between 20 and 31 were killed.", ("men", "Three")),
    ("Two boys aged 12 died.", ("children", "Two")),
    ("Two 12-year-old girls were killed.", ("children", "Two")),
    ("A man aged 34 and two children were killed.", ("children", "two")),
    ("Children aged 5 to 9 were among the 12 killed.", ("all", "12")),
    ("Twelve people aged 60 and over died.", ("all", "Twelve")),
    ("Twelve residents aged 17 to 63 died.", ("all", "Twelve")),
    ("Three children aged two, four and six died.", ("children", "Three")),
    ("Twelve children under five died.", ("children", "Twelve")),
    ("Twelve girls between the ages of 9 and 14 died.", ("children", "Twelve")),
    ("Twelve people over 65 died.", ("elderly", "Twelve")),
    ("Over 65 people died.", ("all", "Over 65")),
    ("Under five people died.", ("all", "Under five")),
    ("Two girls aged four and seven and their mother were killed.", ("children", "Two")),
    ("A boy of six and two men were killed.", ("men", "two")),
    ("A 40-year-old building collapsed, killing 12.", ("all", "12")),
]


@pytest.mark.parametrize(("text", "counted"), AGES)
def test_who_is_told_with_an_age_is_counted_and_the_age_is_not(
    text: str, counted: tuple[str, str]
) -> None:
    assert told(text) == [("killed", *counted)]
