"""What the tests of findings share."""

from tests.builders import a_snapshot, a_source
from tracker.model import Kind, RecordedClaim, Reliability
from tracker.reconcile import Finding, FindingKind, dossier

SOURCES = (
    a_source("amaq", Kind.ARMED_GROUP_MEDIA, name="Amaq"),
    a_source("wire", Kind.NEWS_AGENCY, name="Wire"),
    a_source("encyclopaedia", Kind.REFERENCE, reliability=Reliability.D),
)


def found(kind: FindingKind, *rows: RecordedClaim, timezone: str = "UTC") -> list[Finding]:
    """The findings of that kind when everything is public."""
    told = dossier(a_snapshot(*rows, sources=SOURCES, timezone=timezone)).findings
    return [finding for finding in told if finding.kind is kind]
