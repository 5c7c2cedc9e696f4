"""What is denied, and what only stands beside a denial."""

import pytest

from tests.extract.test_reading import only
from tracker.extract import extract

DENIED = [
    ("No fewer than 12 people were killed, the army denied.", "army"),
    ("Reports that 30 were killed are false.", None),
    ("It is not true that 30 people were killed.", None),
    ("The figure of 31 dead given earlier was wrong.", None),
    ("The army denied in a statement that 12 people had been killed.", "The army"),
    ("The army denied its forces had killed 30 people.", "The army"),
    ("The army denied that a school had been hit and that 12 children had died.", "The army"),
    ("The army rejected rebel claims that 30 soldiers had been killed.", "The army"),
    ("The army rejected the rebels' toll of 30 dead.", "The army"),
    ("The ministry called the report of 15 deaths fabricated.", None),
    ("There was no truth in reports that 12 people had died.", None),
    ("False reports of 30 dead spread online.", None),
    ("The toll of 31 dead was disputed by the government.", None),
    ("A tally of 70 dead put out by the opposition was exaggerated.", None),
    ("Twelve deaths were denied by the ministry.", None),
]


@pytest.mark.parametrize(("text", "whose"), DENIED)
def test_a_figure_that_is_called_untrue_is_a_dispute(text: str, whose: str | None) -> None:
    draft = only(text)

    assert draft.act == "dispute"
    assert whose is None or (draft.attributed_to or "").endswith(whose)


BESIDE = [
    "The group rejected a truce and killed 12 people.",
    "Rejecting calls for restraint, the army killed 12 people.",
    "After a rumour of a bomb, 12 people died in the crush.",
    "A false alarm caused a stampede that killed 12 people.",
    "A rumour that the bridge was falling set off a stampede that killed 12 people.",
    "Fake medicine killed 12 people.",
    "In the disputed region, 12 people were killed on Monday.",
    "12 people died in the disputed region.",
    "The village lies in a valley, and 12 people died there.",
    "The minister was dismissed after a fire that killed 12 people.",
    "A dismissed employee shot dead 12 people.",
    "The denial came as 12 people were killed.",
    "12 people died when an inflated raft sank.",
    "12 people died because the signal was wrong.",
    "The judge denied bail to the man who killed 12 people.",
    "The army denied the attack, which killed 12 people.",
    "Police denied reports of shooting at the crowd, in which 12 people died.",
    "The army denied that it had bombed the hospital where 12 people were killed.",
]


@pytest.mark.parametrize("text", BESIDE)
def test_what_stands_beside_another_denial_is_no_dispute_and_is_not_the_deniers(text: str) -> None:
    draft = only(text)

    assert (draft.act, draft.metric, draft.low, draft.high) == ("assert", "killed", 12, 12)
    assert draft.attributed_to is None


def test_who_denies_one_figure_and_gives_another_asserts_the_other() -> None:
    drafts = extract("The minister denied reports that 12 were killed, saying 3 had died.")

    assert [(one.figure, one.act) for one in drafts] == [("12", "dispute"), ("3", "assert")]
