"""Widgets show what they are given, and post messages."""
