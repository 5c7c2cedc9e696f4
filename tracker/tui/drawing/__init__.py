"""A step chart as a grid of cells: pure, and tested without Textual."""

from tracker.tui.drawing.cells import Cell, Ink, Tint
from tracker.tui.drawing.chart import Chart, Dot, Level, Window
from tracker.tui.drawing.laying import laid_out
from tracker.tui.drawing.plotting import Plot, plotted

__all__ = [
    "Cell",
    "Chart",
    "Dot",
    "Ink",
    "Level",
    "Plot",
    "Tint",
    "Window",
    "laid_out",
    "plotted",
]
