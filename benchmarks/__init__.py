"""Measurements, as ratios within one run: `make bench`, `make skill`. Never part of the tests."""
