"""Frozen values filled in field by field.

A frozen dataclass's own constructor sets each field by a call, and costs more than all else
about a value that is read back by the hundred thousand and was checked when it was written.
"""

from typing import Any


def in_the_making(kind: type) -> Any:
    """A subclass of a frozen dataclass with slots that is made without a field, and whose fields
    can be set. Set all of them, nothing of which is checked, and end that by setting `__class__`
    to the class itself.

    >>> from tracker.model import Incident
    >>> draft = in_the_making(Incident)()
    >>> draft.slug = "qamishli-2016"
    >>> draft.__class__ = Incident
    >>> draft.slug, type(draft) is Incident
    ('qamishli-2016', True)
    """
    open_again = {
        "__slots__": (),
        "__init__": object.__init__,
        "__setattr__": object.__setattr__,
        "__delattr__": object.__delattr__,
    }
    return type(f"{kind.__name__}InTheMaking", (kind,), open_again)
