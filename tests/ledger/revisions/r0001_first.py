"""The first format."""

revision = "1"
down_revision = None


def upgrade() -> None:
    """Leaves the tables as they are."""
