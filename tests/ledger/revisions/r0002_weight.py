"""A second format, for tests only: claims have a weight."""

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"


def upgrade() -> None:
    """Adds a column with a constant default, as every revision must."""
    op.add_column("claim", sa.Column("weight", sa.BigInteger, nullable=False, server_default="1"))
