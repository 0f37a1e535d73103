"""Why a figure is what it is: the rule of docs/vocabulary.md that each bound follows from, and how a vote follows from claims.

Here belong words, chosen by what the published numbers bear out: a ground is given only where the numbers show it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from orchestration.explain.event.account import Row


def bounds(figure: Row, votes: Sequence[Row], total: Row | None) -> list[tuple[str, str]]:
    """Why low, best and high are what they are. `votes` are those for this figure, `total` the figure for all of its outcome."""
    voters = [vote for vote in votes if vote["is_bounding"]]
    if len(voters) == 1:
        grounds = [("", f"{voters[0]['label']} alone gives it")]
    else:
        grounds = [("low", _low(figure, voters)), ("best", _best(figure, voters)), ("high", _high(figure, voters))]
    if total is not None and total is not figure:
        unruled = {"low": _least(voters, "low"), "best": _elected(voters)}
        capped = [name for name, value in unruled.items() if None not in {value, figure[name]} and figure[name] < value]
        if capped:
            grounds.append(("capped", f"{' and '.join(capped)}: no group is larger than all together"))
    unweighed = [vote for vote in votes if not vote["is_bounding"]]
    parts = [vote["label"] for vote in unweighed if vote["is_derived"] and vote["best"] is not None]
    if parts:
        grounds.append(
            ("parts", f"{_and(parts)} gives no figure for all, only of a group, which is a part of what is told for all")
        )
    vague = [vote["label"] for vote in unweighed if vote["label"] not in parts]
    if vague:
        grounds.append(("vague", f"the words of {_and(vague)} bear on it only where nobody gives a number"))
    stricter, looser = figure["conservative_best"], figure["informative_best"]
    if (stricter, looser) != (figure["best"], figure["best"]):
        grounds.append(("other rules", f"conservative {_or_unknown(stricter)}, informative {_or_unknown(looser)}"))
    return grounds


def _low(figure: Row, voters: Sequence[Row]) -> str:
    smallest = _least(voters, "low")
    if figure["low"] is None:
        if smallest is None:
            return "open: nobody gives one"
        below = [vote["label"] for vote in voters if vote["low"] is None and vote["high"] is not None and vote["high"] < smallest]
        return f"open: {_and(below)} names none, and its high lies below every other low"
    return f"{figure['low']:,}: the lowest of any origin, {_and(_who(voters, 'low', smallest))}"


def _high(figure: Row, voters: Sequence[Row]) -> str:
    largest = max((vote["high"] for vote in voters if vote["high"] is not None), default=None)
    if figure["high"] is None:
        if largest is None:
            return "open: nobody gives one"
        above = [vote["label"] for vote in voters if vote["high"] is None and (vote["low"] or 0) > largest]
        return f"open: {_and(above)} names none, and its low lies above every other high"
    return f"{figure['high']:,}: the highest of any origin, {_and(_who(voters, 'high', largest))}"


def _best(figure: Row, voters: Sequence[Row]) -> str:
    numbers = Counter(vote["best"] for vote in voters if vote["best"] is not None)
    elected = _elected(voters)
    if elected is None:
        return "unknown: nobody gives a number"
    who = _and(_who(voters, "best", elected))
    if figure["best"] is None:
        return f"unknown: {elected:,}, the most frequent, of {who}, lies outside low and high"
    if len(numbers) == 1:
        return f"{elected:,}: the only one given, by {who}"
    if numbers[0] > numbers[elected]:
        return f"{elected:,}: the most frequent above 0, of {who}; 0 never wins against it"
    rivals = [number for number, n in numbers.items() if n == numbers[elected] and number not in {elected, 0}]
    if rivals:
        equal = " and ".join(f"{number:,}" for number in sorted(rivals))
        return f"{elected:,}: as frequent as {equal}, and on a tie the lower is taken; of {who}"
    return f"{elected:,}: the most frequent, {numbers[elected]} of {numbers.total()} origins ({who})"


def _elected(voters: Sequence[Row]) -> int | None:
    numbers = Counter(vote["best"] for vote in voters if vote["best"] is not None)
    return min(numbers, key=lambda number: (number == 0, -numbers[number], number), default=None)


def vote_ground(vote: Row, claims: Sequence[Row]) -> str:
    """How one vote follows from the counted claims of its origin for its event and outcome; empty: as one of them states it."""
    said = [claim for claim in claims if claim["article_id"] == vote["article_id"]]
    return next(_fitting(vote, said), "")


def _fitting(vote: Row, said: Sequence[Row]) -> Iterator[str]:
    """What the claims of one article bear out, the most telling first (docs/vocabulary.md, From claims to one event, 2 and 4)."""
    number = _number(vote)
    groups = sorted({claim["victim_group"] for claim in said} - {"total"})
    if vote["is_derived"] and groups:
        yield f"no figure for all: it follows from {_and(groups)}"
    told = [claim for claim in said if claim["victim_group"] == vote["victim_group"] and _stands_alone(claim)]
    equal = [claim for claim in told if _number(claim) == number]
    others = sorted({n for n in map(_number, told) if n is not None and n != number}, reverse=True)
    if any(claim["is_update"] for claim in equal):
        yield "a marked update replaces what was told before"
    if equal and others:
        firm = equal[0]["qualifier"] == "exact" and all(claim["qualifier"] != "exact" for claim in told if claim not in equal)
        rule = "an exact number goes before another" if firm else "the higher is taken"
        yield f"told beside {_and([f'{n:,}' for n in others])}: {rule}"
    if equal:
        yield "" if len(equal) == 1 else f"told {'twice' if len(equal) == 2 else f'{len(equal)} times'}, counted once"
    for members in _lists(said):
        if len(members) > 1 and sum(members) == number:
            yield f"{' + '.join(f'{n:,}' for n in members)}: the figures of one list add"
    added = next((claim for claim in said if claim["is_additional"] and not claim["list_id"]), None)
    if added:
        yield f"“{added['victim_name'] or added['count_text']}” adds to what was told"
    named = {claim["victim_name"] for claim in said if claim["victim_name"]}
    if named and not told:
        yield "one is named" if len(named) == 1 else f"{len(named)} are named"
    if told:
        yield "raised to what its groups or names need"


def _stands_alone(claim: Row) -> bool:
    """Whether it is a figure of its own: no member of a list, no part, no addition, no name."""
    return not (claim["list_id"] or claim["part_of"] or claim["is_additional"] or claim["victim_name"])


def _lists(said: Sequence[Row]) -> list[list[int]]:
    """The numbers of each list of which every member has one."""
    lists: dict[str, list[int | None]] = defaultdict(list)
    for claim in said:
        if claim["list_id"] and not claim["part_of"]:
            lists[claim["list_id"]].append(_number(claim))
    return [[n for n in members if n is not None] for members in lists.values() if None not in members]


def elsewhere(vote: Row, claims: Sequence[Row]) -> list[str]:
    """What the same origin says in other articles: the same, or an earlier figure that gave way to this one."""
    said = [claim for claim in claims if claim["article_id"] != vote["article_id"]]
    same = {claim["article"] for claim in said if _number(claim) == _number(vote)}
    articles = list(dict.fromkeys(claim["article"] for claim in said))
    told, gone = [name for name in articles if name in same], [name for name in articles if name not in same]
    return ([f"told in {_and(told)} too"] if told else []) + (
        [f"the latest: what it said in {_and(gone)} gave way"] if gone else []
    )


def _number(row: Row) -> int | None:
    for bound in ("best", "high", "low"):
        value = row.get(bound, row.get(f"count_{bound}"))
        if value is not None:
            return int(value)
    return None


def _least(voters: Sequence[Row], bound: str) -> int | None:
    return min((vote[bound] for vote in voters if vote[bound] is not None), default=None)


def _who(voters: Sequence[Row], bound: str, value: int | None) -> list[str]:
    return [vote["label"] for vote in voters if vote[bound] == value]


def _or_unknown(value: int | None) -> str:
    return "unknown" if value is None else f"{value:,}"


def _and(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else "nobody"
