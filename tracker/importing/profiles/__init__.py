"""Other people's files: what a profile says, and how rows become claims by it.

    a TOML text → loading (the keys, each checked) → a Profile
    a Profile and a header → binding (which column is which) → ForeignRows
    a row → row (cells understood) → numbers, dates, foreign_incidents → a canonical row

What is canonical goes the way of every import: names, identity, revision, faults.
"""
