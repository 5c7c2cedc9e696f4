"""Format 1: the tables as the first version of this program makes them.

There is nothing to do: an empty ledger is made in the newest format. This is where later
revisions begin. Each has the number of its format as its id and adds to the tables of
incidents, sources and claims by `op.add_column` with a constant default, and never by
`batch_alter_table`, which makes the table anew and loses what guards it. `entry` and `batch`,
which are what is hashed, never change.
"""

revision = "1"
down_revision = None


def upgrade() -> None:
    """Leaves the tables as they are."""
