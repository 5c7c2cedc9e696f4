"""The formats of the ledger, one module each, walked by `tracker db upgrade` through Alembic."""
