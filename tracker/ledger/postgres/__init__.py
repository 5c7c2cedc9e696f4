"""A ledger on a PostgreSQL server, for a desk that shares one.

    found      an administrator makes owner, tables, guards and append_batch(), once
    database   the ordinary role reads tables and calls append_batch(), and may do nothing else

Needs psycopg (the extra `postgres`), which nothing outside this package imports.
"""
