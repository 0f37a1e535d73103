"""Keys of documents (docs/data-folder.md): normalised URL, else source and id, else name. Pure functions of what was given.

A change here changes the ids of articles that have already landed.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from orchestration.ingest.given_facts import GivenFacts
from orchestration.ingest.records import ID_LENGTH, SEPARATOR

_DEFAULT_PORTS = {80, 443}
# Hosts that serve the same page to phones, or with and without www.
_VARIANT_LABELS = {"www", "m", "mobile", "amp"}
# Only names that say how a reader came, never what is read: a wrong name here makes one article of two.
_TRACKING_PREFIXES = ("utm_", "mtm_", "hsa_")
_TRACKING_NAMES = {
    *("fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "twclid", "ttclid", "yclid", "igshid", "igsh"),
    *("_ga", "_gl", "mc_cid", "mc_eid", "pk_campaign", "pk_kwd", "wt_mc", "ocid", "cmpid", "s_cid", "smid", "spm"),
    *("at_medium", "at_campaign", "at_custom1", "at_custom2", "at_custom3", "at_custom4", "at_link_id", "at_link_origin"),
    *("ns_campaign", "ns_fee", "ns_linkname", "ns_mchannel", "ns_source", "ref_src", "ref_url", "__twitter_impression"),
}
_AMP_FORMS = {"amp", "amp=", "amp=1", "amp=true", "outputtype=amp"}
_MAX_URL_CHARACTERS = 8_000  # servers refuse longer ones
_HOST = re.compile(r"[a-z0-9_.:-]+")  # names in ASCII; the colons are of IPv6
_PERCENT = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_IS_PLAIN = re.compile(r"[A-Za-z0-9._~/=&-]*").fullmatch  # almost every path and query: nothing to escape or to normalise
_KEPT_AS_IT_IS = "%!$&'()*+,;=:@/?~[]|"  # for quote(): reserved in URLs, or the start of an escape that is there already


def normalise_url(url: str) -> str | None:
    """The common form of a web address and of its mobile, AMP and tracked forms; None: not an http(s) address.

    Normalising twice gives the same result as once.
    """
    if len(url) > _MAX_URL_CHARACTERS:
        return None
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:  # a broken port or IPv6 address
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    plain_host = _normalise_host(host)
    if not plain_host:
        return None
    netloc = f"[{plain_host}]" if ":" in plain_host else plain_host
    if port is not None and port not in _DEFAULT_PORTS:
        netloc = f"{netloc}:{port}"
    path = _normalise_path(_normalise_escapes(parts.path))
    query = _normalise_query(parts.query)
    return f"https://{netloc}{path}{'?' if query else ''}{query}"


def has_credentials(url: str) -> bool:
    """Whether a web address holds a user name or password ("https://name:password@host/")."""
    try:
        return "@" in urlsplit(url.strip()).netloc
    except ValueError:
        return False


def drop_credentials(url: str) -> str:
    """The address without user name and password, which belong into no table."""
    if not has_credentials(url):
        return url
    parts = urlsplit(url.strip())
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def get_source_host(url: str) -> str | None:
    """The host of an http(s) address, in lower case and without www., as the name of a source."""
    try:
        host = urlsplit(url.strip()).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def make_document_key(given: GivenFacts | None, *, name: str, line_sha256: str | None = None) -> str:
    """The key of a document; `given` is None if its facts could not be read.

    `name` is the file's name relative to the inbox. `line_sha256` is for one of several documents in a file: if it has no URL and
    no id, its hash distinguishes it from the others, wherever it is in the file. The prefix names the kind of key.
    """
    if given is not None:
        url = normalise_url(given.url) if given.url else None
        if url:
            return f"url:{url}"
        if given.external_id:
            # With a source the id is valid wherever the file is; without one it is valid only within its file.
            if given.source:
                return f"id:{given.source}{SEPARATOR}{given.external_id}"
            return f"file:{name}{SEPARATOR}{given.external_id}"
    return f"file:{name}" if line_sha256 is None else f"file:{name}#{line_sha256[:ID_LENGTH]}"


def _normalise_host(host: str) -> str:
    """The host without mobile, AMP and www. labels, in ASCII; empty if it is not a host."""
    try:
        host = host.rstrip(".").encode("idna").decode("ascii").lower() if not host.isascii() else host.lower().rstrip(".")
    except UnicodeError:
        return ""
    if not _HOST.fullmatch(host):
        return ""
    labels = host.split(".")
    # At least two labels stay: m.me and amp.dev are hosts of their own.
    while len(labels) > 2 and labels[0] in _VARIANT_LABELS:
        del labels[0]
    # en.m.wikipedia.org: the language comes before the label.
    while len(labels) > 3 and labels[1] in _VARIANT_LABELS:
        del labels[1]
    return ".".join(labels)


def _normalise_path(path: str) -> str:
    path = path.rstrip("/")
    while path[-4:].lower() == "/amp":
        path = path[:-4].rstrip("/")
    return path


def _normalise_query(query: str) -> str:
    pairs = (_normalise_escapes(pair.replace("+", "%20")) for pair in query.split("&"))
    return "&".join(sorted(pair for pair in pairs if pair and not _is_tracking(pair)))


def _is_tracking(pair: str) -> bool:
    name = pair.partition("=")[0].lower()
    return name in _TRACKING_NAMES or name.startswith(_TRACKING_PREFIXES) or pair.lower() in _AMP_FORMS


def _normalise_escapes(text: str) -> str:
    """Each character in one form: unreserved ones bare, all others as upper-case escapes of their UTF-8 bytes."""

    def plain(match: re.Match[str]) -> str:
        character = chr(int(match[1], 16))
        return character if character in _UNRESERVED else match[0].upper()

    if _IS_PLAIN(text):
        return text
    escaped = quote(text, safe=_KEPT_AS_IT_IS, errors="replace")
    return _PERCENT.sub(plain, escaped)
