"""The reasons for a figure: the rule of docs/vocabulary.md behind each bound, and how a vote follows from claims.

Here belongs wording. A reason is given only if the published numbers support it; the rules themselves are in dbt.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from orchestration.explain.event.explanation import Row


def explain_bounds(figure: Row, votes: Sequence[Row], total: Row | None) -> list[tuple[str, str]]:
    """Explains low, best and high. `votes` are those for this figure; `total` is the total figure of the same outcome."""
    voters = [vote for vote in votes if vote["is_bounding"]]
    if len(voters) == 1:
        grounds = [("", f"determined by {voters[0]['label']} alone")]
    else:
        grounds = [
            ("low", _explain_low(figure, voters)),
            ("best", _explain_best(figure, voters)),
            ("high", _explain_high(figure, voters)),
        ]
    if total is not None and total is not figure:
        uncapped = {"low": _find_lowest(voters, "low"), "best": _elect_best(figure, voters)}
        capped = [name for name, value in uncapped.items() if None not in {value, figure[name]} and figure[name] < value]
        if capped:
            grounds.append(("capped", f"{' and '.join(capped)}: a group cannot be larger than the total"))
    unused = [vote for vote in votes if not vote["is_bounding"]]
    parts = [
        vote["label"]
        for vote in unused
        if vote["is_derived"] and vote["best"] is not None and not vote["superseded_by_origin_id"]
    ]
    if parts:
        grounds.append(
            ("parts", f"{_join_words(parts)} states no total, only a figure for a group; the group is part of the stated total")
        )
    superseded = [vote for vote in unused if vote["superseded_by_origin_id"]]
    corrected = [vote["label"] for vote in superseded if _is_corrected_downward(vote, votes)]
    outgrown = [vote["label"] for vote in superseded if vote["label"] not in corrected]
    if outgrown:
        grounds.append(("superseded", f"{_join_words(outgrown)}: tolls rise, and a later report states more"))
    if corrected:
        grounds.append(("superseded", f"{_join_words(corrected)}: a later report corrects earlier figures and states fewer"))
    vague = [vote["label"] for vote in unused if vote["label"] not in {*parts, *outgrown, *corrected}]
    if vague:
        grounds.append(("vague", f"the wording of {_join_words(vague)} counts only if no origin states a number"))
    stricter, looser = figure["conservative_best"], figure["informative_best"]
    if (stricter, looser) != (figure["best"], figure["best"]):
        grounds.append(("other rules", f"conservative {_format_number(stricter)}, informative {_format_number(looser)}"))
    return grounds


def _is_corrected_downward(vote: Row, votes: Sequence[Row]) -> bool:
    """Whether the vote that supersedes this one is lower."""
    number = _get_number(vote)
    later = next((_get_number(each) for each in votes if each.get("origin_id") == vote["superseded_by_origin_id"]), None)
    return number is not None and later is not None and later < number


def _explain_low(figure: Row, voters: Sequence[Row]) -> str:
    smallest = _find_lowest(voters, "low")
    if figure["low"] is None:
        if smallest is None:
            return "open: no origin states one"
        below = [vote["label"] for vote in voters if vote["low"] is None and vote["high"] is not None and vote["high"] < smallest]
        return f"open: {_join_words(below)} states none, and its high is below every other low"
    return f"{figure['low']:,}: the lowest of all origins, stated by {_join_words(_list_origins(voters, 'low', smallest))}"


def _explain_high(figure: Row, voters: Sequence[Row]) -> str:
    largest = max((vote["high"] for vote in voters if vote["high"] is not None), default=None)
    if figure["high"] is None:
        if largest is None:
            return "open: no origin states one"
        above = [vote["label"] for vote in voters if vote["high"] is None and (vote["low"] or 0) > largest]
        return f"open: {_join_words(above)} states none, and its low is above every other high"
    return f"{figure['high']:,}: the highest of all origins, stated by {_join_words(_list_origins(voters, 'high', largest))}"


def _explain_best(figure: Row, voters: Sequence[Row]) -> str:
    numbers = Counter(vote["best"] for vote in voters if vote["best"] is not None)
    elected = _elect_best(figure, voters)
    if elected is None:
        return "unknown: no origin states a number"
    who = _join_words(_list_origins(voters, "best", elected))
    if figure["best"] is None:
        return f"unknown: the most frequent number, {elected:,} ({who}), is outside low and high"
    if len(numbers) == 1:
        return f"{elected:,}: the only number, stated by {who}"
    if numbers[0] > numbers[elected]:
        return f"{elected:,}: the most frequent number above 0 ({who}); 0 never wins against a higher number"
    rivals = [number for number, n in numbers.items() if n == numbers[elected] and number not in {elected, 0}]
    if rivals:
        equal = " and ".join(f"{number:,}" for number in sorted(rivals))
        return f"{elected:,}: as frequent as {equal}; on a tie the latest number wins ({who})"
    return f"{elected:,}: the most frequent number, {numbers[elected]} of {numbers.total()} origins ({who})"


def _elect_best(figure: Row, voters: Sequence[Row]) -> int | None:
    """Finds the most frequent number. On a tie, the published one; if it is capped or unknown, the lowest."""
    numbers = Counter(vote["best"] for vote in voters if vote["best"] is not None)
    return min(numbers, key=lambda number: (number == 0, -numbers[number], number != figure["best"], number), default=None)


def explain_vote(vote: Row, claims: Sequence[Row]) -> str:
    """Explains how a vote follows from the counted claims of its origin. Empty if it equals one of them."""
    in_article = [claim for claim in claims if claim["article_id"] == vote["article_id"]]
    return next(_find_reasons(vote, in_article), "")


def _find_reasons(vote: Row, claims: Sequence[Row]) -> Iterator[str]:
    """Yields the reasons that the claims of one article support, the strongest first (rules 2 and 4 of docs/vocabulary.md)."""
    number = _get_number(vote)
    groups = sorted({claim["victim_group"] for claim in claims} - {"total"})
    if vote["is_derived"] and groups:
        yield f"no total is stated: it is derived from {_join_words(groups)}"
    comparable = [claim for claim in claims if claim["victim_group"] == vote["victim_group"] and _is_separate_figure(claim)]
    equal = [claim for claim in comparable if _get_number(claim) == number]
    others = sorted({n for n in map(_get_number, comparable) if n is not None and n != number}, reverse=True)
    if any(claim["is_update"] for claim in equal):
        yield "an update replaces an earlier figure"
    if equal and others:
        is_exact = equal[0]["qualifier"] == "exact" and all(
            claim["qualifier"] != "exact" for claim in comparable if claim not in equal
        )
        rule = "an exact number has priority" if is_exact else "the higher number wins"
        yield f"{_join_words([f'{n:,}' for n in others])} is also stated: {rule}"
    if equal:
        yield "" if len(equal) == 1 else f"stated {'twice' if len(equal) == 2 else f'{len(equal)} times'}, counted once"
    for members in _read_lists(claims):
        if len(members) > 1 and sum(members) == number:
            yield f"{' + '.join(f'{n:,}' for n in members)}: the numbers of one list are added"
    added = next((claim for claim in claims if claim["is_additional"] and not claim["list_id"]), None)
    if added:
        yield f"“{added['victim_name'] or added['count_text']}” adds to an earlier figure"
    named = {claim["victim_name"] for claim in claims if claim["victim_name"]}
    if named and not comparable:
        yield "1 named victim" if len(named) == 1 else f"{len(named)} named victims"
    if comparable:
        yield "raised: its groups or named victims need a higher figure"


def _is_separate_figure(claim: Row) -> bool:
    """Whether a claim is a separate figure: not in a list, not a part, not an addition, not a named victim."""
    return not (claim["list_id"] or claim["part_of"] or claim["is_additional"] or claim["victim_name"])


def _read_lists(claims: Sequence[Row]) -> list[list[int]]:
    """Returns the numbers of each list in which every claim has a number."""
    lists: dict[str, list[int | None]] = defaultdict(list)
    for claim in claims:
        if claim["list_id"] and not claim["part_of"]:
            lists[claim["list_id"]].append(_get_number(claim))
    return [[n for n in members if n is not None] for members in lists.values() if None not in members]


def describe_other_articles(vote: Row, claims: Sequence[Row]) -> list[str]:
    """Says what the same origin states in other articles: the same figure, or an earlier figure that this one replaces."""
    others = [claim for claim in claims if claim["article_id"] != vote["article_id"]]
    same = {claim["article"] for claim in others if _get_number(claim) == _get_number(vote)}
    articles = list(dict.fromkeys(claim["article"] for claim in others))
    repeated, replaced = [name for name in articles if name in same], [name for name in articles if name not in same]
    return ([f"also in {_join_words(repeated)}"] if repeated else []) + (
        [f"the latest figure: it replaces the one in {_join_words(replaced)}"] if replaced else []
    )


def _get_number(row: Row) -> int | None:
    for bound in ("best", "high", "low"):
        value = row.get(bound, row.get(f"count_{bound}"))
        if value is not None:
            return int(value)
    return None


def _find_lowest(voters: Sequence[Row], bound: str) -> int | None:
    return min((vote[bound] for vote in voters if vote[bound] is not None), default=None)


def _list_origins(voters: Sequence[Row], bound: str, value: int | None) -> list[str]:
    return [vote["label"] for vote in voters if vote[bound] == value]


def _format_number(value: int | None) -> str:
    return "unknown" if value is None else f"{value:,}"


def _join_words(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else "no origin"
