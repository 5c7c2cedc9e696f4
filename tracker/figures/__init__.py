"""Casualty figures: wording to interval, and back.

One reader for every place a figure is typed or imported. It refuses, naming the part,
whatever it does not wholly understand: a wrong reading is worse than none, and bounds
can always be given outright (Figure.given). What vague words count for is a Policy.
"""

from tracker.errors import FigureError
from tracker.figures.figure import Figure, Part, Qualifier
from tracker.figures.policy import ACLED, PLAIN, POLICIES, Policy, load_policy, policy_named
from tracker.figures.reader import read_figure, read_recorded_figure
from tracker.figures.writer import write_figure

__all__ = [
    "ACLED",
    "PLAIN",
    "POLICIES",
    "Figure",
    "FigureError",
    "Part",
    "Policy",
    "Qualifier",
    "load_policy",
    "policy_named",
    "read_figure",
    "read_recorded_figure",
    "write_figure",
]
