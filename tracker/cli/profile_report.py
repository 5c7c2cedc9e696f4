"""What `tracker profiles` says: JSON for scripts, columns and claims for people."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from tracker.cli.output import line, remark

if TYPE_CHECKING:
    from tracker.importing.profiles.binding import ColumnUse
    from tracker.importing.profiles.checking import Check
    from tracker.importing.profiles.profile import Profile
    from tracker.model import Claim


def profiles_shape(profiles: "Iterable[Profile]") -> dict[str, Any]:
    """What `tracker profiles --json` prints."""
    return {
        "profiles": [
            {
                "name": one.name,
                "title": one.title,
                "about": one.about or None,
                "complete": one.complete,
                "claims": len(one.claims),
            }
            for one in profiles
        ]
    }


def tell_profiles(profiles: "Sequence[Profile]") -> None:
    """A line a profile: its name and what the file is."""
    width = max(len(one.name) for one in profiles)
    for one in profiles:
        line(f"{one.name:<{width}}  {one.title}")
    remark("tracker profiles show NAME prints one; docs/profiles.md says how to write another")


def check_shape(check: "Check") -> dict[str, Any]:
    """What `tracker profiles check --json` prints."""
    from tracker.importing.receipts import fault_shape  # noqa: PLC0415 - sqlmodel

    return {
        "file": check.file,
        "profile": check.profile,
        "columns": [
            {
                "column": one.column,
                "used_for": list(one.used_for),
                "ignored": one.why_not or None,
            }
            for one in check.columns
        ],
        "rows": [
            {"line": row.line, "claims": [_claim(claim) for claim in row.claims]}
            for row in check.rows
        ],
        "incidents": [one.slug for one in check.incidents],
        "errors": list(map(fault_shape, check.faults)),
        "remarks": list(check.remarks),
    }


def tell_check(check: "Check") -> None:
    """The columns, then the claims on stdout; faults and remarks on stderr."""
    from tracker.importing.profiles.counts import times  # noqa: PLC0415 - sqlmodel

    line(f"{check.file}, read by profile {check.profile}")
    line("")
    width = max(len(one.column) for one in check.columns)
    for one in check.columns:
        line(f"  {one.column:<{width}}  {_use(one)}")
    line("")
    for row in check.rows:
        for claim in row.claims:
            line(f"  line {row.line}: {_told(claim)}")
    for fault in check.faults:
        remark(str(fault))
    for text in check.remarks:
        remark(text)
    claims = sum(len(row.claims) for row in check.rows)
    remark(
        f"looked at {times(len(check.rows), 'row')}: {times(claims, 'claim')}, "
        f"{times(len(check.incidents), 'incident')}; nothing was recorded"
    )


def _use(one: "ColumnUse") -> str:
    if one.used_for:
        otherwise = f"; else not read: {one.why_not}" if one.why_not else ""
        return "; ".join(one.used_for) + otherwise
    return f"not read: {one.why_not}" if one.why_not else "NOT READ, and the profile says not why"


def _told(claim: "Claim") -> str:
    figure = claim.figure
    bounds = f" [{_bound(figure.low)} to {_bound(figure.high)}]" if claim.bounds_given else ""
    said = figure.wording or "as bounded"
    moment = f", said {claim.asserted_at.text}" if claim.asserted_at else ""
    return f"{claim.incident}: {claim.count} = {said}{bounds}, by {claim.source}{moment}"


def _bound(number: int | None) -> str:
    return "?" if number is None else f"{number:,}"


def _claim(claim: "Claim") -> dict[str, Any]:
    return {
        "incident": claim.incident,
        "source": claim.source,
        "metric": claim.metric,
        "population": claim.population,
        "scope": claim.scope,
        "mode": claim.mode,
        "figure": claim.figure.wording,
        "low": claim.figure.low,
        "high": claim.figure.high,
        "asserted_at": claim.asserted_at.text if claim.asserted_at else None,
        "published_at": claim.published_at.text if claim.published_at else None,
        "via": claim.via,
        "url": claim.url,
        "note": claim.note,
        "ref": claim.ref,
    }
