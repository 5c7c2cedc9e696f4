"""Where on which server: reading the URL of a ledger."""

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from tracker.errors import OptionError

DRIVER = "postgresql+psycopg"
_SCHEMES = ("postgresql", "postgres", DRIVER)


def server_url(where: str) -> URL:
    """The address of a database, as in `postgresql+psycopg://desk@db.example/ledger`.

    Raises OptionError for what is none, without repeating it: it may hold a password.
    """
    try:
        url = make_url(where)
    except (ArgumentError, ValueError):
        raise OptionError(
            "this is not the address of a database; write postgresql+psycopg://user@host/database"
        ) from None
    if url.drivername not in _SCHEMES:
        raise OptionError(f"{url.drivername} is not spoken here; write {DRIVER}://…")
    return url.set(drivername=DRIVER)


def shown_url(url: URL) -> str:
    """The address as it may be shown: with *** for the password."""
    return url.render_as_string(hide_password=True)
