"""What the tests of extraction share, besides fixtures: the row of an article, and types."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

Rows = dict[str, list[dict[str, Any]]]
Read = Callable[..., Rows]


def article(text: str, title: str = "", published: str | None = "2017-06-07", article_id: str = "a1") -> dict[str, Any]:
    day = datetime.fromisoformat(published) if published else None
    return {
        "article_id": article_id,
        "document_id": f"{article_id}-d",
        "title": title,
        "text": text,
        "language": "en",
        "published_at": day,
    }
