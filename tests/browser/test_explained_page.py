"""The page of `tallywire explain --html` in a real browser: what a reader sees in light and dark mode, and that nothing runs."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page, Route, expect

from tests.browser.conftest import CHECKOUT, NO_BROWSER, by_hand, find_browser

pytestmark = pytest.mark.xdist_group("browser")

if find_browser() is None and os.environ.get("CI") != "true":  # CI brings one; without it the tests fail there
    pytest.skip(NO_BROWSER, allow_module_level=True)

SAMPLE = CHECKOUT / "seeds" / "articles" / "003_47d3f1a23c4f0ecf.txt"
RUNS = "document.title='run'"
HOSTILE = {
    "id": f"<script>{RUNS}</script>",
    "title": f"Bomb <script>{RUNS}</script> kills three\u202e in Kabul",
    "text": (
        f"A bomb killed three people in Kabul <img src=https://example.org/x.png onerror={RUNS}> on Sunday. "
        f"</p></style></article><h1>Rebels</h1> shot dead 12 <a href=javascript:{RUNS}>soldiers</a>, 😀 "
        f"the <iframe src=https://example.org></iframe><svg onload={RUNS}> army {{{{ 7 * 7 }}}} &lt;b&gt; said. "
        "<style>body{display:none}</style><meta http-equiv=refresh content='0;url=https://example.org'>"
    ),
    "url": f"javascript:{RUNS}",
    "published_at": "2020-05-04",
}
READABLE = 4.5
"""The minimum contrast of running text by WCAG."""

CONTRASTS = """
() => {
  const channels = colour => colour.match(/[\\d.]+/g).slice(0, 3).map(Number);
  const luminance = colour => {
    const [r, g, b] = channels(colour).map(c => c / 255).map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = element => {
    for (let each = element; each; each = each.parentElement) {
      const colour = getComputedStyle(each).backgroundColor;
      if (!/^rgba.*, 0\\)$/.test(colour)) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    if (!walker.currentNode.data.trim()) continue;
    const element = walker.currentNode.parentElement;
    const [a, b] = [luminance(getComputedStyle(element).color), luminance(ground(element))];
    found.push([(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), walker.currentNode.data.trim().slice(0, 40)]);
  }
  return found.sort((one, other) => one[0] - other[0]).slice(0, 5);
}
"""


WORDS_WITHOUT_LABELS = """
() => [...document.querySelectorAll('p.words')].map(words => {
  const copy = words.cloneNode(true);
  copy.querySelectorAll('a').forEach(label => label.remove());
  return copy.textContent;
}).join(' ')
"""


def write_page(article: Path, page: Path) -> Path:
    done = by_hand("tallywire", "explain", str(article), "--html", str(page), data=page.parent / "no-data")
    assert done.returncode == 0, done.stderr
    return page


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(SAMPLE, tmp_path_factory.mktemp("pages") / "sample.html")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    (folder / "hostile.json").write_text(json.dumps(HOSTILE))
    return write_page(folder / "hostile.json", folder / "hostile.html")


@pytest.fixture(params=["light", "dark"])
def reader(browser: Browser, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Page]:
    """An empty page. Afterwards, checks that only the page was requested and the console is empty. Saves a screenshot."""
    context = browser.new_context(color_scheme=request.param, viewport={"width": 1300, "height": 900})
    requested: list[str] = []
    messages: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        messages.append(dialog.message)
        dialog.dismiss()

    def note(route: Route) -> None:
        requested.append(route.request.url)
        route.continue_()

    page = context.new_page()
    page.route("**/*", note)
    page.on("console", lambda message: messages.append(message.text))
    page.on("dialog", dismiss)
    yield page
    page.screenshot(path=tmp_path / "page.png", full_page=True)
    context.close()
    assert len(requested) == 1, requested
    assert not messages, messages


def test_a_reader_sees_the_words_and_what_was_extracted(reader: Page, sample: Path) -> None:
    reader.goto(sample.as_uri())
    sentence = reader.locator(".passage").filter(has_text="civilians were killed Monday night")
    claim = sentence.locator("mark.claim")
    expect(claim).to_contain_text("At least 21")
    name = claim.locator("a").inner_text()
    reading = reader.locator(f"#{name}")
    for words in (
        "killed 21\u00a0–\u00a021\u00a0–\u00a0open (at least)",
        "Syrian Observatory for Human Rights",
        "verb:kill/figure",
    ):
        expect(reading).to_contain_text(words)
    claim.locator("a").click()
    assert reader.url.endswith(f"#{name}"), "a label leads to its reading"
    expect(reader.get_by_label("Legend")).to_contain_text("casualty claim")
    expect(reader.locator(".stated")).to_contain_text("What the article states")


def test_all_text_has_enough_contrast_in_light_and_dark_mode(reader: Page, sample: Path) -> None:
    reader.goto(sample.as_uri())
    assert min(reader.evaluate(CONTRASTS))[0] >= READABLE, reader.evaluate(CONTRASTS)


def test_the_page_follows_the_colour_scheme_and_fits_a_narrow_window(browser: Browser, sample: Path) -> None:
    grounds = []
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme, viewport={"width": 360, "height": 800})
        page = context.new_page()
        page.goto(sample.as_uri())
        grounds.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        context.close()
    assert grounds[0] != grounds[1]


def test_a_hostile_article_is_shown_as_text(reader: Page, hostile: Path) -> None:
    reader.goto(hostile.as_uri())
    reader.wait_for_timeout(500)
    assert reader.title().endswith("explained by Tallywire"), "nothing of the article ran"
    assert reader.locator("script, img, svg, iframe, h1, [onerror], [onload], article style, body meta").count() == 0
    assert reader.evaluate("[...document.links].every(link => link.getAttribute('href').startsWith('#'))")
    words = reader.evaluate(WORDS_WITHOUT_LABELS)
    for each in ("</style></article><h1>Rebels</h1>", "{{ 7 * 7 }}", "&lt;b&gt;", "kills three‹RLO› in Kabul", "😀"):
        assert each in words, words
    assert reader.get_by_text("What the article states").is_visible()
    policy = reader.locator("meta[http-equiv='Content-Security-Policy']").get_attribute("content") or ""
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
