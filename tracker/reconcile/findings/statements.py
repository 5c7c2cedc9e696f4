"""Statements: what one source said of several populations in one breath, or one page of
several places."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tracker.model.choices import Metric, Population
from tracker.model.claim import Count
from tracker.reconcile.events import Voiced
from tracker.reconcile.picture import CountPicture


class Breath(NamedTuple):
    """Claims of one voice that bear one metric, scope, time and link: a breakdown."""

    metric: Metric
    scope: str
    by_population: dict[Population, Voiced]


class Page(NamedTuple):
    """Claims of one metric and population that one page carries, whoever said them."""

    metric: Metric
    population: Population
    by_scope: dict[str, Voiced]


def breaths(pictures: Iterable[CountPicture]) -> Iterator[Breath]:
    """Every breakdown with two populations or more; withdrawn claims are left out."""
    found: dict[tuple[str, ...], Breath] = {}
    for count, one in _public(pictures):
        key = (count.metric, count.scope, one.by.voice, *_times(one), one.claim.via, one.claim.url)
        breath = found.setdefault(key, Breath(count.metric, count.scope, {}))
        breath.by_population[count.population] = one
    return (breath for breath in found.values() if len(breath.by_population) > 1)


def metrics_in_one_breath(pictures: Iterable[CountPicture]) -> Iterator[dict[Metric, Voiced]]:
    """What one voice said at one time under one link of several metrics of one population and
    scope; withdrawn claims are left out."""
    found: dict[tuple[str, ...], dict[Metric, Voiced]] = {}
    for count, one in _public(pictures):
        where = count.population, count.scope, one.by.voice, one.claim.via, one.claim.url
        found.setdefault((*where, *_times(one)), {})[count.metric] = one
    return (by_metric for by_metric in found.values() if len(by_metric) > 1)


def pages(pictures: Iterable[CountPicture]) -> Iterator[Page]:
    """Every page with three scopes or more: one address, or without one what one voice said at
    one time. Withdrawn claims are left out."""
    found: dict[tuple[str, ...], Page] = {}
    for count, one in _public(pictures):
        claim = one.claim
        where = (claim.url,) if claim.url else (one.by.voice, claim.via, *_times(one))
        key = (count.metric, count.population, *where)
        page = found.setdefault(key, Page(count.metric, count.population, {}))
        page.by_scope[count.scope] = one
    return (page for page in found.values() if len(page.by_scope) > 2)


def _public(pictures: Iterable[CountPicture]) -> Iterator[tuple[Count, Voiced]]:
    for picture in pictures:
        for one in picture.state.seen.values():
            if one.claim.id not in picture.state.withdrawn:
                yield picture.count, one


def _times(one: Voiced) -> tuple[str, str]:
    asserted, published = one.claim.asserted_at, one.claim.published_at
    return asserted.text if asserted else "", published.text if published else ""
