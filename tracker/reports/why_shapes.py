"""The JSON shape of `tracker why`: the steps of an account, and every claim that they name."""

from tracker.model.claim import Count
from tracker.model.stamps import instant
from tracker.reconcile.barring import Barred
from tracker.reconcile.falls import Fall
from tracker.reconcile.voice_accounts import VoiceAccount
from tracker.reconcile.why import ActOf, Weighed, Why, who_sets_high, who_sets_low
from tracker.reports.shapes import Shape, claim_shape


def why_shape(account: Why) -> Shape:
    """What `tracker why --json` prints.

    `claims` holds every row named anywhere in the steps, as `tracker claims --json` shows it,
    but for those not yet recorded at the moment asked for.
    """
    dossier, picture = account.dossier, account.picture
    snapshot, estimate = dossier.snapshot, picture.estimate
    named = _named(account)
    return {
        "incident": snapshot.incident.slug,
        **_count(picture.count),
        "as_of": None if snapshot.as_of_us is None else instant(snapshot.as_of_us),
        "known_at": None if snapshot.known_at_us is None else instant(snapshot.known_at_us),
        "method": dossier.method.name,
        "eligible": {
            "claims": [row.id for row in account.eligible],
            "not_eligible": [_barred(one) for one in account.barred],
        },
        "standing": {
            "claims": [one.claim.id for one in picture.standing.claims],
            "fallen": [_fall(one) for one in account.falls],
            "acts": [_act(one) for one in account.acts],
        },
        "voices": [_voice(one) for one in account.voices],
        "rule": {
            "rule": estimate.rule,
            "low": estimate.low,
            "best": estimate.best,
            "high": estimate.high,
            "disputed": estimate.disputed,
            "claims": list(estimate.used),
            "low_from": [one.claim.id for one in who_sets_low(estimate)],
            "high_from": [one.claim.id for one in who_sets_high(estimate)],
            "weighed": [_weighed(one) for one in account.weighed],
        },
        "claims": [claim_shape(row, dossier) for row in snapshot.claims if row.id in named],
    }


def _named(account: Why) -> set[str]:
    named = {row.id for row in account.eligible}
    named |= {one.row.id for one in account.barred}
    named |= {one.by.id for one in account.barred if one.by is not None}
    named |= {one.by.id for one in account.falls}
    named |= {one.row.id for one in account.acts}
    return named | {one.dispute.id for one in account.voices if one.dispute is not None}


def _barred(one: Barred) -> Shape:
    return {
        "claim": one.row.id,
        "reason": one.bar.value,
        "by": None if one.by is None else one.by.id,
        "from": None if one.from_us is None else instant(one.from_us),
    }


def _fall(one: Fall) -> Shape:
    return {
        "claim": one.claim.id,
        "reason": one.how.value,
        "by": one.by.id,
        "from": instant(one.at_us),
    }


def _act(one: ActOf) -> Shape:
    return {
        "claim": one.row.id,
        "act": one.row.act.value,
        "ends": list(one.ends),
        "disputes": list(one.disputes),
    }


def _voice(one: VoiceAccount) -> Shape:
    source = one.source
    return {
        "voice": one.voice,
        "name": source.name or None if source else None,
        "kind": source.kind.value if source else None,
        "reliability": source.reliability.value if source else None,
        "affiliation": source.affiliation or None if source else None,
        "claim": None if one.standing is None else one.standing.claim.id,
        "party": one.party or None,
        "questionable": one.doubt or None,
        "disputed_by": None if one.dispute is None else one.dispute.id,
        "sources": [
            {
                "source": member.source,
                "through": [{"tie": link.tie.value, "to": link.to} for link in member.links],
                "claims": list(member.claims),
            }
            for member in one.members
        ],
    }


def _weighed(one: Weighed) -> Shape:
    return {
        "claim": one.one.claim.id,
        "used": one.used,
        "reason": one.reason or None,
        "made_of_it": one.told or None,
    }


def _count(count: Count) -> Shape:
    return {
        "metric": count.metric.value,
        "population": count.population.value,
        "scope": count.scope,
    }
