"""What things of ours are called on a server, and how a ledger there is told from others'."""

SCHEMA = "casualty_ledger"
"""Schema that holds everything; one ledger a database."""
OWNER = "casualty_ledger_owner"
"""Role that owns everything and cannot log in."""
MARK = "casualty-tracker ledger, format "
"""How the comment on the schema begins; the number of the format follows."""
LOCK = (0x43415354, 1)
"""Key of the advisory lock that whoever appends holds until the end of the transaction."""
OLDEST_SERVER = 150_000
"""Version of PostgreSQL, as the server counts it, from which everything here works."""
