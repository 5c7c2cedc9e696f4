"""A third format, for tests only: sources are found by kind."""

from alembic import op

revision = "3"
down_revision = "2"


def upgrade() -> None:
    """Adds an index."""
    op.create_index("source_by_kind", "source", ["kind", "seq"])
