"""The parts of the skill benchmark: reading settled counts, scoring, tables, the picture."""
