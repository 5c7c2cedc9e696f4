"""A profile's place in an import: what it adds to the caller's choices and to a file's report."""

from dataclasses import fields, replace

from tracker.errors import shown
from tracker.importing.headers import FileKind, Layout
from tracker.importing.options import ImportOptions
from tracker.importing.profiles.binding import Binding
from tracker.importing.profiles.name_dates import published_in_name
from tracker.importing.readers.shape import PLAIN_SHAPE, Shape


def with_profile(options: ImportOptions) -> ImportOptions:
    """The choices, with the profile's shape and encoding where the caller left them open."""
    profile = options.profile
    if profile is None:
        return options
    said = {one.name: getattr(options.shape, one.name) for one in fields(Shape)}
    own = {name: value for name, value in said.items() if value != getattr(PLAIN_SHAPE, name)}
    shape = replace(profile.shape, **own)
    return replace(options, shape=shape, encoding=options.encoding or profile.encoding)


def dated_by_name(options: ImportOptions, file: str) -> ImportOptions:
    """The choices, with the time that the file's name gives where the caller gives none."""
    profile = options.profile
    if profile is None or not profile.published_name or options.published_at is not None:
        return options
    return replace(options, published_at=published_in_name(profile.published_name, file))


def lacking_date(options: ImportOptions, file: str) -> list[str]:
    """A remark where only the file's name could say when it was published, and it does not: as
    that of a file that was renamed, or of a list of refused rows. [] where there is none."""
    profile = options.profile
    if profile is None or not profile.published_name:
        return []
    if dated_by_name(options, file).published_at is not None:
        return []
    if any(rule.published_at is not None for rule in profile.claims):
        return []
    pattern = shown(profile.published_name)
    return [
        f"nothing says when this was published: profile {profile.name} takes it from a name such "
        f"as {pattern}; give --published-at if it is known"
    ]


def foreign_layout(binding: Binding) -> Layout:
    """What a foreign file's header says: claims, and which columns nobody explains."""
    unknown = binding.unexplained()
    told = f"columns that profile {binding.profile.name} does not name, so not read: "
    remarks = (told + ", ".join(unknown),) if unknown else ()
    return Layout(FileKind.CLAIMS, binding.header, (), remarks)
