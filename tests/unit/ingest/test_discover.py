"""Files and folders to documents: every file or line gives exactly one, under the right key."""

from __future__ import annotations

import hashlib
import json
import os
import socket
import tracemalloc
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from orchestration.ingest.discover import InputError, find_documents
from orchestration.ingest.parse import parse_document
from orchestration.ingest.records import Document, ParsedArticle, Rejection

LANDED = datetime(2024, 5, 1, 12, tzinfo=UTC)


def found(*paths: Path, max_payload_bytes: int = 1_000_000) -> list[Document]:
    return list(find_documents(paths, landed_at=LANDED, max_payload_bytes=max_payload_bytes))


def keys(*paths: Path) -> list[str]:
    return [document.document_key for document in found(*paths)]


def reason(document: Document) -> str:
    parsed = parse_document(document)
    assert isinstance(parsed, Rejection), parsed
    return parsed.reason


def reason_or_article(document: Document) -> str | ParsedArticle:
    parsed = parse_document(document)
    return parsed.reason if isinstance(parsed, Rejection) else parsed


def sha(text: bytes | str) -> str:
    return hashlib.sha256(text if isinstance(text, bytes) else text.encode()).hexdigest()


def test_a_folder_is_walked_in_the_order_of_names_and_into_its_folders(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/deep/d.txt", "sub/c.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Words.")
    assert [document.uri for document in found(tmp_path)] == ["a.txt", "b.txt", "sub/c.txt", "sub/deep/d.txt"]


def test_a_document_holds_the_bytes_unchanged_and_their_hash(tmp_path: Path) -> None:
    payload, sidecar = b"\xef\xbb\xbfTitle\r\n\r\nText \xff\n", b'{"published_at": "2017-06-07"}'
    (tmp_path / "a.txt").write_bytes(payload)
    (tmp_path / "a.txt.meta.json").write_bytes(sidecar)
    (document,) = found(tmp_path)
    assert (document.payload, document.sidecar, document.sha256) == (payload, sidecar, sha(payload))
    assert (document.document_key, document.media_type, document.method) == ("file:a.txt", "text/plain", "file")
    assert document.article_id == sha("file:a.txt")[:16]
    assert document.document_id == sha(f"file:a.txt\x1f{sha(payload)}\x1f{sha(sidecar)}")[:16]


def test_another_payload_or_sidecar_is_another_document_of_the_same_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.")
    first = found(tmp_path)[0]
    (tmp_path / "a.txt").write_text("Two.")
    second = found(tmp_path)[0]
    (tmp_path / "a.txt.meta.json").write_text("{}")
    third = found(tmp_path)[0]
    assert len({first.document_id, second.document_id, third.document_id}) == 3
    assert len({first.article_id, second.article_id, third.article_id}) == 1


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ({"url": "http://www.example.org/a/?utm_source=x", "id": "7", "source": "S"}, "url:https://example.org/a"),
        ({"id": "7", "source": "S"}, "id:S\x1f7"),
        ({"id": 7, "source": "S"}, "id:S\x1f7"),
        ({"id": "7"}, "file:x.jsonl\x1f7"),
        ({"id": "7", "url": "not an address"}, "file:x.jsonl\x1f7"),
        ({"source": "S"}, None),
        ({"id": "", "url": " "}, None),
        ({"id": None}, None),
        ({"id": ["7", "8"]}, None),
        ({"id": True}, None),
    ],
)
def test_the_key_of_a_line_is_its_url_else_its_id_else_its_hash(
    tmp_path: Path, given: dict[str, object], key: str | None
) -> None:
    line = json.dumps({**given, "text": "Words."})
    (tmp_path / "x.jsonl").write_text(line + "\n")
    assert keys(tmp_path) == [key or f"file:x.jsonl#{sha(line)[:16]}"]


def test_a_sidecar_gives_a_file_its_key(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Words.")
    for sidecar, key in (
        ({"url": "https://m.example.org/a"}, "url:https://example.org/a"),
        ({"id": "7", "source": "S"}, "id:S\x1f7"),
        ({"id": "7"}, "file:a.txt\x1f7"),
        ({"title": "T"}, "file:a.txt"),
    ):
        (tmp_path / "a.txt.meta.json").write_text(json.dumps(sidecar))
        assert keys(tmp_path) == [key]


def test_lines_may_be_added_above_without_new_keys(tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    file.write_text('{"text": "One."}\n{broken\n')
    before = found(tmp_path)
    file.write_text('{"text": "Zero."}\n\n{"text": "One."}\r\n{broken')
    after = found(tmp_path)
    assert [document.document_id for document in after[1:]] == [document.document_id for document in before]
    assert [document.uri for document in after] == ["x.jsonl:1", "x.jsonl:3", "x.jsonl:4"]
    assert [document.payload for document in after] == [b'{"text": "Zero."}', b'{"text": "One."}', b"{broken"]


def test_a_broken_line_is_rejected_and_the_file_goes_on(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"text": "One."}\n{"text": \n{"text": "Three."}\n')
    parsed = [parse_document(document) for document in found(tmp_path)]
    assert [type(one) for one in parsed] == [ParsedArticle, Rejection, ParsedArticle]
    assert isinstance(parsed[1], Rejection)
    assert parsed[1].reason == "invalid_json"
    assert "x.jsonl:2: Expecting value at" in parsed[1].message


def test_a_file_given_by_itself_has_its_bare_name_and_its_sidecar(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    file = tmp_path / "sub" / "a.txt"
    file.write_text("Words.")
    sidecar = tmp_path / "sub" / "a.txt.meta.json"
    sidecar.write_text('{"id": "7"}')
    assert keys(file) == ["file:a.txt\x1f7"]
    assert keys(file, sidecar) == ["file:a.txt\x1f7"]
    assert [reason(document) for document in found(sidecar)] == ["orphan_sidecar"]


def test_hidden_files_and_sidecars_are_no_documents(tmp_path: Path) -> None:
    for name in (".hidden.txt", ".git/a.txt", "a.txt", "a.txt.meta.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("{}")
    assert [document.uri for document in found(tmp_path)] == ["a.txt"]


@pytest.mark.parametrize("names", [("a.txt.meta.json",), ("a.txt.meta.json", "b.txt.meta.json.meta.json")])
def test_a_sidecar_without_its_file_is_rejected(tmp_path: Path, names: tuple[str, ...]) -> None:
    for name in names:
        (tmp_path / name).write_text("{}")
    documents = found(tmp_path)
    assert [document.uri for document in documents] == list(names)
    assert {reason(document) for document in documents} == {"orphan_sidecar"}


def test_a_sidecar_of_a_file_of_lines_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"text": "One."}')
    (tmp_path / "x.jsonl.meta.json").write_text("{}")
    line, sidecar = found(tmp_path)
    assert isinstance(parse_document(line), ParsedArticle)
    assert reason(sidecar) == "orphan_sidecar"


def test_a_missing_path_is_named_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Words.")
    with pytest.raises(InputError, match=r"absent\.txt: there is no such file"):
        find_documents([tmp_path / "a.txt", tmp_path / "absent.txt"], landed_at=LANDED)


def test_links_are_followed_within_the_folder_only(tmp_path: Path) -> None:
    inbox, outside = tmp_path / "inbox", tmp_path / "inbox-outside"
    (inbox / "sub").mkdir(parents=True)
    outside.mkdir()
    (outside / "secret.txt").write_text("Secret.")
    (inbox / "sub" / "a.txt").write_text("Words.")
    (inbox / "in.txt").symlink_to(inbox / "sub" / "a.txt")
    (inbox / "in-folder").symlink_to(inbox / "sub")
    (inbox / "out.txt").symlink_to(outside / "secret.txt")
    (inbox / "out-folder").symlink_to(outside)
    (inbox / "broken.txt").symlink_to(inbox / "absent.txt")
    (inbox / "loop.txt").symlink_to(inbox / "loop.txt")
    (inbox / "b.txt").write_text("Words.")
    (inbox / "b.txt.meta.json").symlink_to(outside / "secret.txt")
    parsed = {document.uri: parse_document(document) for document in found(inbox)}
    assert {uri for uri, one in parsed.items() if isinstance(one, ParsedArticle)} == {"sub/a.txt", "in.txt"}
    assert {uri: one.reason for uri, one in parsed.items() if isinstance(one, Rejection)} == {
        "out.txt": "outside_inbox",
        "out-folder": "outside_inbox",
        "b.txt": "outside_inbox",
        "broken.txt": "unreadable",
        "loop.txt": "unreadable",
    }
    assert not any(b"Secret" in (document.payload or b"") + (document.sidecar or b"") for document in found(inbox))


def test_a_link_that_was_asked_for_by_name_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").write_text("Words.")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real" / "a.txt")
    assert keys(tmp_path / "link", tmp_path / "link.txt") == ["file:a.txt", "file:link.txt"]


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (document,) = found(tmp_path)
    assert reason(document) == "not_a_file"


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
def test_an_unreadable_file_is_rejected_and_a_retry_may_help(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    (tmp_path / name).write_text("Words.")
    whole_open: Callable[..., object] = Path.open

    def refuse(path: Path, *args: object, **kwargs: object) -> object:
        if path.name == name:
            raise PermissionError(13, "Permission denied")
        return whole_open(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)
    (document,) = found(tmp_path)
    assert document.payload is None
    parsed = parse_document(document)
    assert isinstance(parsed, Rejection)
    assert (parsed.stage, parsed.reason, parsed.is_retriable) == ("read", "unreadable", True)
    assert parsed.message == f"{name}: it could not be read (Permission denied). Make it readable, and run again."


def test_an_unreadable_folder_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "z.txt").write_text("Words.")
    scandir = os.scandir

    def refuse(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert [(document.uri, document.payload) for document in found(tmp_path)] == [("z.txt", b"Words."), ("closed", None)]


def test_a_payload_over_the_cap_is_rejected_and_the_lines_after_it_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 101)
    (tmp_path / "b.txt").write_bytes(b"x" * 100)
    (tmp_path / "c.txt").write_bytes(b"x")
    (tmp_path / "c.txt.meta.json").write_bytes(b" " * 101)
    long_line = b'{"text": "' + b"x" * 500 + b'"}'
    (tmp_path / "x.jsonl").write_bytes(b" " * 200 + b"\n" + long_line + b"\r\n" + b'{"text": "One."}\n' + b"y" * 101)
    documents = {document.uri: document for document in found(tmp_path, max_payload_bytes=100)}
    too_large = {"a.txt", "c.txt", "x.jsonl:1", "x.jsonl:2", "x.jsonl:4"}
    assert set(documents) == {*too_large, "b.txt", "x.jsonl:3"}
    assert {reason(documents[uri]) for uri in too_large} == {"too_large"}
    assert documents["x.jsonl:2"].sha256 == sha(long_line)
    assert documents["x.jsonl:3"].payload == b'{"text": "One."}'


def test_a_huge_line_is_not_held_in_memory(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_bytes(b"x" * 30_000_000 + b'\n{"text": "One."}\n')
    tracemalloc.start()
    try:
        n_documents = sum(1 for _ in find_documents([tmp_path], landed_at=LANDED, max_payload_bytes=100_000))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert n_documents == 2
    assert peak < 5_000_000


@pytest.mark.parametrize("content", [b"", b"\n \n\r\n", b"\xef\xbb\xbf"])
def test_a_file_of_no_lines_is_one_empty_document(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.jsonl").write_bytes(content)
    (document,) = found(tmp_path)
    assert (document.document_key, reason(document)) == ("file:x.jsonl", "empty")


def test_the_objects_of_a_json_file_are_documents(tmp_path: Path) -> None:
    one, two = b'{"id": 1, "text": "One."}', b'{\n  "text": "Two."\n}'
    (tmp_path / "list.json").write_bytes(b"[\n" + one + b",\n" + two + b"\n]\n")
    (tmp_path / "single.json").write_bytes(b"\n" + two + b"\n")
    documents = found(tmp_path)
    assert [(document.uri, document.document_key, document.payload) for document in documents] == [
        ("list.json:2#1", "file:list.json\x1f1", one),
        ("list.json:3#2", f"file:list.json#{sha(two)[:16]}", two),
        ("single.json", "file:single.json", two),
    ]
    assert [document.sha256 for document in documents] == [sha(one), sha(two), sha(two)]
    assert all(isinstance(parse_document(document), ParsedArticle) for document in documents)


def test_what_is_no_object_in_a_json_file_is_one_rejection_each(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('[{"text": "One."}, 5, {"text": }, {"text": "Four."}, {"text": "Five')
    assert [outcome if isinstance(outcome, str) else outcome.text for outcome in map(reason_or_article, found(tmp_path))] == [
        "One.",
        "not_an_object",
        "invalid_json",
        "Four.",
        "invalid_json",
    ]
    (tmp_path / "x.json").write_text('[{"text": "One."}')
    assert [reason_or_article(document) for document in found(tmp_path)][1:] == ["invalid_json"]
    (tmp_path / "x.json").write_text("[]")
    assert [reason(document) for document in found(tmp_path)] == ["empty"]


@pytest.mark.parametrize("name", ["x.jsonl", "x.json"])
def test_json_in_utf_16_is_one_rejection_with_advice(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text('{"text": "One."}\n{"text": "Two."}\n', encoding="utf-16")
    (document,) = found(tmp_path)
    parsed = parse_document(document)
    assert isinstance(parsed, Rejection)
    assert (parsed.stage, parsed.reason) == ("decode", "utf16_lines")
    assert "Save the file as UTF-8" in parsed.message


def test_names_of_any_kind_are_read(tmp_path: Path) -> None:
    for name in ("-rf.txt", "line\nend.txt", " .txt", "a\x1fb.txt", "'\"$(x).txt", "%00.txt", "x" * 250 + ".txt"):
        (tmp_path / name).write_text("Words.")
    documents = found(tmp_path)
    assert len(documents) == 7
    assert all(isinstance(parse_document(document), ParsedArticle) for document in documents)
    assert len({document.document_id for document in documents}) == 7


def test_folders_deeper_than_a_path_may_be_are_told_of(tmp_path: Path) -> None:
    here = os.open(tmp_path, os.O_RDONLY)
    try:
        for _ in range(30):
            os.mkdir("d" * 200, dir_fd=here)
            below = os.open("d" * 200, os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = below
    finally:
        os.close(here)
    assert [reason(document) for document in found(tmp_path)] == ["unreadable"]


def test_links_that_lead_in_a_circle_end(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "a" / "x.txt").write_text("Words.")
    (tmp_path / "one.txt").symlink_to(tmp_path / "two.txt")
    (tmp_path / "two.txt").symlink_to(tmp_path / "one.txt")
    assert [document.uri for document in found(tmp_path)] == ["one.txt", "two.txt", "a/x.txt"]


def test_a_socket_and_a_link_to_a_device_are_not_opened(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "s.txt"))
        (tmp_path / "zero.txt").symlink_to("/dev/zero")
        assert [reason(document) for document in found(tmp_path)] == ["not_a_file", "outside_inbox"]
    assert [reason(document) for document in found(tmp_path / "zero.txt")] == ["not_a_file"]


def test_names_are_compared_in_one_normal_form_and_odd_bytes_are_spelt_out(tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "é.txt")
    (tmp_path / decomposed).write_text("Words.")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).write_text("Words.")
    assert sorted(keys(tmp_path)) == ["file:\\xff.txt", "file:é.txt"]


def test_the_time_of_landing_is_kept_in_utc(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Words.")
    east = datetime(2024, 5, 1, 2, tzinfo=timezone(timedelta(hours=3)))
    assert next(find_documents([tmp_path], landed_at=east)).landed_at == datetime(2024, 4, 30, 23)
