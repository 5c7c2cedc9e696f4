"""Settings of the whole suite."""

from hypothesis import settings

# A machine that is busy with something else stands still for seconds; that is no failure.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")

collect_ignore = ["fuzzing/one.py"]
"""A program that needs atheris, which the suite does not."""
