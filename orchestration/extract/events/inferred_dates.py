"""Days inferred for mentions whose own sentence gives none: news says first what happened and later when.

Here belongs finding the sentences in which an article dates its lead ("It happened on Sunday", "officers were called at 7 a.m.
Friday"), and the window of a lead that no sentence dates. Which expression dates a trigger in its own sentence belongs to
`event_times`; which mentions report one incident, and which incident is the lead, to `discourse.incidents`.
"""

# ruff: noqa: PLR0911  (a rule reads as the list of its cases: one early return each)

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from spacy.tokens import Token

from orchestration.extract.article import ArticleReading, EventMention, Incident, IncidentRole
from orchestration.extract.lexicon.lexicon import Lexicon
from orchestration.extract.parsing import syntax
from orchestration.extract.parsing.parse import Sentence
from orchestration.extract.times import dates, event_times

_INCIDENT, _RESPONSE, _CONTEXT = 3, 2, 1
"""How surely an expression dates the story: it says when the event happened, when help came, or when something around it was."""

_STRENGTHS = {"incident": _INCIDENT, "response": _RESPONSE, "death": _RESPONSE, "later": 0}
"""By the meaning of a word in scene_words.csv."""

_MAX_PRECISION = 2
"""A period that dates an incident has at most this precision code: a few days ("overnight", "over the weekend")."""

_NEAR_SENTENCES = 3
"""At most so many sentences from a mention, a day that says when it happened surely belongs to it."""

_MAX_DAYS_BACK = 7
"""A day that another sentence gives for the lead, or on which it was stated, lies within so many days of publication."""

_STATING = frozenset({"reported", "alleged", "denied"})
"""The factuality of what words such as "said", "claimed" and "denied" report, in reporting_words.csv."""

_MAX_DAYS_TO_DEATH = 60
"""A victim who dies later dies within so many days of the attack."""

_CLOCK_WORDS = frozenset({"a.m.", "p.m.", "am", "pm", "o'clock", "hours", "gmt", "noon", "midnight", "dawn"})


@dataclass(frozen=True, slots=True)
class DayMention:
    """A day that the article gives for its lead. `position` is the index of the sentence in the article, the title first."""

    position: int
    period: dates.Period
    strength: int
    about: Token | None = None
    """The verb that the day belongs to, if it is a reaction ("protested on Sunday the murder of two farmers")."""

    @property
    def is_sure(self) -> bool:
        """Whether it is the day of the incident itself, not of help, of a find or of a reaction."""
        return self.strength == _INCIDENT and self.about is None

    def is_firm(self, position: int) -> bool:
        """Whether it surely dates a mention in a sentence near it; a day far away may belong to another event."""
        return self.strength == _INCIDENT and abs(self.position - position) <= _NEAR_SENTENCES


def find_days(article: ArticleReading, lead: Incident) -> list[DayMention]:
    """Returns the days that the article gives for its lead, in reading order: of the lead itself and of what surrounds it.

    What the article states in a sentence about another incident, or about a recalled one, belongs to that one.
    """
    found: list[DayMention] = []
    periods = [event.when.period for event in lead.mentions if event.when.period is not None]
    for position, sentence in enumerate(article.sentences):
        if _is_of_other_incident(article, sentence, lead):
            continue
        own_texts = {event.when.text for event in lead.mentions if event.sentence is sentence and event.can_have_victims}
        for expression, token in event_times.find_expressions(sentence):
            period = None if expression.is_anaphoric else dates.resolve_time(expression, article.published)
            if expression.kind == "offset" and _counts_from_event(token, article.lexicon):
                counted_from = event_times.find_offset_anchor(sentence, expression, article.published)
                period, strength = dates.resolve_time(expression, article.published, counted_from), _INCIDENT
            elif expression.text in own_texts:
                strength = _INCIDENT
            else:
                strength = _rate_expression(_find_split_root(article, sentence) or token, article.lexicon)
            if period is None or period.precision > _MAX_PRECISION or not strength:
                continue
            if _is_of_news(period, strength, article) or any(_includes(vague, period) for vague in periods):
                found.append(DayMention(position, period, strength, _find_reaction_verb(token, article.lexicon)))
    return found


def _is_of_other_incident(article: ArticleReading, sentence: Sentence, lead: Incident) -> bool:
    """Whether a sentence reports only other incidents than the lead, or goes on about one."""
    current: Sentence | None = sentence
    while current is not None:
        incidents = [event.incident for event in article.events if event.sentence is current]
        if incidents:
            is_current = current is sentence
            return lead not in incidents and (is_current or incidents[-1] is not None)
        current = article.find_previous_sentence(current)
    return False


def _is_of_news(period: dates.Period, strength: int, article: ArticleReading) -> bool:
    """Whether a day may be that of the lead: recent, and not after publication.

    A report of a crime reports one incident, however old. A report of a war names the days of many others.
    """
    if article.published is None:
        return True
    most = _MAX_DAYS_BACK if article.context == "conflict" else event_times.MAX_NEWS_AGE_DAYS if strength == _CONTEXT else None
    is_recent = most is None or period.end >= article.published - timedelta(days=most)
    return is_recent and period.start <= article.published + timedelta(days=1)


def _find_reaction_verb(token: Token, lexicon: Lexicon) -> Token | None:
    verb = syntax.find_clause_verb(token)
    is_later = verb is not None and _STRENGTHS.get(lexicon.scene_words.get((verb.lemma_.lower(), "verb"), "")) == 0
    return verb if is_later else None


def _find_split_root(article: ArticleReading, sentence: Sentence) -> Token | None:
    """ "It happened near Elm Ave." "late on Sunday": the end of a sentence that an abbreviation cut in two."""
    before = article.find_previous_sentence(sentence)
    if before is None or not sentence.text[:1].islower() or any(syntax.is_verb(token) for token in sentence.tokens):
        return None
    return before.span.root


def _rate_expression(token: Token, lexicon: Lexicon) -> int:
    """How surely an expression at a token dates the article's story; 0 if it dates something else."""
    in_phrase = _rate_in_phrase(token, lexicon)
    return _rate_in_clause(token, lexicon) if in_phrase is None else in_phrase


def _rate_in_phrase(token: Token, lexicon: Lexicon) -> int | None:
    beside = event_times.find_noun_beside(token)
    if beside is not None and _classify_noun(beside, lexicon) == "incident":
        return _INCIDENT
    for each in token.ancestors:
        if syntax.is_verb(each):
            return None
        if each.pos_ == "NOUN":
            meaning = _classify_noun(each, lexicon)
            if meaning is not None:
                return _STRENGTHS[meaning]
            is_clock = each.ent_type_ in {"TIME", "DATE"} or each.lower_ in _CLOCK_WORDS
            is_person = each.lemma_.lower() in lexicon.victim_nouns  # "Friday morning officers found", read as one phrase
            if token.dep_ in syntax.NOUN_MODIFIERS and each == token.head and not is_clock and not is_person:
                return 0  # "the 3 October coup", "Friday prayers"
    return None


def _rate_in_clause(token: Token, lexicon: Lexicon) -> int:
    verb = syntax.find_clause_verb(token)
    if verb is None:
        return _CONTEXT
    if event_times.is_future(verb) or syntax.is_negated(verb):
        return 0
    if verb.lemma_.lower() in lexicon.reporting_words:
        reported = next((child for child in verb.children if child.dep_ == "ccomp"), verb)
        if verb.tag_ in event_times.PRESENT_TAGS or reported.i < token.i < verb.i:
            verb = reported  # "police say early Sunday a man was shot", "a fire closed the road on Sunday, police said"
    lemma = verb.lemma_.lower()
    if lemma == "take" and any(each.lower_ == "place" for each in syntax.find_objects(verb)):
        lemma = "take place"
    subject = syntax.find_subject(verb)
    meaning = lexicon.scene_words.get((lemma, "verb"), "")
    if subject is not None and _classify_noun(subject, lexicon) == "incident" and syntax.is_verb(verb) and meaning != "response":
        return _INCIDENT
    if event_times.find_event_noun(verb, lexicon) is not None or _has_harm_clause(verb, lexicon):
        return _INCIDENT
    if any(event_times.is_meanwhile(child) for child in verb.children) and not meaning:
        return _RESPONSE  # "was in his car on Sunday when men came"
    if lemma in lexicon.reporting_words and not syntax.is_passive(verb):
        return 0
    is_beside = lemma not in lexicon.reporting_words and verb.tag_ not in event_times.PRESENT_TAGS
    return _STRENGTHS.get(meaning, _CONTEXT if is_beside else 0)


def _has_harm_clause(verb: Token, lexicon: Lexicon) -> bool:
    """ "The rifle discharged on Sunday, killing a farmer"."""
    joined = (child for child in verb.children if child.dep_ == "advcl" and child.tag_ == "VBG")
    return any(lexicon.scene_words.get((child.lemma_.lower(), "verb")) == "incident" for child in joined)


def _classify_noun(noun: Token, lexicon: Lexicon) -> str | None:
    lemma = noun.lemma_.lower()
    meaning = lexicon.scene_words.get((lemma, "noun"))
    return meaning or ("incident" if lemma in lexicon.incident_nouns else None)


def correct_death_dates(article: ArticleReading) -> None:
    """Sets the day of the attack on an event dated by a death: "A guard shot on Monday died on Friday" is Monday's event."""
    for event in article.events:
        died = event.when.period
        if died is None or died.precision > 1 or not _is_death(event.head, article.lexicon):
            continue
        persons = {id(c.person.root) for c in article.casualties if c.event is event and c.person is not None}
        hits = [c for c in article.casualties if c.person is not None and id(c.person.root) in persons and c.verb is not None]
        dated = [(c.when.text, c.when.period) for c in hits if c.verb is not None and not _is_death(c.verb, article.lexicon)]
        dated += _list_event_days(article, event, died.start)
        days = {period: text for text, period in dated if period is not None and period.precision == 1}
        earlier = [day for day in days if 0 < (died.start - day.start).days <= _MAX_DAYS_TO_DEATH]
        if len(earlier) == 1:
            event.when = replace(event.when, text=days[earlier[0]], period=earlier[0])


def _list_event_days(article: ArticleReading, event: EventMention, died: date) -> list[tuple[str | None, dates.Period | None]]:
    """Lists the other days in the sentence of a death: "died on Friday after being shot on Monday", "a day after the attack"."""
    dated: list[tuple[str | None, dates.Period | None]] = []
    for expression, token in event_times.find_expressions(event.sentence):
        if expression.kind == "offset":
            later = event_times.find_words_after_offset(token)
            is_counted = _counts_from_event(token, article.lexicon) and event.head not in later
            period = dates.resolve_time(expression, article.published, died) if is_counted else None
        else:
            is_event_day = not expression.is_anaphoric and _rate_expression(token, article.lexicon) == _INCIDENT
            period = dates.resolve_time(expression, article.published) if is_event_day else None
        dated.append((expression.text, period))
    return dated


def _counts_from_event(word: Token, lexicon: Lexicon) -> bool:
    return any(_classify_word(each, lexicon) in {"incident", "death"} for each in event_times.find_words_after_offset(word))


def _is_death(word: Token, lexicon: Lexicon) -> bool:
    return _classify_word(word, lexicon) == "death"


def _classify_word(word: Token, lexicon: Lexicon) -> str | None:
    return lexicon.scene_words.get((word.lemma_.lower(), "verb")) if syntax.is_verb(word) else _classify_noun(word, lexicon)


def infer_dates(article: ArticleReading) -> None:
    """Infers the day of mentions whose own clause gives none.

    A mention takes the day that another mention of its incident states. The lead, if none of its mentions states a day, takes one
    that a sentence gives for it; otherwise it is news: it happened by the day of the statement, or of publication, or the day
    before. Nothing is inferred for other incidents: the day of a recalled attack is not that of the news, nor the other way.
    """
    for incident in article.incidents:
        mentions = [event for event in incident.mentions if event.is_incident]
        undated = [event for event in mentions if event.when.period is None and event.when.text is None]
        vague = [event for event in mentions if event.when.period is not None and event.when.period.precision > 1]
        days = _list_stated_days(article, mentions)
        is_lead = incident.role is IncidentRole.LEAD and bool(mentions)
        if is_lead and not any(day.period.precision == 1 and day.is_sure for day in days):
            days = find_days(article, incident)
        for event in vague:
            day = _find_finer_day(days, event.when.period)
            _set_day(article, event, day)
        for event in undated:
            _set_day(article, event, _find_day(article, event, days))
        if is_lead and len(undated) == len(mentions) and not any(event.when.period for event in undated):
            _infer_window(article, undated)


def _list_stated_days(article: ArticleReading, mentions: list[EventMention]) -> list[DayMention]:
    """Lists the days that the mentions of an incident state, in reading order."""
    found = []
    for event in mentions:
        period = event.when.period
        if period is not None and period.precision <= _MAX_PRECISION:
            reaction = _find_reaction_verb(event.head, article.lexicon)
            strength = _RESPONSE if event.when.is_anaphoric else _INCIDENT
            found.append(DayMention(article.find_position(event.sentence), period, strength, reaction))
    return sorted(found, key=lambda day: day.position)


def _set_day(article: ArticleReading, event: EventMention, day: DayMention | None) -> None:
    if day is not None:
        is_firm = day.is_firm(article.find_position(event.sentence))
        event.when = replace(event.when, period=day.period, is_anaphoric=not is_firm)


def _find_day(article: ArticleReading, event: EventMention, days: list[DayMention]) -> DayMention | None:
    candidates = [day for day in days if day.about is None or day.about not in list(event.head.ancestors)]
    near = _find_day_near(candidates, article.find_position(event.sentence))
    return near or _find_day_of_story(candidates, is_war=article.context == "conflict")


def _find_finer_day(days: list[DayMention], period: dates.Period | None) -> DayMention | None:
    """ "A shooting last month … about 1 a.m. on Dec. 25": the first day inside the vague period."""
    if period is None:
        return None
    finer = [day for day in days if day.strength >= _RESPONSE and day.period.precision < period.precision]
    return next((day for day in finer if _includes(period, day.period)), None)


def _includes(period: dates.Period, inner: dates.Period) -> bool:
    return period.start <= inner.start and inner.end <= period.end


def _find_day_near(days: list[DayMention], position: int) -> DayMention | None:
    """Finds a day in the mention's own sentence, else in the two after it, else the last in the three before it."""
    own = [day for day in days if day.position == position]
    after = [day for day in days if day.strength == _INCIDENT and 0 < day.position - position < _NEAR_SENTENCES]
    before = [day for day in days if day.strength >= _RESPONSE and 0 < position - day.position <= _NEAR_SENTENCES]
    return next(iter([*own, *after, *reversed(before)]), None)


def _find_day_of_story(days: list[DayMention], *, is_war: bool) -> DayMention | None:
    """Finds the first day that dates the incident itself, else help for it, else the only one of anything around it."""
    sure = [day for day in days if day.strength >= _RESPONSE]
    if not sure and not is_war and len({day.period.start for day in days}) == 1:
        return days[0]
    return max(sure, key=lambda day: day.strength, default=None)


def _infer_window(article: ArticleReading, mentions: list[EventMention]) -> None:
    """Gives an undated lead the two days up to the statement that is the news, else up to publication."""
    first = next((event for event in mentions if event.sentence.field == "text"), mentions[0])
    if article.published is None or _is_looked_back_at(first, article.lexicon):
        return
    until = _find_statement_day(article, first) or article.published
    window = dates.Period(until - timedelta(days=1), until, _MAX_PRECISION)
    for event in mentions:
        event.when = replace(event.when, period=window, is_anaphoric=True)


def _find_statement_day(article: ArticleReading, event: EventMention) -> date | None:
    """Finds the day on which somebody stated, in the mention's own sentence, what happened: "said on Saturday"."""
    for expression, token in event_times.find_expressions(event.sentence):
        period = dates.resolve_time(expression, article.published)
        verb = syntax.find_clause_verb(token)
        if period is not None and period.precision == 1 and verb is not None and article.published is not None:
            is_recent = 0 <= (article.published - period.start).days <= _MAX_DAYS_BACK
            if is_recent and article.lexicon.reporting_words.get(verb.lemma_.lower()) in _STATING:
                return period.start
    return None


def _is_looked_back_at(event: EventMention, lexicon: Lexicon) -> bool:
    """Whether the news is a later act, such as a sentence or a funeral, and the incident only what it is about."""
    above = [event.head, *event.head.ancestors]
    stated = [word for word in above if lexicon.reporting_words.get(word.lemma_.lower()) in _STATING]
    return any(_classify_word(word, lexicon) == "later" for word in above if word not in stated)
