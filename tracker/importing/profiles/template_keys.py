"""Templates among the keys of a profile."""

from tracker.importing.profiles.templates import Template, TemplateError, read_template
from tracker.importing.profiles.toml_table import Keys


def template(keys: Keys, key: str, default: str = "") -> Template:
    """The template under a key. Raises ProfileError for one that cannot be read."""
    try:
        return read_template(keys.text(key, default))
    except TemplateError as problem:
        keys.refuse(key, str(problem))
