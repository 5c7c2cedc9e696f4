"""The indexes of claims, left out while an empty ledger is filled and built at its end.

Built from all rows at once they come in order, which costs less than half of putting every
row where it belongs as it arrives. All of it happens inside the writer's transaction: other
programs see the ledger with its indexes or not at all.
"""

from tracker.ledger.database import Raw

_OF_CLAIMS = (
    "SELECT name, sql FROM sqlite_master "
    "WHERE type = 'index' AND tbl_name = 'claim' AND sql IS NOT NULL ORDER BY name"
)


class LateIndexes:
    """The indexes of the claims of one transaction: there, or put off."""

    def __init__(self, connection: Raw) -> None:
        self._connection = connection
        self._put_off: list[str] = []
        """SQL of those that are left out for now."""

    @property
    def are_put_off(self) -> bool:
        """True while claims can be found by their number alone."""
        return bool(self._put_off)

    def put_off_if_first(self) -> None:
        """Leaves them out where there is no claim yet."""
        if self._put_off or self._connection.execute("SELECT 1 FROM claim LIMIT 1").fetchone():
            return
        found = self._connection.execute(_OF_CLAIMS).fetchall()
        for name, _ in found:
            self._connection.execute(f'DROP INDEX "{name}"')
        self._put_off = [text for _, text in found]

    def build(self) -> None:
        """Builds what was put off, if anything was."""
        for text in self._put_off:
            self._connection.execute(text)
        self._put_off = []
