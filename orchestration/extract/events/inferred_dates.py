"""Days inferred for events whose own sentence gives none: news says first what happened and later when.

Here belongs finding the sentences in which an article dates its story ("It happened on Sunday", "officers were called at 7 a.m.
Friday"), and giving their day to undated mentions. Which expression dates a trigger in its own sentence belongs to `event_times`.
"""

# ruff: noqa: PLR0911  (a rule reads as the list of its cases: one early return each)

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from spacy.tokens import Token

from orchestration.extract.article import ArticleReading, EventMention
from orchestration.extract.lexicon.lexicon import Lexicon
from orchestration.extract.parsing import syntax
from orchestration.extract.parsing.parse import Sentence
from orchestration.extract.times import dates, event_times

_INCIDENT, _RESPONSE, _CONTEXT = 3, 2, 1
"""How surely an expression dates the story: it says when the event happened, when help came, or when something around it was."""

_STRENGTHS = {"incident": _INCIDENT, "response": _RESPONSE, "death": _RESPONSE, "later": 0}
"""By the meaning of a word in scene_words.csv."""

_MAX_PRECISION = 2
"""A period that dates a story has at most this precision code: a few days ("overnight", "over the weekend")."""

_MAX_SENTENCES_AFTER = 2
"""At most so many sentences after a mention, another may say when it happened."""

_MAX_SENTENCES_SINCE_DAY = 3
"""For so many sentences after a day, the story stays on that day."""

_LEAD_SENTENCES = 3
"""The title and so many sentences of the text say what the article is about."""

_MAX_DAYS_TO_DEATH = 60
"""A victim who dies later dies within so many days of the attack."""

_CLOCK_WORDS = frozenset({"a.m.", "p.m.", "am", "pm", "o'clock", "hours", "gmt", "noon", "midnight", "dawn"})


@dataclass(frozen=True, slots=True)
class DayMention:
    """A day that the article gives. `position` is the index of the sentence in the article, the title first."""

    position: int
    period: dates.Period
    strength: int
    about: Token | None = None
    """The verb that the day belongs to, if it is a reaction ("protested on Sunday the murder of two farmers")."""
    is_of_story: bool = True
    """False for a day outside the story. It is never inferred, but it shows that the article gives more than one day."""

    def is_firm(self, position: int) -> bool:
        """Whether it surely dates a mention in a sentence near it; a day far away may belong to another event."""
        return self.strength == _INCIDENT and abs(self.position - position) <= _LEAD_SENTENCES


def find_days(article: ArticleReading) -> list[DayMention]:
    """Returns the days that the article gives for its story, in reading order: of its incidents and of what surrounds them."""
    found: list[DayMention] = []
    for position, sentence in enumerate(article.sentences):
        incident_texts = {
            event.when.text
            for event in article.events
            if event.sentence is sentence and event.is_incident and event.can_have_victims
        }
        for expression, token in event_times.find_expressions(sentence):
            period = None if expression.is_anaphoric else dates.resolve_time(expression, article.published)
            if expression.kind == "offset" and _counts_from_event(token, article.lexicon):
                counted_from = event_times.find_offset_anchor(sentence, expression, article.published)
                period, strength = dates.resolve_time(expression, article.published, counted_from), _INCIDENT
            elif expression.text in incident_texts:
                strength = _INCIDENT
            else:
                strength = _rate_expression(_find_split_root(article, sentence) or token, article.lexicon)
            if period is not None and period.precision <= _MAX_PRECISION and strength:
                is_of_story = _is_of_story(period, strength, article.published)
                found.append(DayMention(position, period, strength, _find_reaction_verb(token, article.lexicon), is_of_story))
    return found


def _is_of_story(period: dates.Period, strength: int, published: date | None) -> bool:
    """A day around the incident must be recent, and no day of a story lies after the day of publication, plus one."""
    if published is None:
        return True
    is_old = period.end < published - timedelta(days=event_times.MAX_NEWS_AGE_DAYS)
    tomorrow = published + timedelta(days=1)
    return not is_old and period.start < tomorrow if strength == _CONTEXT else period.start <= tomorrow


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
    """Infers the day of incidents whose own clause gives none from the days of the article's story.

    In this order: a day elsewhere in the mention's own sentence; a sentence after it that says when "it" happened; the last day
    before it, while the story goes on; for the title and the lead, the first day of the story. A vague period ("last month")
    becomes the one finer day inside it.
    """
    days = find_days(article)
    if not days:
        return
    for event in article.events:
        if not event.is_incident:
            continue
        position = article.sentences.index(event.sentence)
        candidates = [day for day in days if day.about is None or day.about not in list(event.head.ancestors)]
        if event.when.period is not None and event.when.period.precision > 1:
            day = _find_finer_day(candidates, event.when.period)
            if day is not None:
                event.when = replace(event.when, period=day.period, is_anaphoric=not day.is_firm(position))
        elif event.when.period is None and event.when.text is None:
            day = (
                _find_day_in_sentence(candidates, position)
                or _find_day_after(candidates, position)
                or _find_day_before(candidates, position)
                or _find_day_of_story(candidates, position)
            )
            if day is not None:
                event.when = replace(event.when, period=day.period, is_anaphoric=not day.is_firm(position))


def _find_finer_day(days: list[DayMention], period: dates.Period) -> DayMention | None:
    """ "A shooting last month … about 1 a.m. on Dec. 25": the one day inside the vague period."""
    finer = [s for s in days if s.strength >= _RESPONSE and s.period.precision < period.precision]
    return _pick_agreed_day([s for s in finer if period.start <= s.period.start and s.period.end <= period.end])


def _find_day_in_sentence(days: list[DayMention], position: int) -> DayMention | None:
    return _pick_agreed_day([day for day in days if day.position == position])


def _find_day_after(days: list[DayMention], position: int) -> DayMention | None:
    return next((s for s in days if s.strength == _INCIDENT and position < s.position <= position + _MAX_SENTENCES_AFTER), None)


def _find_day_before(days: list[DayMention], position: int) -> DayMention | None:
    before = [day for day in days if day.position < position and day.strength >= _RESPONSE]
    return before[-1] if before and position - before[-1].position <= _MAX_SENTENCES_SINCE_DAY else None


def _find_day_of_story(days: list[DayMention], position: int) -> DayMention | None:
    sure = [day for day in days if day.strength >= _RESPONSE]
    if sure and position <= _LEAD_SENTENCES:
        return sure[0] if sure[0].is_of_story else None
    return _pick_agreed_day(sure or days)


def _pick_agreed_day(found: list[DayMention]) -> DayMention | None:
    days = {spot.period.start for spot in found}
    return found[0] if len(days) == 1 and found[0].is_of_story else None
