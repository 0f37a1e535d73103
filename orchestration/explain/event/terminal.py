"""An account on standard output: coloured and wrapped on a terminal, plain lines elsewhere.

Here belongs what stands where, and in which colour. Line ends belong to `lines`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import zip_longest

from rich.text import Text

from orchestration.explain.event.account import Account, Row
from orchestration.explain.event.grounds import bounds, elsewhere, vote_ground
from orchestration.explain.event.joins import KeptApart, inner_pairs, joined, kept_apart
from orchestration.explain.legend import COUNTS
from orchestration.explain.readings import figure as claimed
from orchestration.explain.readings import interval as in_words
from orchestration.explain.readings import speaker, when, where
from orchestration.terminal.console import SafeConsole
from orchestration.terminal.sanitize import sanitize_text
from orchestration.terminal.text_blocks import BlockWriter

_MOST_KEPT_APART = 10
_AROUND = 70
"""Characters of a sentence to the left and right of the words that tell of the event."""
_DIM, _HEADING = "dim", "bold"
_STYLES = {"A": "blue", "M": "bold yellow", "O": "bold cyan", "C": "bold red", "Q": "bold magenta"}
_GRADES = {
    "conceded": "the side held responsible accepts it",
    "denied": "the latest reports of all origins deny it",
    "contested": "origins name different perpetrators",
    "corroborated": "two or more origins, neither quoting the other",
    "single-origin": "one origin states it",
}
_PRECISIONS = {1: "the exact day", 2: "within 2 to 6 days", 3: "within a week", 4: "within a month", 5: "within a year"}


def write(account: Account, paper: SafeConsole) -> None:
    """Writes the account."""
    _Writer(paper).write(account)


class _Writer(BlockWriter):
    def write(self, account: Account) -> None:
        self.write_line(0, Text(sanitize_text(account.event["summary"]), _HEADING))
        self.write_blank_line()
        self._about(account)
        self._figures(account)
        self._not_counted(account)
        self._equipment(account)
        self._mentions(account)
        self._kept_apart(account)
        self._articles(account)
        self._history(account)

    def _about(self, account: Account) -> None:
        event = account.event
        sides = [side for side in (event["actor1"], event["actor2"]) if side]
        told = f"{_count(event['n_articles'], 'article')}, {_count(event['n_stories'], 'story', 'stories')}"
        first, last = event["first_reported_at"], event["last_reported_at"]
        facts = [
            ("id", event["event_id"]),
            ("what", " · ".join(filter(None, (event["sub_event_type"], event["event_type"], event["context"])))),
            ("when", _days(event)),
            ("where", where(event) or "not told"),
            ("who", " · ".join(sides) or "not told"),
            ("weapon", event["weapon"]),
            (
                "told in",
                told + (f", {_day(first)}" + (f" to {_day(last)}" if _day(last) != _day(first) else "") if first else ""),
            ),
            ("grade", f"{event['grade']}: {_GRADES.get(event['grade'], '')}" if event["grade"] else None),
        ]
        facts += [
            ("asked by", f"{step.old}, {step.reason} into {step.new} on {_day(step.changed_at)}") for step in account.found.trail
        ]
        for name, value in facts:
            if value:
                self.write_line(0, Text.assemble((f"{name:<8} ", _DIM), sanitize_text(value)))

    # ------------------------------------------------------------------------------------------------ the figures

    def _figures(self, account: Account) -> None:
        self._heading("why these figures", COUNTS.partition(",")[0] + ". An origin has one vote for each figure.")
        if not account.figures:
            self.write_line(0, Text("No counted claim gives a figure of people."))
        for figure in account.figures:
            self.write_blank_line()
            is_total = figure["victim_group"] == "total"
            group = "" if is_total else f" {figure['victim_group']}"
            support = f"  {_count(figure['n_claims'], 'claim')}, {_count(figure['n_origins'], 'origin')}"
            name = f"{figure['outcome']}{group} {_interval(figure)}"
            self.write_line(0 if is_total else 4, Text.assemble((name, _HEADING), (support, _DIM)))
            for bound, ground in bounds(figure, account.votes_for(figure), account.total_of(figure)):
                self.write_line(
                    4 if is_total else 8, Text.assemble((f"{bound:<11} " if bound else "", _DIM), sanitize_text(ground))
                )
            for vote in account.votes_for(figure):
                self._vote(account, vote, with_claims=is_total)
        if account.sides:
            self.write_blank_line()
        for side in account.sides:
            self.write_line(
                0,
                Text.assemble(
                    (f"{side['outcome']} {_interval(side)}", _HEADING), f"  on the side of {sanitize_text(side['actor'])}"
                ),
            )

    def _vote(self, account: Account, vote: Row, *, with_claims: bool) -> None:
        claims = account.claims_behind(vote)
        line = self._labelled(vote["label"], f"{_who(vote)}: {_interval(vote)}")
        grounds = [vote_ground(vote, claims), *elsewhere(vote, claims)]
        line.append("; ".join([f", in {account.labels[vote['article_id']]}", *filter(None, grounds)]), _DIM)
        self.write_line(4 if with_claims else 8, line)
        if with_claims:
            self._claims(claims, 8)

    def _claims(self, claims: Sequence[Row], indent: int, *, are_counted: bool = True) -> None:
        """Each claim, and below those of one sentence the sentence; of one that is not counted also whose it is and why not."""
        for claim, following in zip_longest(claims, claims[1:]):
            remark = None if are_counted else f"{_who(claim)} · not counted: {claim['not_counted_reason']}"
            self._claim(claim, indent, remark)
            if following is None or any(following[key] != claim[key] for key in ("article_id", "sentence")):
                self.write_line(indent + 4, Text(sanitize_text(claim["sentence"]), "italic"))

    def _claim(self, claim: Row, indent: int, remark: str | None) -> None:
        words = claim["victim_name"] or claim["count_text"]
        line = self._labelled(claim["label"], "")
        line.append(f"“{sanitize_text(words)}” ", _HEADING)
        of_whom = claim.get("victim_group")
        extras = [
            claim["qualifier"],
            of_whom if of_whom != "total" else None,
            f"of {claim['victim_actor_name']}" if claim["victim_actor_name"] else None,
            "a part" if claim.get("part_of") else None,
            "one of a list" if claim.get("list_id") else None,
            "adds to what was told" if claim.get("is_additional") else None,
            "an update" if claim.get("is_update") else None,
        ]
        line.append(f"{sanitize_text(claimed(claim))} ({sanitize_text(', '.join(filter(None, extras)))})")
        line.append(f" · {claim['article']}, {claim['mention']}", _DIM)
        if remark:
            line.append(f" · {sanitize_text(remark)}")
        self.write_line(indent, line)
        if claim["correction"]:
            self.write_line(indent + 4, Text.assemble(("corrected ", "bold"), sanitize_text(claim["correction"])))

    def _not_counted(self, account: Account) -> None:
        claims = [claim for claim in (*account.claims, *account.equipment_claims) if not claim["is_counted"]]
        if claims:
            self._heading("read and not counted")
            self._claims(claims, 0, are_counted=False)

    def _equipment(self, account: Account) -> None:
        if account.losses:
            self._heading("equipment")
        for loss in account.losses:
            owner = f"  of {sanitize_text(loss['owner'])}" if loss["owner"] else ""
            self.write_line(
                0, Text.assemble((f"{sanitize_text(loss['equipment'])} {loss['outcome']} {_interval(loss)}", _HEADING), owner)
            )
        self._claims([claim for claim in account.equipment_claims if claim["is_counted"]], 4)

    # ----------------------------------------------------------------------------------------------- the matching

    def _mentions(self, account: Account) -> None:
        pairs = inner_pairs(account)
        vetoes = sum(pair["veto"] is not None for pair in pairs)
        compared = f"{_count(len(pairs), 'pair')} compared, {_count(vetoes, 'veto', 'vetoes')} among them."
        is_alone = len(account.mentions) == 1
        self._heading("why these mentions are one event", "One mention tells of it." if is_alone else compared)
        for each in joined(account):
            mention = each.mention
            kind = mention["sub_event_type"] or mention["event_type"] or mention["context"]
            facts = [kind, mention["location"] or "place not told", when(mention) or "date not told"]
            facts += [f"{mention[side]} ({side.partition('_')[0]})" for side in ("agent_name", "target_name") if mention[side]]
            line = self._labelled(mention["label"], "")
            line.append(f"“{sanitize_text(mention['trigger'])}” ", _HEADING)
            line.append(f"{sanitize_text(', '.join(facts))}")
            line.append(f" · {mention['article']}", _DIM)
            self.write_line(0, line)
            why = []
            if mention["time_scope"] != "incident":
                why.append(f"recalled ({mention['time_scope']}): it tells of the event and made none")
            if mention["is_anchor"]:
                why.append("the earliest: it gives the event its id")
            if each.to:
                more = f", and to {each.n_more} more" if each.n_more else ""
                why.append(f"joined to {each.to} by {each.reason} ({each.score:.2f}){more}")
            if why:
                self.write_line(4, Text(sanitize_text("; ".join(why))))
            self.write_line(4, Text(sanitize_text(_around(mention)), "italic"))

    def _kept_apart(self, account: Account) -> None:
        others = kept_apart(account)
        if not others:
            return
        told = others[:_MOST_KEPT_APART]
        n_pairs = sum(other.n_pairs for other in others)
        self._heading("compared and kept apart", f"{_count(n_pairs, 'pair')} with mentions of other events, or of none.")
        for other in told:
            line = Text(sanitize_text(other.what))
            line.append(f"  {other.event_id}" if other.event_id else "", _DIM)
            self.write_line(0, line)
            self.write_line(4, Text(sanitize_text(_why_apart(other))))
        if len(told) < len(others):
            self.write_line(0, Text(f"and {len(others) - len(told):,} more (--json has all of them)", _DIM))

    # --------------------------------------------------------------------------------------- articles and history

    def _articles(self, account: Account) -> None:
        self._heading("articles")
        first: dict[str, str] = {}
        for article in account.articles:
            original = first.setdefault(article["story_id"], article["label"])
            stated = claimed({"outcome": "killed"} | {f"count_{bound}": article[f"killed_{bound}"] for bound in _BOUNDS})
            facts = [
                _day(article["published_at"]) if article["published_at"] else "date not known",
                article["source"],
                article["title"],
                article["url"],
            ]
            line = self._labelled(article["label"], sanitize_text(" · ".join(filter(None, facts))))
            alone = f" · alone: {stated}" if any(article[f"killed_{bound}"] is not None for bound in _BOUNDS) else ""
            copied = f" · a copy of {original}" if original != article["label"] else ""
            line.append(f" · {article['article_id']}{alone}{' · leads with it' if article['is_lead'] else ''}{copied}", _DIM)
            self.write_line(0, line)

    def _history(self, account: Account) -> None:
        if len(account.history) < 2 and not account.former and not account.parted:
            return
        self._heading("what was said of it before")
        for row in account.history:
            until = f"until {_time(row['valid_to'])}" if row["valid_to"] else "still stands"
            line = Text.assemble((f"{_time(row['valid_from'])}, {until}  ", _DIM), sanitize_text(row["summary"]))
            line.append(f"  {row['event_id']}" if row["event_id"] != account.event["event_id"] else "", _DIM)
            self.write_line(0, line)
        for change in account.former:
            words = f"{change['old_event_id']} → {change['new_event_id']}: {change['reason']}"
            self.write_line(0, Text.assemble((f"{_time(change['changed_at'])}  ", _DIM), sanitize_text(words)))
        for change in account.parted:
            words = f"a part of it was split off: {change['new_event_id']}"
            self.write_line(0, Text.assemble((f"{_time(change['changed_at'])}  ", _DIM), words))

    # ------------------------------------------------------------------------------------------------------ lines

    def _labelled(self, label: str, words: str) -> Text:
        return Text.assemble((f"{label:<3} ", _STYLES[label[0]]), sanitize_text(words))

    def _heading(self, words: str, note: str = "") -> None:
        self.write_blank_line()
        self.write_heading(words)
        if note:
            self.write_line(0, Text(note, _DIM))


_BOUNDS = ("low", "best", "high")


def _interval(row: Row) -> str:
    return in_words({f"count_{bound}": row[bound] for bound in _BOUNDS})


def _who(row: Row) -> str:
    return speaker(row) if row["attributed_to"] or row["attribution_type"] not in {None, "unattributed"} else "the report itself"


def _why_apart(other: KeptApart) -> str:
    speaks = ", ".join(other.speaks_for_it)
    if not other.vetoes:
        apart = ", ".join(other.not_joined[:1]) or "nothing joins them"
        return f"{speaks} speaks for one event, but another pair across the two is vetoed" if speaks else apart
    more = f" (and {len(other.vetoes) - 1} more)" if len(other.vetoes) > 1 else ""
    return f"{speaks}, but {other.vetoes[0]}{more}" if speaks else f"{other.vetoes[0]}{more}"


def _around(mention: Row) -> str:
    start, end = (mention[f"trigger_{side}"] - mention["sentence_start"] for side in ("start", "end"))
    sentence = str(mention["sentence"])
    left, right = max(start - _AROUND, 0), min(end + _AROUND, len(sentence))
    return ("… " if left else "") + sentence[left:right] + (" …" if right < len(sentence) else "")


def _days(event: Row) -> str:
    if event["date_start"] is None:
        return "not known"
    first, last = event["date_start"].isoformat(), event["date_end"].isoformat()
    span = first if first == last else f"{first} to {last}"
    return f"{span} ({_PRECISIONS.get(event['date_prec'], 'how exactly is not known')})"


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d}"


def _time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


def _count(n: int, one: str, several: str = "") -> str:
    return f"{n:,} {one if n == 1 else several or one + 's'}"
