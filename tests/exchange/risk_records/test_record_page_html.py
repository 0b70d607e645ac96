"""The HTML file: the words of the page, the bytes of the record, and nothing that could act."""

import base64
import hashlib
import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from se_desk.domain.chain import FLAG
from se_desk.exchange.risk_records import (
    Record,
    as_html,
    build_record,
    public_key,
    read_record,
    record_page,
    verify,
)
from se_desk.exchange.risk_records.words import WORDS
from tests.exchange.html_seen import Seen
from tests.exchange.risk_records.risk_chains import HOSTILE, sealed_chain


def embedded(html: str) -> dict[str, Any]:
    found = re.search(r'id="record">(.*?)</script>', html, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found.group(1))
    return data


@pytest.mark.parametrize("name", ["record", "record-redacted"])
def test_golden(published, golden, name: str) -> None:
    main = re.search("<main.*</main>", as_html(published(f"{name}.json")), re.DOTALL)
    assert main
    golden(f"risk-{name}.main.html", main.group())


def test_hostile_words_stay_words(record: Record) -> None:
    html = as_html(record)
    found = Seen(html, "main")
    assert {"script", "img"} & set(found.tags) == {"script"}
    assert found.tags.count("script") == 2
    assert any(HOSTILE in text for text in found.texts)
    assert "<img" not in html and "\u2028" not in html.split('id="record"')[1].split("</script>")[0]
    assert not re.search(r"""(?:src|href|url)\s*[=(]|https?://(?!chat\.example)""", html.replace("src=x", ""))


def test_what_is_embedded_are_the_bytes(record: Record) -> None:
    data = embedded(as_html(record))
    assert data["manifest"].encode() == record.manifest_bytes
    assert [one["core"].encode() for one in data["entries"]] == [entry.core_bytes for entry in record.entries]
    rebuilt = {
        "manifest": json.loads(data["manifest"]),
        "sig": data["sig"],
        "entries": [{"core": json.loads(one["core"]), "open": one["open"]} for one in data["entries"]],
    }
    assert verify(json.dumps(rebuilt).encode()).code == 0


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_policy_lets_this_style_and_this_script_through_and_nothing_else(record: Record) -> None:
    html = as_html(record)
    policy = next(
        given["content"] for tag, given in Seen(html).elements if "content-security" in str(given).lower()
    )
    parts = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    (script,) = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert parts == {
        "default-src": "'none'",
        "style-src": digest(style),
        "script-src": digest(script),
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_the_script_is_given_the_same_words(record: Record) -> None:
    (script,) = re.findall(r"<script>const WORDS = (.*?);\n", as_html(record))
    assert json.loads(script) == WORDS


def test_what_was_hidden_is_nowhere_in_the_file(chain, seed, exported_at) -> None:
    made = build_record(chain, seed, exported_at, {}, hidden=[(4, "response"), (4, "reference")])
    html = as_html(read_record(made))
    assert "I ask for 30" not in html and "chat.example" not in html
    assert "I ask for 30" in as_html(read_record(build_record(chain, seed, exported_at, {})))  # the control
    assert "Not shown" in Seen(html).text


def test_a_severity_is_marked_and_one_that_is_hidden_is_not(chain, seed, exported_at) -> None:
    whole = as_html(read_record(build_record(chain, seed, exported_at, {})))
    hidden = as_html(read_record(build_record(chain, seed, exported_at, {}, hidden=[(1, "severity")])))
    assert '<i class="mark high"></i>' in whole
    assert '<i class="mark high"></i>' not in hidden


PIECES = st.sampled_from([HOSTILE, "]]>", "<!--", "</style>", "$record", "&lt;", "\n", "'\""]) | st.text()


@settings(max_examples=40)
@given(
    st.lists(
        st.sampled_from([HOSTILE, "]]>", "<!--", "</style>", "$record", "&lt;", "\n", "'\""]) | st.text()
    )
)
def test_any_statement_is_words_and_comes_back(parts: list[str]) -> None:
    statement = "".join(parts).strip() or "x"
    try:
        chain = sealed_chain((FLAG, 0, {"severity": "low", "category": "data", "statement": statement}))
    except ValueError:  # a text that no entry can hold
        return
    at = chain[0].core.recorded_at
    record = read_record(build_record(chain, bytes(32), at, {"author": statement}))
    html = as_html(record)
    seen = Seen(html, "main")
    assert set(seen.tags) <= set(Seen(PLAIN).tags)
    opened = embedded(html)["entries"][0]["open"]["statement"]["value"]
    assert opened == record.entries[0].opened["statement"].value
    heading = record_page(record).flags[0].heading
    assert " ".join(heading.split()) in " ".join(seen.text.split())


PLAIN = as_html(
    read_record(
        build_record(
            chain := sealed_chain((FLAG, 0, {"severity": "low", "category": "data", "statement": "x"})),
            bytes(32),
            chain[0].core.recorded_at,
            {},
        )
    )
)


def test_the_key_is_on_the_page(record: Record, seed: bytes) -> None:
    assert public_key(seed) in Seen(as_html(record), "main").texts
