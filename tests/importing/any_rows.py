"""Claims files of rows of every kind, few of which go well together."""

from hypothesis import strategies as st

from tracker.importing import ImportReport

HEADER = "ref,incident,source,source_kind,metric,scope,figure,asserted_at,published_at,act,target"
SOURCES = "slug,name,kind,aliases\nhospital,The Hospital,hospital,Clinic\nother,Twin,police,\n"
ROWS = (
    "{n},qamishli,hospital,,killed,,4{n},2016-07-27T1{n}:00+03:00,2016-07-28,,",
    "{n},qamishli,The Hospital,,killed,,4{n},2016-07-27T1{n}:00+03:00,2016-07-28,,",
    "{n},qamishli,Clinic,,injured,Madina hospital,more than {n},2016-07-27,,,",
    "{n},erbil,A new one,monastery,killed,,at least {n},2016-07,2016-07-2{n},,",
    "{n},qamishli,new-{n},hospital,killed,,{n},,,,",
    # a clock change, blanks around, decomposed letters, turned writing
    "{n},qamishli,hospital,,killed,,{n},2016-04-01T00:{n}0,,,",
    " {n} , qamishli , Me\u0301decins , ngo , killed , , {n} ,2016-07-2{n}, , , ",
    "{n},qamishli,hospital,,killed,\u202ered\u202c,{n},2016-07-27,,,",
    # restated and corrected under one ref, known, and acts
    "same,qamishli,hospital,,killed,,{n},2016-07-27,2016-07-2{n},,",
    "same,qamishli,hospital,,killed,,{n},2016-07-27,2016-07-27,,",
    "w{n},qamishli,hospital,,killed,,{n},2016-07-29,2016-07-29,retract,{n}",
    "d{n},qamishli,Twin,,killed,,,2016-07-29,2016-07-29,dispute,same",
    # what is refused
    "{n},qamishli,hospital,,killed,,sevral,2016-07-27,,,",
    "{n},qamishli,hospital,,slain,,{n},2016-13-27,,,",
    "{n},qamishli,hospital,,killed,,{n},2016-07-27",
    "{n},,hospital,,killed,,{n},2016-07-27,,,",
    '{n},qamishli,"hospital"x,,killed,,{n},2016-07-27,,,',
    "{n},qamishli,hospital,,killed,,{n},2016-07-27,,retract,nothing",
    "{n},qamishli,hos\x00pital,,killed,,{n},2016-07-27,,,",
)
FILES = st.lists(st.tuples(st.sampled_from(ROWS), st.integers(1, 4)), min_size=1, max_size=12)


def file_of(drawn: list[tuple[str, int]]) -> str:
    return "\n".join([HEADER, *(row.format(n=n) for row, n in drawn)]) + "\n"


def said(report: ImportReport) -> object:
    """All that a report says, but how long it took."""
    return report.files, report.size, report.stored, report.remarks
