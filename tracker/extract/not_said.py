"""Whether the words around a figure keep it from being said: "to kill 50", "all but three"."""

from collections.abc import Sequence

from tracker.extract.found import Found, Way
from tracker.extract.kinds import Kind, Piece
from tracker.extract.wordlists import words

_BASES = words("kill wound injure maim bury hurt")
_LESSENING = words("reduce cut lower halve limit bring keep")
_BEFORE_NOUN = frozenset((Kind.WORD, Kind.THING, Kind.PEOPLE, Kind.DETERMINER))
_WENT_ON = frozenset(("went on", "goes on", "going on", "go on"))
_WHOLE = words("all everyone everybody none nobody anyone")
_PARENTS = words(
    "mother father parent mum dad grandmother grandfather widow widower mother-of father-of"
    " boy girl child toddler baby"
)
_LEVELS = words(
    "identified unidentified unclaimed identifiable named buried returned repatriated exchanged"
)
"""How far the work on bodies has come, which is no number of dead."""
_REMAINING = words("remain remained remains to")
_BADLY = words("seriously badly severely gravely critically serious severe major grave critical")
_SAVING = words("save saved saves saving")
_STAYING = words("remain remained remains still")
_WHERE = frozenset((Kind.PREPOSITION, Kind.WORD))
_SKIPPED = frozenset((Kind.AUX, Kind.ADVERB, Kind.NOT))
_BODIES = words("bodies body corpses remains")
_GIVING = words("returned returns returning repatriated exchanged released")
"""Verbs of giving bodies back, which says nothing of when they died."""


def is_purpose(pieces: Sequence[Piece], found: Found) -> bool:
    """Whether the harm is only aimed at: "a plot to kill 50", but "went on to kill 12"."""
    at = found.cue[0]
    if found.way is Way.TOLL and _is_aim(pieces, at):
        return True
    if at < 1 or pieces[at].word not in _BASES or pieces[at - 1].word != "to":
        return False
    return at < 2 or pieces[at - 2].word not in _WENT_ON


def _is_aim(pieces: Sequence[Piece], noun: int) -> bool:
    """Whether fewer deaths are aimed at: "to reduce road deaths to 2,000", not "had to lower the
    death toll to 36"."""
    if pieces[noun].kind is Kind.TOLL:
        return False
    verb = noun - 1
    while verb > 0 and pieces[verb].kind in _BEFORE_NOUN and pieces[verb].word not in _LESSENING:
        verb -= 1
    return verb > 0 and pieces[verb].word in _LESSENING and pieces[verb - 1].word == "to"


def is_limited_after(pieces: Sequence[Piece], found: Found) -> bool:
    """Whether words after those counted make a limit of the number, which its own words do not
    say: "twelve people at most"."""
    said = [one.word for one in pieces[found.counted.past : found.counted.past + 2]]
    return said in (
        ["at", "most"],
        ["at", "least"],
        ["or", "more"],
        ["or", "fewer"],
        ["or", "less"],
    )


def is_exempt(pieces: Sequence[Piece], at: int) -> bool:
    """Whether an amount is who is left out: "all but two of the crew died"."""
    return at > 1 and pieces[at - 1].word == "but" and pieces[at - 2].word in _WHOLE


def is_unsure(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a figure is only added as what may be: "at least three and possibly six"."""
    if at < 2 or pieces[at - 1].word not in ("possibly", "perhaps", "maybe"):
        return False
    return pieces[at - 2].kind in (Kind.AND, Kind.COMMA)


def is_of_each(pieces: Sequence[Piece], found: Found) -> bool:
    """Whether it is the number of each of several: "three blasts each killed ten people", "20 and
    40 respectively"."""
    past = max(found.counted.past, found.cue[1])
    if any(one.word == "respectively" for one in pieces[past:]):
        return True
    if any(one.word in ("each", "apiece") for one in pieces[past : past + 1]):
        return True
    clause = found.cue[0]
    while clause > 0 and pieces[clause - 1].kind not in (Kind.COMMA, Kind.SEMICOLON, Kind.SAYING):
        clause -= 1
    leads = found.cue[0] < found.at
    return leads and any(one.word == "each" for one in pieces[clause : found.cue[0]])


def is_nobody_of_those_who(pieces: Sequence[Piece], found: Found) -> bool:
    """Whether a clause tells whom nobody is of: "none of the 54 who were hurt is in danger"."""
    path = pieces[found.at : found.cue[1]]
    return found.amount.high == 0 and any(one.word in ("who", "whom") for one in path)


def is_nobody_badly(pieces: Sequence[Piece], found: Found) -> bool:
    """Whether only nobody is badly hurt: "none of the 180 was seriously injured"."""
    told = (one.word.split()[0] for one in pieces[found.at + 1 : found.cue[1]])
    return found.amount.high == 0 and found.metric == "injured" and not _BADLY.isdisjoint(told)


def is_saved(pieces: Sequence[Piece], at: int) -> bool:
    """Whether their lives were saved: "saved the lives of 11 of the 14 wounded"."""
    if at < 3 or pieces[at - 1].kind is not Kind.OF:
        return False
    saved = [one.word for one in pieces[max(0, at - 4) : at - 2]]
    return pieces[at - 2].word == "lives" and not _SAVING.isdisjoint(saved)


def is_offspring(pieces: Sequence[Piece], at: int) -> bool:
    """Whether an amount counts the children of one who is named by them, "a mother of four", or is
    the age of a child: "a boy of six"."""
    if at < 2 or pieces[at - 1].kind is not Kind.OF:
        return False
    said = pieces[at - 2].word.rpartition(" ")[2]
    return said in _PARENTS


def is_of_whose(pieces: Sequence[Piece], found: Found) -> bool:
    """Whether others than those counted came to harm: "the three children's mother"."""
    counted = pieces[found.at + 1 : found.counted.past]
    return any(
        one.kind in (Kind.WORD, Kind.PEOPLE) and one.word.endswith(("'s", "s'")) for one in counted
    )


def is_level_of_bodies(pieces: Sequence[Piece], found: Found) -> bool:
    """Whether bodies are told by what was done with them: "twelve bodies remain unidentified", "are
    still under the rubble"."""
    said = {one.word for one in pieces[found.cue[0] : found.cue[1]]}
    if found.metric != "killed" or not any(_BODIES & set(one.split()) for one in said):
        return False
    if found.at and pieces[found.at - 1].word in _GIVING:
        return True
    first = at = found.counted.past
    while at < len(pieces) and (pieces[at].kind in _SKIPPED or pieces[at].word in _REMAINING):
        at += 1
    if at >= len(pieces):
        return False
    stays = any(one.word in _STAYING for one in pieces[first:at])
    return pieces[at].word in _LEVELS or (stays and pieces[at].kind in _WHERE)
