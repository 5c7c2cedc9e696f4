"""Dossiers as text, tables, JSON shapes and exports. Nothing here computes a figure.

Import the module you need: the JSON shapes and the exports do without Rich, which the
modules whose names end in `_text` load.
"""
