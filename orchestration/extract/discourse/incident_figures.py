"""What figures mean inside the incidents of one article: which are the sum of several incidents, and the lead of a roundup.

Here belongs rule 5 of docs/incidents.md. Which incident a figure belongs to was decided before, by its event mention. Which
figure of one incident is best is decided in dbt.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from orchestration.extract.article import ArticleReading, CasualtyClaim, EventMention, Incident, IncidentRole, is_countable
from orchestration.extract.discourse import distinctions
from orchestration.extract.parsing import syntax
from orchestration.extract.places.place_mentions import lies_in

SUM = "sum"
"""The time scope of a figure for several incidents, where the article reports its parts."""

_MIN_PARTS = 2
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})
_SEVERAL_PLACES = re.compile(
    r"\b(?:across|throughout|several|various|different|multiple|separate|both|up and down|all over|elsewhere)\b|"
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+) (?:\w+ )?"
    r"(?:villages|towns|cities|camps|districts|provinces|regions|areas|places|sites|locations|positions|attacks|strikes|raids|"
    r"communities|settlements|localities|governments|counties|incidents|clashes|shootouts|operations)\b",
    re.I,
)
_PLACE_LINK = re.compile(r"(?: \w+)?(?:,| and|, and| as well as)(?: (?:in|at|the))* ")
_OUTCOMES = ("killed", "wounded")


def mark_sums(article: ArticleReading) -> None:
    """Gives the figures that are the sum of incidents reported apart the time scope `sum`, and the lead to a part of them."""
    news = [each for each in article.incidents if each.role is not IncidentRole.RECALLED]
    for incident in news:
        sums = [claim for outcome in _OUTCOMES for claim in _find_sums(article, incident, news, outcome)]
        for claim in sums:
            claim.time_scope = SUM
        if sums:
            _leave_to_parts(article, incident, sums)


def _find_sums(article: ArticleReading, incident: Incident, news: list[Incident], outcome: str) -> list[CasualtyClaim]:
    """Finds the figures of an incident that hold those of other incidents, or of exact places in the incident itself."""
    own = _list_figures(article, incident, outcome)
    wide = [claim for claim in own if _is_wide(article, claim)]
    placed = [
        each
        for each in article.casualties
        if each.incident is incident and each.outcome == outcome and not _is_wide(article, each)
    ]
    placed_numbers = {_get_number(claim) for claim in placed if is_countable(claim)}
    others = [
        max((_get_number(claim) for claim in _list_figures(article, each, outcome)), default=0)
        for each in news
        if each is not incident
    ]
    found = []
    for claim in wide:
        number = _get_number(claim)
        local = max((each for each in placed_numbers if each < number), default=0)
        parts = [part for part in (local, *others) if 0 < part < number]
        if len(parts) < _MIN_PARTS:
            continue
        if (_is_sum_of_some(number, parts) and not _is_of_one(claim)) or _is_of_several(claim):
            found.append(claim)
    numbers = {_get_number(claim) for claim in found}
    return [each for each in own if each in found or (each.statement.sentence.field == "title" and _get_number(each) in numbers)]


def _is_sum_of_some(number: int, parts: list[int]) -> bool:
    """Whether the first part and some of the others add up to a number; others may be of a later paragraph about elsewhere."""
    reached = {parts[0]}
    for part in parts[1:]:
        reached |= {total + part for total in reached if total + part <= number}
    return number in reached - {parts[0]}


def _list_figures(article: ArticleReading, incident: Incident, outcome: str) -> list[CasualtyClaim]:
    return [
        claim
        for claim in article.casualties
        if claim.incident is incident and claim.outcome == outcome and is_countable(claim) and claim.part_of is None
    ]


def _is_wide(article: ArticleReading, claim: CasualtyClaim) -> bool:
    """Whether the sentence of a figure gives no exact place for it."""
    if claim.event is None:
        return False
    is_own = claim.event.sentence is claim.statement.sentence
    return not is_own or not _names_its_place(article, claim.event) or _lists_places(article, claim.event)


def _names_its_place(article: ArticleReading, event: EventMention) -> bool:
    """Whether the sentence of an event names the exact place that is taken for it."""
    place = event.place
    if place is None or not distinctions.is_exact(place):
        return False
    named = (each for each in article.list_places_in(event.sentence) if distinctions.is_exact(each))
    return any(distinctions.are_one_place(each, place) for each in named)


def _lists_places(article: ArticleReading, event: EventMention) -> bool:
    """Whether the place of an event is one of several that its sentence lists: "in Upton and Midton"."""
    places = [each for each in article.list_places_in(event.sentence) if each.mention.is_scene]
    pairs = [
        (one, other)
        for one, other in pairwise(sorted(places, key=lambda each: each.start))
        if _PLACE_LINK.fullmatch(event.sentence.field_text[one.end : other.start])
        and not (lies_in(one.mention, other.mention) or distinctions.are_one_place(one, other))
    ]
    return any(event.place in pair for pair in pairs)


def _is_of_several(claim: CasualtyClaim) -> bool:
    """Whether the words speak of several events or places: "strikes across the region killed 36"."""
    event = claim.event
    is_plural = event is not None and event.head.tag_ in _PLURAL_TAGS
    return is_plural or _SEVERAL_PLACES.search(claim.statement.sentence.text) is not None


def _is_of_one(claim: CasualtyClaim) -> bool:
    """Whether the words speak of one event that was reported before: "the attack killed 23"."""
    return claim.event is not None and claim.event.is_definite and claim.event.head.tag_ not in _PLURAL_TAGS


def _get_number(claim: CasualtyClaim) -> int:
    return claim.statement.written or claim.statement.low or 0


def _leave_to_parts(article: ArticleReading, incident: Incident, sums: list[CasualtyClaim]) -> None:
    """Leaves out the mentions that report only the sum; their day is that of the parts. The deadliest part becomes the lead."""
    summed = {id(claim.event) for claim in sums}
    for mention in list(incident.mentions):
        has_own = any(claim.event is mention and is_countable(claim) for claim in article.casualties)
        is_wide = distinctions.find_exact_place(mention) is None
        if not has_own and is_wide and (id(mention) in summed or not distinctions.has_scene(mention)):
            incident.mentions.remove(mention)
            mention.incident, mention.incident_rule = None, "the sum of incidents reported apart"
    summing = next((c.event for c in sums if c.event is not None and c.event.when.period is not None), None)
    if not incident.mentions:
        article.incidents.remove(incident)
    parts = [each for each in article.incidents if each.role is not IncidentRole.RECALLED]
    if incident.role is not IncidentRole.LEAD or not parts:
        return
    for part in parts:
        part.role = IncidentRole.OTHER
        for mention in part.mentions:
            if mention.when.period is None and mention.when.text is None and summing is not None:
                mention.when = replace(mention.when, period=summing.when.period)
    max(parts, key=lambda each: _count_dead(article, each)).role = IncidentRole.LEAD


def choose_lead(article: ArticleReading) -> None:
    """Makes the deadliest incident the lead of a roundup: a bulletin, or attacks in general without dead of their own."""
    lead = next((each for each in article.incidents if each.role is IncidentRole.LEAD), None)
    others = [each for each in article.incidents if each.role is IncidentRole.OTHER]
    if lead is None or not others:
        return
    has_figures = any(_list_figures(article, lead, outcome) for outcome in _OUTCOMES)
    is_of_several = not has_figures and all(_is_plural(article, each) for each in lead.mentions)
    deadliest = max(others, key=lambda each: _count_dead(article, each))
    if (article.items or is_of_several) and _count_dead(article, deadliest) > _count_dead(article, lead):
        lead.role, deadliest.role = IncidentRole.OTHER, IncidentRole.LEAD


def _is_plural(article: ArticleReading, mention: EventMention) -> bool:
    """Whether a mention is about several events: "raids", "strikes rocked the province"."""
    agents = syntax.find_agents(mention.head) if mention.head.pos_ == "VERB" else [mention.head]
    nouns = [each for each in agents if each is mention.head or each.lemma_.lower() in article.lexicon.incident_nouns]
    return any(each.tag_ in _PLURAL_TAGS for each in nouns)


def _count_dead(article: ArticleReading, incident: Incident) -> int:
    return max((_get_number(claim) for claim in _list_figures(article, incident, "killed")), default=0)
