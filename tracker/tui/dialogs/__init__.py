"""What opens over the desk, and closes again with Esc."""
