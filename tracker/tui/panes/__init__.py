"""The screens beside incidents and timeline: sources, import, ledger."""
