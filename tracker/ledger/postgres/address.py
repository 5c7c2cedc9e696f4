"""Where on which server: reading the URL of a ledger, and showing it without its secrets."""

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from tracker.errors import OptionError

DRIVER = "postgresql+psycopg"
DEFAULT_PORT = 5432
_SCHEMES = ("postgresql", "postgres", DRIVER)
_SHOWN = ("host", "port", "service", "sslmode")
"""Settings after the question mark that say where; all others are kept to ourselves."""


def server_url(where: str) -> URL:
    """The address of a database, as in `postgresql+psycopg://desk@db.example/ledger`.

    User, password and database stand in their places, also where they were given after the
    question mark. Raises OptionError for what is none, without repeating it: it may hold a
    password.
    """
    try:
        url = make_url(where)
    except (ArgumentError, ValueError):
        raise OptionError(
            "this is not the address of a database; write postgresql+psycopg://user@host/database"
        ) from None
    if url.drivername.lower() not in _SCHEMES:
        raise OptionError(f"{url.drivername} is not spoken here; write {DRIVER}://…")
    if where.count("@") > (1 if url.username is not None else 0):
        raise OptionError(
            "this address has more than one @, or one that ends no user; write an @ that is "
            "part of a word as %40, and keep passwords in ~/.pgpass"
        )
    return _in_its_place(url.set(drivername=DRIVER))


def shown_url(url: URL) -> str:
    """The address as it may be shown: with *** for the password, and only settings that say
    where."""
    return without_settings(url).render_as_string(hide_password=True)


def settings_of(url: URL) -> dict[str, str]:
    """What the address says to the driver beside where; there may be secrets in it."""
    return {
        name: value if isinstance(value, str) else ",".join(value)
        for name, value in url.query.items()
        if name not in _SHOWN
    }


def without_settings(url: URL) -> URL:
    """The address without what `settings_of` gives."""
    return url.difference_update_query(list(settings_of(url)))


def database_name(url: URL) -> str:
    """The same for every way to write one database, whoever asks for it."""
    hosts = url.query.get("host", "")
    host = url.host or (hosts if isinstance(hosts, str) else ",".join(hosts))
    return f"postgresql://{host}:{url.port or DEFAULT_PORT}/{url.database or ''}"


def _in_its_place(url: URL) -> URL:
    given = {name: url.query.get(name) for name in ("user", "password", "dbname")}
    said = {name: value for name, value in given.items() if isinstance(value, str)}
    return url.difference_update_query(list(said)).set(
        username=said.get("user", url.username),
        password=said.get("password", str(url.password) if url.password else None),
        database=said.get("dbname", url.database),
    )
