"""What the keys of the desk do, a module a topic."""
