"""Incidents: which event mentions of one article report the same incident, and which incident is the article's lead.

Here belongs the frame of docs/incidents.md: a mention belongs to an incident already reported unless something separates
them. What separates two mentions belongs to `distinctions`; what figures mean inside an incident, to `incident_figures`.
"""

from __future__ import annotations

from collections import defaultdict

from orchestration.extract.article import ArticleReading, EventMention, Incident, IncidentRole, is_countable
from orchestration.extract.discourse import distinctions
from orchestration.extract.parsing.bulletin import BulletinItem

_Figures = defaultdict[int, set[tuple[str, int]]]
_REAL_FACTUALITIES = frozenset({"asserted", "reported", "alleged"})
_SCOPES_OF_MANY = frozenset({"period", "cumulative", "sum"})
_YEAR_PRECISION = 5
"""UCDP's date_prec of a year."""
_TELLING_NUMBER, _CERTAIN_NUMBER = 3, 20
"""Numbers from which an equal figure is the lead's: without a place of its own, and wherever the sentence puts it."""


def assign_incidents(article: ArticleReading) -> None:
    """Puts every event mention into an incident, or leaves it out with the rule that says why.

    Reads in the order of the article, the title first. One incident is in focus: at first the lead, then the last one reported.
    After what is no incident of the article's news, the focus returns to the lead.
    """
    lead: Incident | None = None
    focus: Incident | None = None
    figures = _list_figures(article)
    for mention in sorted(article.events, key=lambda each: (each.sentence.field != "title", each.start, each.end)):
        rule = _find_reason_to_leave_out(mention)
        if rule is not None:
            mention.incident_rule, focus = rule, lead
            continue
        if mention.factuality == "denied":
            if focus is not None:
                focus.add(mention, "denied: the incident in focus")
            continue
        is_past = mention.time_scope == "background" or distinctions.is_long_past(mention, article.published)
        if is_past and not _opens_article(mention, lead):
            _place_recalled(article, mention, lead)
            focus = lead
            continue
        item = article.find_item(mention.sentence)
        if item is not None:
            incident, rule = _find_incident_of_item(article, mention, item)
        else:
            incident, rule = _find_incident(article, figures, mention, focus, lead)
        if incident is None:
            incident = Incident(IncidentRole.LEAD if lead is None else IncidentRole.OTHER)
            article.incidents.append(incident)
            lead = lead or incident
        incident.add(mention, rule)
        if not distinctions.is_side_fact(mention) or focus is None:
            focus = incident


def _find_reason_to_leave_out(mention: EventMention) -> str | None:
    """The rule by which a mention reports no incident; None if it may report one."""
    if mention.factuality not in {*_REAL_FACTUALITIES, "denied"}:
        return f"not happened: {mention.factuality}"
    if mention.time_scope in _SCOPES_OF_MANY:
        return f"no single incident: {mention.time_scope}"
    return None


def _opens_article(mention: EventMention, lead: Incident | None) -> bool:
    """Whether a past event is what the article is about: its first event, in the title or in the opening sentences."""
    period = mention.when.period
    is_of_year = period is not None and period.precision >= _YEAR_PRECISION and not distinctions.find_exact_place(mention)
    return lead is None and distinctions.is_in_opening(mention) and not is_of_year


def _place_recalled(article: ArticleReading, mention: EventMention, lead: Incident | None) -> None:
    """Puts a recalled event into the incident of its own day or place; without either it is part of none."""
    if (
        lead is not None
        and distinctions.share_day(mention, lead)
        and distinctions.find_distinction(article.actors, mention, lead) is None
    ):
        lead.add(mention, "the day of the lead")
        return
    if not (distinctions.has_stated_day(mention) or distinctions.find_exact_place(mention)):
        mention.incident_rule = "recalled: without a day or place of its own"
        return
    for incident in reversed(article.incidents):
        agrees = distinctions.share_day(mention, incident) or distinctions.share_place(mention, incident)
        if (
            incident.role is IncidentRole.RECALLED
            and agrees
            and distinctions.find_distinction(article.actors, mention, incident) is None
        ):
            incident.add(mention, "recalled before")
            return
    incident = Incident(IncidentRole.RECALLED)
    article.incidents.append(incident)
    incident.add(mention, "recalled: a day or place of its own")


def _find_incident(
    article: ArticleReading, figures: _Figures, mention: EventMention, focus: Incident | None, lead: Incident | None
) -> tuple[Incident | None, str]:
    """Finds the incident that a mention reports, with the rule. None if it opens a new one."""
    if focus is None or lead is None:
        return None, "opens the article"
    news = [each for each in reversed(article.incidents) if each.role is not IncidentRole.RECALLED]
    opener = _find_opener(article, mention)
    if opener is not None:
        rule = f"opens another incident: {opener}"
        is_open = any(each.sentence is mention.sentence and each.incident_rule == rule for each in focus.mentions)
        return (focus, "the incident in focus") if is_open else (None, rule)
    if _repeats_figure(figures, mention, lead):
        return lead, "the figure of the lead"
    ordinal = distinctions.find_ordinal(mention) if mention.is_definite else None
    if ordinal is not None:
        rule = f"opens another incident: {ordinal}"
        return next((each for each in news if any(m.incident_rule == rule for m in each.mentions)), None), rule
    return _find_fitting_incident(article, mention, focus, lead, news)


def _find_opener(article: ArticleReading, mention: EventMention) -> str | None:
    return None if mention.is_definite else distinctions.find_opening_words(mention, article.lexicon)


def _find_fitting_incident(
    article: ArticleReading, mention: EventMention, focus: Incident, lead: Incident, news: list[Incident]
) -> tuple[Incident | None, str]:
    """Finds the incident that nothing separates from a mention: that of its place, the one in focus, the lead, another one."""
    for incident in _list_once([focus, lead, *news]):
        if (
            distinctions.share_place(mention, incident)
            and distinctions.find_distinction(article.actors, mention, incident) is None
        ):
            return incident, "the same place"
    turn = None if mention.is_definite else distinctions.find_turn(mention)
    if turn is not None:
        return None, f"opens another incident: {turn}"
    if distinctions.share_sides(article.actors, mention, lead) and not distinctions.share_sides(article.actors, mention, focus):
        focus = lead
    apart = ""
    for incident, rule in ((focus, "the incident in focus"), (lead, "the lead")):
        reason = distinctions.find_distinction(article.actors, mention, incident)
        if reason is None:
            return incident, rule
        apart = apart or reason
    if not distinctions.has_scene(mention):
        is_other = apart == distinctions.OTHER_SIDES
        for incident in news:
            if is_other and not distinctions.share_sides(article.actors, mention, incident):
                continue
            if distinctions.find_distinction(article.actors, mention, incident) is None:
                return incident, "an earlier incident that fits"
    return None, apart


def _list_figures(article: ArticleReading) -> _Figures:
    """Lists the numbers that each event mention states, by outcome; additions are none of the toll."""
    figures: _Figures = defaultdict(set)
    for claim in article.casualties:
        if is_countable(claim) and not claim.is_additional and claim.statement.written is not None:
            figures[id(claim.event)].add((claim.outcome, claim.statement.written))
    return figures


def _repeats_figure(figures: _Figures, mention: EventMention, lead: Incident) -> bool:
    """Whether a mention states again a number that the opening states of the lead: one toll, stated by another speaker."""
    known = set().union(*(figures[id(each)] for each in lead.mentions if distinctions.is_in_opening(each)))
    least = _TELLING_NUMBER if distinctions.find_place(mention) is None else _CERTAIN_NUMBER
    is_equal = any(number >= least and (outcome, number) in known for outcome, number in figures[id(mention)])
    return is_equal and not distinctions.is_on_another_day(mention, lead)


def _find_incident_of_item(article: ArticleReading, mention: EventMention, item: BulletinItem) -> tuple[Incident | None, str]:
    """Each item of a bulletin reports an incident of its own, at the place in front of it."""
    if distinctions.find_place(mention) is None:
        mention.place = article.find_place_of_item(item) or mention.place
    for incident in reversed(article.incidents):  # in reading order, so those of the item are the last ones
        if article.find_item(incident.mentions[0].sentence) != item:
            break
        if distinctions.find_distinction(article.actors, mention, incident) is None:
            return incident, "the same item of the bulletin"
    return None, "an item of the bulletin"


def _list_once(incidents: list[Incident]) -> list[Incident]:
    return list({id(each): each for each in incidents}.values())
