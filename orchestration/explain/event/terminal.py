"""An event explanation on standard output: coloured and wrapped on a terminal, plain lines elsewhere.

Here belong layout and colours. Line ends belong to `terminal.text_blocks`, reasons to `grounds` and `joins`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import zip_longest

from rich.text import Text

from orchestration.explain.event.explanation import EventExplanation, Row
from orchestration.explain.event.grounds import describe_other_articles, explain_bounds, explain_vote
from orchestration.explain.event.joins import SeparateEvent, find_strongest_joins, list_separate_events, select_inner_pairs
from orchestration.explain.legend import FIGURE_FORMAT
from orchestration.explain.readings import format_attribution, format_date, format_figure, format_interval, format_place
from orchestration.terminal.console import SafeConsole
from orchestration.terminal.sanitize import sanitize_text
from orchestration.terminal.text_blocks import BlockWriter

_MAX_SEPARATE_EVENTS = 10
_MAX_CONTEXT_LENGTH = 70
"""Characters of the sentence that are shown on each side of the trigger."""
_DIM, _HEADING = "dim", "bold"
_STYLES = {"A": "blue", "M": "bold yellow", "O": "bold cyan", "C": "bold red", "Q": "bold magenta"}
_GRADES = {
    "conceded": "the responsible side accepts it",
    "denied": "the latest reports of all origins deny it",
    "contested": "origins name different perpetrators",
    "corroborated": "two or more independent origins",
    "single-origin": "only one origin states it",
}
_PRECISIONS = {1: "the exact day", 2: "within 2 to 6 days", 3: "within a week", 4: "within a month", 5: "within a year"}


def print_explanation(explanation: EventExplanation, console: SafeConsole) -> None:
    """Prints the explanation."""
    _Writer(console).write_explanation(explanation)


class _Writer(BlockWriter):
    def write_explanation(self, explanation: EventExplanation) -> None:
        self.write_line(0, Text(sanitize_text(explanation.event["summary"]), _HEADING))
        self.write_blank_line()
        self._write_facts(explanation)
        self._write_figures(explanation)
        self._write_uncounted_claims(explanation)
        self._write_equipment(explanation)
        self._write_mentions(explanation)
        self._write_separate_events(explanation)
        self._write_articles(explanation)
        self._write_history(explanation)

    def _write_facts(self, explanation: EventExplanation) -> None:
        event = explanation.event
        sides = [side for side in (event["actor1"], event["actor2"]) if side]
        reports = f"{_format_count(event['n_articles'], 'article')}, {_format_count(event['n_stories'], 'story', 'stories')}"
        first, last = event["first_reported_at"], event["last_reported_at"]
        facts = [
            ("id", event["event_id"]),
            ("what", " · ".join(filter(None, (event["sub_event_type"], event["event_type"], event["context"])))),
            ("when", _format_dates(event)),
            ("where", format_place(event) or "not stated"),
            ("who", " · ".join(sides) or "not stated"),
            ("weapon", event["weapon"]),
            (
                "reports",
                reports
                + (
                    f", {_format_day(first)}" + (f" to {_format_day(last)}" if _format_day(last) != _format_day(first) else "")
                    if first
                    else ""
                ),
            ),
            ("grade", f"{event['grade']}: {_GRADES.get(event['grade'], '')}" if event["grade"] else None),
        ]
        facts += [
            ("old id", f"{step.old}, {step.reason} into {step.new} on {_format_day(step.changed_at)}")
            for step in explanation.found.trail
        ]
        for name, value in facts:
            if value:
                self.write_line(0, Text.assemble((f"{name:<8} ", _DIM), sanitize_text(value)))

    # ------------------------------------------------------------------------------------------------ the figures

    def _write_figures(self, explanation: EventExplanation) -> None:
        self._write_section("why these figures", f"{FIGURE_FORMAT} Each origin has one vote for each figure.")
        if not explanation.figures:
            self.write_line(0, Text("No counted claim states a number of people."))
        for figure in explanation.figures:
            self.write_blank_line()
            is_total = figure["victim_group"] == "total"
            group = "" if is_total else f" {figure['victim_group']}"
            support = f"  {_format_count(figure['n_claims'], 'claim')}, {_format_count(figure['n_origins'], 'origin')}"
            name = f"{figure['outcome']}{group} {_format_interval(figure)}"
            self.write_line(0 if is_total else 4, Text.assemble((name, _HEADING), (support, _DIM)))
            for bound, ground in explain_bounds(figure, explanation.select_votes(figure), explanation.find_total(figure)):
                self.write_line(
                    4 if is_total else 8, Text.assemble((f"{bound:<11} " if bound else "", _DIM), sanitize_text(ground))
                )
            for vote in explanation.select_votes(figure):
                self._write_vote(explanation, vote, with_claims=is_total)
        if explanation.sides:
            self.write_blank_line()
        for side in explanation.sides:
            self.write_line(
                0,
                Text.assemble(
                    (f"{side['outcome']} {_format_interval(side)}", _HEADING), f"  on the side of {sanitize_text(side['actor'])}"
                ),
            )

    def _write_vote(self, explanation: EventExplanation, vote: Row, *, with_claims: bool) -> None:
        claims = explanation.select_claims(vote)
        line = self._make_labelled(vote["label"], f"{format_attribution(vote)}: {_format_interval(vote)}")
        grounds = [explain_vote(vote, claims), *describe_other_articles(vote, claims)]
        line.append("; ".join([f", in {explanation.labels[vote['article_id']]}", *filter(None, grounds)]), _DIM)
        self.write_line(4 if with_claims else 8, line)
        if with_claims:
            self._write_claims(claims, 8)

    def _write_claims(self, claims: Sequence[Row], indent: int, *, are_counted: bool = True) -> None:
        """Writes each claim, and each sentence below its claims. An uncounted claim also gets its attribution and the reason."""
        for claim, following in zip_longest(claims, claims[1:]):
            remark = None if are_counted else f"{format_attribution(claim)} · not counted: {claim['not_counted_reason']}"
            self._write_claim(claim, indent, remark)
            if following is None or any(following[key] != claim[key] for key in ("article_id", "sentence")):
                self.write_line(indent + 4, Text(sanitize_text(claim["sentence"]), "italic"))

    def _write_claim(self, claim: Row, indent: int, remark: str | None) -> None:
        words = claim["victim_name"] or claim["count_text"]
        line = self._make_labelled(claim["label"], "")
        line.append(f"“{sanitize_text(words)}” ", _HEADING)
        group = claim.get("victim_group")
        extras = [
            claim["qualifier"],
            group if group != "total" else None,
            f"of {claim['victim_actor_name']}" if claim["victim_actor_name"] else None,
            "part of a figure" if claim.get("part_of") else None,
            "in a list" if claim.get("list_id") else None,
            "adds to an earlier figure" if claim.get("is_additional") else None,
            "update" if claim.get("is_update") else None,
        ]
        line.append(f"{sanitize_text(format_figure(claim))} ({sanitize_text(', '.join(filter(None, extras)))})")
        line.append(f" · {claim['article']}, {claim['mention']}", _DIM)
        if remark:
            line.append(f" · {sanitize_text(remark)}")
        self.write_line(indent, line)
        if claim["correction"]:
            self.write_line(indent + 4, Text.assemble(("corrected ", "bold"), sanitize_text(claim["correction"])))

    def _write_uncounted_claims(self, explanation: EventExplanation) -> None:
        claims = [claim for claim in (*explanation.claims, *explanation.equipment_claims) if not claim["is_counted"]]
        if claims:
            self._write_section("claims that are not counted")
            self._write_claims(claims, 0, are_counted=False)

    def _write_equipment(self, explanation: EventExplanation) -> None:
        if explanation.losses:
            self._write_section("equipment")
        for loss in explanation.losses:
            owner = f"  of {sanitize_text(loss['owner'])}" if loss["owner"] else ""
            self.write_line(
                0,
                Text.assemble(
                    (f"{sanitize_text(loss['equipment'])} {loss['outcome']} {_format_interval(loss)}", _HEADING), owner
                ),
            )
        self._write_claims([claim for claim in explanation.equipment_claims if claim["is_counted"]], 4)

    # ----------------------------------------------------------------------------------------------- the matching

    def _write_mentions(self, explanation: EventExplanation) -> None:
        pairs = select_inner_pairs(explanation)
        vetoes = sum(pair["veto"] is not None for pair in pairs)
        compared = f"{_format_count(len(pairs), 'pair')} of incidents compared, {_format_count(vetoes, 'veto', 'vetoes')}."
        if len(explanation.mentions) == 1:
            compared = "Only one mention reports it."
        elif len(explanation.incidents) == 1:
            compared = "Only one article reports it, as one incident."
        self._write_section("why these mentions are one event", compared)
        for join in find_strongest_joins(explanation):
            mention = join.mention
            kind = mention["sub_event_type"] or mention["event_type"] or mention["context"]
            facts = [kind, mention["location"] or "place not stated", format_date(mention) or "date not stated"]
            facts += [f"{mention[side]} ({side.partition('_')[0]})" for side in ("agent_name", "target_name") if mention[side]]
            line = self._make_labelled(mention["label"], "")
            line.append(f"“{sanitize_text(mention['trigger'])}” ", _HEADING)
            line.append(f"{sanitize_text(', '.join(facts))}")
            line.append(f" · {mention['article']}", _DIM)
            self.write_line(0, line)
            remarks = []
            if mention["time_scope"] != "incident":
                remarks.append(f"recalled ({mention['time_scope']}): it refers to the event, but no event is made from it")
            first = explanation.labels.get(mention["incident_id"] or "")
            if first not in (None, mention["label"]):
                remarks.append(f"same incident of {mention['article']} as {first}, by rule “{mention['incident_rule']}”")
            if mention["is_anchor"]:
                remarks.append("earliest mention: the event's id comes from it")
            if join.to:
                more = f", and to {join.n_more} more" if join.n_more else ""
                remarks.append(f"joined to {join.to} by {join.reason} ({join.score:.2f}){more}")
            if remarks:
                self.write_line(4, Text(sanitize_text("; ".join(remarks))))
            self.write_line(4, Text(sanitize_text(_cut_sentence(mention)), "italic"))

    def _write_separate_events(self, explanation: EventExplanation) -> None:
        others = list_separate_events(explanation)
        if not others:
            return
        shown = others[:_MAX_SEPARATE_EVENTS]
        n_pairs = sum(other.n_pairs for other in others)
        self._write_section(
            "compared and not joined", f"{_format_count(n_pairs, 'pair')} with incidents of other events or of no event."
        )
        for other in shown:
            line = Text(sanitize_text(other.what))
            line.append(f"  {other.event_id}" if other.event_id else "", _DIM)
            self.write_line(0, line)
            self.write_line(4, Text(sanitize_text(_explain_separation(other))))
        if len(shown) < len(others):
            self.write_line(0, Text(f"and {len(others) - len(shown):,} more; --json lists all of them", _DIM))

    # --------------------------------------------------------------------------------------- articles and history

    def _write_articles(self, explanation: EventExplanation) -> None:
        self._write_section("articles")
        first: dict[str, str] = {}
        for article in explanation.articles:
            original = first.setdefault(article["story_id"], article["label"])
            stated = format_figure({"outcome": "killed"} | {f"count_{bound}": article[f"killed_{bound}"] for bound in _BOUNDS})
            facts = [
                _format_day(article["published_at"]) if article["published_at"] else "date not known",
                article["source"],
                article["title"],
                article["url"],
            ]
            line = self._make_labelled(article["label"], sanitize_text(" · ".join(filter(None, facts))))
            figures = f" · this article: {stated}" if any(article[f"killed_{bound}"] is not None for bound in _BOUNDS) else ""
            copied = f" · copy of {original}" if original != article["label"] else ""
            line.append(f" · {article['article_id']}{figures}{' · main event' if article['is_lead'] else ''}{copied}", _DIM)
            self.write_line(0, line)

    def _write_history(self, explanation: EventExplanation) -> None:
        if len(explanation.history) < 2 and not explanation.earlier_ids and not explanation.split_off:
            return
        self._write_section("published versions")
        for row in explanation.history:
            end = f"to {_format_time(row['valid_to'])}" if row["valid_to"] else "to now"
            line = Text.assemble((f"{_format_time(row['valid_from'])} {end}  ", _DIM), sanitize_text(row["summary"]))
            line.append(f"  {row['event_id']}" if row["event_id"] != explanation.event["event_id"] else "", _DIM)
            self.write_line(0, line)
        for change in explanation.earlier_ids:
            words = f"{change['old_event_id']} → {change['new_event_id']}: {change['reason']}"
            self.write_line(0, Text.assemble((f"{_format_time(change['changed_at'])}  ", _DIM), sanitize_text(words)))
        for change in explanation.split_off:
            words = f"part of it was split off: {change['new_event_id']}"
            self.write_line(0, Text.assemble((f"{_format_time(change['changed_at'])}  ", _DIM), words))

    # ------------------------------------------------------------------------------------------------------ lines

    def _make_labelled(self, label: str, words: str) -> Text:
        return Text.assemble((f"{label:<3} ", _STYLES[label[0]]), sanitize_text(words))

    def _write_section(self, words: str, note: str = "") -> None:
        self.write_blank_line()
        self.write_heading(words)
        if note:
            self.write_line(0, Text(note, _DIM))


_BOUNDS = ("low", "best", "high")


def _format_interval(row: Row) -> str:
    return format_interval({f"count_{bound}": row[bound] for bound in _BOUNDS})


def _explain_separation(other: SeparateEvent) -> str:
    evidence = ", ".join(other.speaks_for_it)
    if not other.vetoes:
        reason = ", ".join(other.not_joined[:1]) or "no supporting evidence"
        return f"{evidence} supports one event, but another pair between them has a veto" if evidence else reason
    more = f" (and {len(other.vetoes) - 1} more)" if len(other.vetoes) > 1 else ""
    return f"{evidence}, but {other.vetoes[0]}{more}" if evidence else f"{other.vetoes[0]}{more}"


def _cut_sentence(mention: Row) -> str:
    start, end = (mention[f"trigger_{side}"] - mention["sentence_start"] for side in ("start", "end"))
    sentence = str(mention["sentence"])
    left, right = max(start - _MAX_CONTEXT_LENGTH, 0), min(end + _MAX_CONTEXT_LENGTH, len(sentence))
    return ("… " if left else "") + sentence[left:right] + (" …" if right < len(sentence) else "")


def _format_dates(event: Row) -> str:
    if event["date_start"] is None:
        return "not known"
    first, last = event["date_start"].isoformat(), event["date_end"].isoformat()
    span = first if first == last else f"{first} to {last}"
    return f"{span} ({_PRECISIONS.get(event['date_prec'], 'precision not known')})"


def _format_day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d}"


def _format_time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


def _format_count(n: int, one: str, several: str = "") -> str:
    return f"{n:,} {one if n == 1 else several or one + 's'}"
