"""Every command: its name, the module in tracker.cli.commands that holds it, its help line."""

from typing import NamedTuple


class Entry(NamedTuple):
    """One line of `tracker --help`."""

    module: str
    """Module in tracker.cli.commands whose `command` it is."""
    summary: str
    """What it does, in one line without a full stop."""


COMMANDS = {
    "tui": Entry("tui", "Open the terminal UI, at an incident and a moment"),
    "demo": Entry("demo", "Try it on seven real incidents, in a ledger that is thrown away"),
    "import": Entry("import_files", "Record claims, incidents and sources from files"),
    "watch": Entry("watch", "Import what arrives in a folder, and put it away"),
    "extract": Entry("extract", "Read an article and propose claims, for you to accept or not"),
    "add": Entry("add", "Record one report by hand"),
    "correct": Entry("correct", "Put right a claim that was transcribed wrong"),
    "void": Entry("void", "Take out a claim that should not be here"),
    "retract": Entry("retract", "Record that a source withdrew a figure"),
    "dispute": Entry("dispute", "Record that a source contests another's figure"),
    "incident": Entry("incident", "Add an incident, or put its facts right"),
    "source": Entry("source", "Add, put right or merge sources"),
    "incidents": Entry("incidents", "List the incidents"),
    "sources": Entry("sources", "List the sources"),
    "claims": Entry("claims", "List an incident's claims and what became of each"),
    "show": Entry("show", "Show what is believed of an incident, and why"),
    "why": Entry("why", "Show how a number came about, claim by claim"),
    "history": Entry("history", "Show how one figure moved, step by step"),
    "revisions": Entry("revisions", "Show how published values were restated, over all incidents"),
    "diff": Entry("diff", "Show what changed between two moments, and because of what"),
    "reconcile": Entry("reconcile", "Write every incident's estimates or timelines as one table"),
    "methods": Entry("methods", "List the methods that make estimates of claims"),
    "profiles": Entry("profiles", "List, check and draft profiles of other people's files"),
    "verify": Entry("verify", "Check that the ledger is whole and unaltered, or a proof from one"),
    "checkpoint": Entry("checkpoint", "Sign the ledger's size and root, to keep elsewhere"),
    "prove": Entry("prove", "Prove to others that a claim was recorded, or nothing rewritten"),
    "db": Entry("db", "Make, copy, back up and upgrade whole ledgers"),
    "export": Entry("export", "Write claims as CSV, or everything as JSON Lines"),
    "completion": Entry("completion", "Print the completion script of a shell"),
}
"""In the order in which `tracker --help` lists them."""
