"""`python -m tracker.cli` is `tracker`."""

from tracker.cli import main

main()
