"""One command a module, each holding its click command under the name `command`."""
