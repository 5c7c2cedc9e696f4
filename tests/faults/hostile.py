"""Texts that attack whoever reads them, a ledger full of them, and every command on it."""

import csv
import json
import re
import shutil
import unicodedata
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from hypothesis import strategies as st

from tests.cli.conftest import Tracker
from tracker.ledger.keys import SignerKey
from tracker.ledger.proof_files import INCLUSION
from tracker.model.claim import LONGEST_TEXT

PIECES = (
    *("\x1b[2J", "\x1b[31m", "\x1b]8;;http://evil.example\x1b\\click\x1b]8;;\x1b\\"),
    *(
        "\x1b]52;c;ZXZpbA==\x07",
        "\x1bP1$r0m\x1b\\",
        "\x1b[6n",
        "\x1b[>0c",
        "\x1b(0",
        "\x0e",
        "\x0f",
    ),
    *(
        "\x9b31m",
        "\x9d0;title\x9c",
        "\x90q\x9c",
        "\x85",
        "\x7f",
        "\x08\x08",
        "\x07",
        "\x0b",
        "\x0c",
    ),
    *("\r", "\n", "\r\n", "\t", "\u2028", "\u2029"),
    *(
        "[red]",
        "[/red]",
        "[/]",
        "[link=http://evil.example]x[/link]",
        "[@click=app.quit]",
        "[bold",
        "\\[",
    ),
    *(
        ":skull:",
        "{0}",
        "%s",
        "${HOME}",
        "$(id)",
        "`id`",
        "{{7*7}}",
        "<b>&amp;",
        "--json",
        "-",
        "../",
    ),
    *(
        "\u202e",
        "\u202d",
        "\u202a",
        "\u202c",
        "\u2066",
        "\u2067",
        "\u2068",
        "\u2069",
        "\u200f",
        "\u061c",
    ),
    *("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u180e", "\U000e0041", "\ufff9"),
    *(
        "غزة 12–45",
        "קמישלי",
        "日本",
        "e\u0301",
        "a" + "\u0301" * 200,
        "\u0488" * 40,
        "💀",
        "👨‍👩‍👧",
    ),
    *("=1+1", "'=1", "+963", "@x", "-5", '"', "'", ",", ";", "57", "1,234"),
    *("'; DROP TABLE entry; --", "' OR 1=1 --", "%", "_", "?", ":a", "x" * 70),
)
SHORTEST_LIMIT = 150
"""Characters of a piece that every text field takes."""


def _heaps() -> list[str]:
    """All the pieces in as few texts as every field has room for."""
    heaps = [""]
    for piece in PIECES:
        if len(heaps[-1]) + len(piece) > SHORTEST_LIMIT:
            heaps.append("")
        heaps[-1] += piece
    return heaps


HEAPS = _heaps()
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join)
"""For what the ledger keeps; half characters and NUL it refuses."""
UNKEEPABLE = ("\x00", "\ud800", "\udc9b")
CLAIM_FIELDS = ("scope", "figure", "via", "url", "note", "reason", "ref")
INCIDENT_FIELDS = ("title", "place", "admin1", "country", "summary")
SOURCE_FIELDS = ("name", "alias")
FIELDS = (*CLAIM_FIELDS, *INCIDENT_FIELDS, *SOURCE_FIELDS)

_STYLE = re.compile("\x1b\\[[0-9;]*m")
"""Bold, dim and their end: all that Rich sends of itself."""
_DIRECTING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI"}
ROOT_OF_NOTHING = b64encode(sha256().digest()).decode()
FSI, PDI = "\u2068", "\u2069"


def attacks_in(output: str, *, styles: bool = False) -> list[str]:
    """Every character of an output that a terminal may take for an order."""
    plain = _STYLE.sub("", output).replace("\r\n", "\n") if styles else output
    found = [
        f"U+{ord(one):04X}"
        for one in plain
        if one != "\n"
        and (
            unicodedata.category(one) in ("Cc", "Cs", "Zl", "Zp")
            or unicodedata.bidirectional(one) in _DIRECTING
            or one in "\u200b\u200e\u200f\u061c\u2060\ufeff\u00ad"
        )
    ]
    unbalanced = [line for line in plain.split("\n") if line.count(FSI) != line.count(PDI)]
    return found + unbalanced


def fill(tracker: Tracker, texts: dict[str, str]) -> None:
    """A ledger in which every text field of every kind holds a text; others where they must."""
    incident = {name: texts[name] for name in INCIDENT_FIELDS}
    claim = {
        "incident": "qamishli",
        "source": "hospital",
        "metric": "killed",
        "published_at": "2016-07-27",
        **{name: texts[name][: LONGEST_TEXT[name] - 5] for name in CLAIM_FIELDS},
    }
    relayed = {**claim, "source": "wire", "relays": _ref(texts, 1)}
    del relayed["figure"]
    lists = {
        "incidents": [{"slug": "qamishli", "timezone": "Asia/Damascus", **incident}],
        "sources": [
            {"slug": "hospital", "name": texts["name"], "kind": "hospital"}
            | ({"aliases": [texts["alias"]]} if ";" not in texts["alias"] else {}),
            {"slug": "wire", "name": f"{texts['name']} wire", "kind": "news_agency"},
        ],
        "claims": [
            {**claim, "low": 40, "ref": _ref(texts, 1)},
            {**claim, "low": 44, "high": 60, "ref": _ref(texts, 2), "published_at": "2016-07-28"},
            {**relayed, "low": 40, "ref": _ref(texts, 3)},
            {**claim, "low": 100, "ref": _ref(texts, 4), "source": "wire", "scope": ""},
            {**claim, "low": 44, "act": "retract", "target": _ref(texts, 2), "ref": _ref(texts, 5)},
            {**claim, "low": 9, "act": "dispute", "target": _ref(texts, 4), "ref": _ref(texts, 6)},
        ],
    }
    files = [tracker.file(f"{name}.json", json.dumps(rows)) for name, rows in lists.items()]
    tracker("import", *files)


def _ref(texts: dict[str, str], number: int) -> str:
    """A ref that holds the text; targets are parted by blanks and semicolons."""
    return re.sub(r"[\s;]", "_", f"{texts['ref'][:150]}{number}")


def looks(scope: str) -> Iterator[list[str]]:
    """Every command that only looks, as text."""
    yield from (["incidents"], ["sources"], ["sources", "--record"], ["methods"], ["verify"])
    yield ["sources", "--source", "hospital"]
    yield ["claims", "qamishli"]
    for method in ("consensus", "latest", "gtd", "ucdp"):
        yield ["show", "qamishli", "--all", "--method", method]
        yield ["why", "qamishli", "--metric", "killed", "--scope", scope, "--method", method]
    count = ["--metric", "killed", "--scope", scope]
    yield ["history", "qamishli", *count]
    yield ["history", "qamishli", "--by-source", *count]
    yield ["history", "qamishli", "--source", "hospital", *count]
    yield ["history", "qamishli", "--values", *count]
    for more in ([], ["--values"]):
        yield ["diff", "qamishli", "--from", "2016-07-26", "--to", "2016-07-30", *more]
    yield from (["revisions"], ["revisions", "qamishli"], ["profiles"])


def foreign(text: str, folder: Path) -> Iterator[list[str]]:
    """Files of others with the text in every cell and name, checked, drafted and arriving."""
    file = folder / "foreign.csv"
    with file.open("w", encoding="utf-8", errors="replace", newline="") as stream:
        csv.writer(stream).writerows([["event", "deaths", f"a{text}"], [f"b{text}", text, text]])
    inbox = folder / "inbox"
    inbox.mkdir(exist_ok=True)
    shutil.copy(file, inbox / "foreign.csv")
    yield from (["profiles", "check", str(file)], ["profiles", "draft", str(file)])
    yield ["watch", str(inbox), "--once", "--every", "0.1"]


def acts(claim_id: str, text: str) -> Iterator[list[str]]:
    """Every command that records, with the text wherever it takes one; nothing is kept."""
    times = ["--published-at", "2016-07-29", "--dry-run"]
    texts = [word for name in ("--via", "--url", "--note", "--ref") for word in (name, text)]
    yield ["add", "qamishli", "--source", text, "--killed", text, "--low", "9", "--scope", text,
           *texts, *times]  # fmt: skip
    yield ["correct", claim_id, "--reason", text, "--low", "41", "--scope", text, *texts, *times]
    yield ["void", claim_id, "--reason", text, "--dry-run"]
    yield ["retract", claim_id, "--reason", text, *texts, *times]
    yield ["dispute", claim_id, "--source", "wire", "--reason", text, "--figure", text, "--low",
           "9", *texts, *times]  # fmt: skip
    facts = [word for name in INCIDENT_FIELDS for word in (f"--{name}", text)]
    yield ["incident", "add", "paris", *facts, "--dry-run"]
    yield ["incident", "edit", "qamishli", *facts, "--dry-run"]
    yield ["source", "add", "police", "--name", text, "--alias", text, "--dry-run"]
    yield ["source", "edit", "hospital", "--name", f"x{text}", "--alias", text, "--dry-run"]
    yield ["source", "merge", "wire", "hospital", "--dry-run"]


def proofs(claim_id: str, folder: Path) -> Iterator[list[str]]:
    """Every command that signs, proves and checks what was signed."""
    kept = str(folder / "kept.checkpoint")
    yield from (["checkpoint", "--output", kept], ["checkpoint"], ["checkpoint", "--show-key"])
    yield from (["prove", claim_id], ["prove", "--from", kept], ["verify", "--checkpoint", kept])


def articles(text: str, folder: Path) -> Iterator[list[str]]:
    """An article with the text in a sentence from which a claim is drafted."""
    article = folder / "article.txt"
    told = f"At least 40 people were killed, {text} said the head of {text} hospital."
    article.write_bytes(told.encode("utf-8", "replace"))
    told_of = ["--incident", "qamishli", "--via", text, "--url", text]
    yield from (["extract", str(article)], ["extract", str(article), *told_of])


def keeping(text: str, folder: Path) -> Iterator[list[str]]:
    """Every command on the ledger as a whole, on files that do not come about."""
    yield from (["db", "upgrade"], ["db", "backup", f"{folder}/nowhere/{text}"])


def mistakes(text: str, folder: Path) -> Iterator[list[str]]:
    """Every place in which something hostile may be given that is then named in a refusal."""
    # No system hands a program an argument with a zero in it, and what is no UTF-8 arrives as
    # surrogates of one range alone.
    text = text.replace("\0", "").replace("\ud800", "\udcff")
    nowhere = folder / "nowhere"
    yield from ([text], [f"--{text}"], ["show", text], ["show"], ["show", "qamishli", text])
    yield from (["show", "qamishli", "--method", text], ["show", "qamishli", "--as-of", text])
    yield from (["show", "qamishli", f"--{text}"], ["claims", "qamishli", "--known-at", text])
    yield ["claims", "qamishli", "--state", text]
    yield from (["why", "qamishli", text], ["why", "qamishli", "--metric", text])
    yield from (["history", "qamishli", "--scope", text], ["history", "qamishli", "--source", text])
    yield from (["diff", "qamishli", "--from", text, "--to", text], ["sources", "--source", text])
    yield from (["import", text], ["import", f"./{text}.csv"], ["export", text])
    yield from (["export", "--format", text], ["export", "--output", f"{nowhere}/{text}"])
    yield from (["import", "-", "--encoding", text], ["import", "-", "--incident", text])
    yield from (
        ["add", text, "--source", text],
        ["add", "qamishli", "--source", text, "--killed", text],
    )
    yield from (["correct", text, "--reason", text], ["void", text, "--reason", text])
    yield from (["retract", text], ["dispute", text, "--source", text])
    yield from (["incident", text], ["incident", "add", text], ["incident", "edit", text])
    for name in ("--timezone", "--latitude", "--perpetrator", "--occurred-at"):
        yield ["incident", "edit", "qamishli", name, text, "--dry-run"]
    for name in ("--kind", "--speaks-for", "--affiliation", "--reliability", "--drop-alias"):
        yield ["source", "edit", "hospital", name, text, "--dry-run"]
    yield from (["source", "add", text], ["source", "merge", text, text], ["completion", text])
    yield from (
        ["demo", "--keep", f"/dev/null/{text}"],
        ["--db", f"{nowhere}/{text}.db", "incidents"],
    )
    yield ["--wait", text, "incidents"]
    yield from (["checkpoint", "--output", f"{nowhere}/{text}"], ["checkpoint", "--origin", text])
    yield from (["prove", text], ["prove", "--from", text], ["prove", text, "--to", text])
    yield from (["verify", "--checkpoint", text], ["verify", "--proof", text])
    yield from (["verify", "--key", text], ["verify", "--head", "3", text])
    yield from (["export", "--receipt", f"{nowhere}/{text}"], ["import", "-", "--policy", text])
    yield ["import", "-", "--on-error", "skip", "--refused", f"{nowhere}/{text}"]
    yield ["import", "-", "--policy", f"{text}.toml"]
    yield from (["db", "backup", f"{nowhere}/{text}"], ["db", "copy", text, f"{nowhere}/{text}"])
    yield from (["db", text], ["db", "init", "--app-role", text])
    yield ["db", "upgrade", "--backup", f"{nowhere}/{text}"]
    yield from (["extract", text], ["extract", "-", "--incident", text])
    yield ["extract", "-", "--encoding", text, "--published-at", text]


def bad_files(folder: Path, text: str) -> Iterator[str]:
    """Files whose every cell, key and name is hostile, and that are refused for it."""
    row = {
        "incident": text,
        "source": text,
        "metric": text,
        "figure": text,
        "low": text,
        text: text,
    }
    for name, content in (
        ("rows.json", json.dumps([row])),
        ("lines.jsonl", json.dumps(row)),
        ("value.json", json.dumps({"claims": [text]})),
        ("broken.json", f'[{{"a": "b" {text}'),
        ("cells.csv", f'incident,source,metric,figure,"{text}"\nqamishli,a,"{text}","{text}",x\n'),
        ("header.csv", f"{text},{text}\n{text}\n"),
        ("quote.csv", f'incident,source,metric,figure\n"{text}" {text},a,killed,4\n'),
        ("export.jsonl", json.dumps({"kind": "claim", "id": "0" * 64, "note": text})),
    ):
        path = folder / name
        path.write_bytes(content.encode("utf-8", "surrogatepass"))
        yield str(path)


def bad_notes(folder: Path, text: str, claim_id: str) -> Iterator[list[str]]:
    """Commands on checkpoints, proofs and policies of others, with hostile text in every line."""
    line = "".join(one for one in text if one >= " " and not one.isspace()) or "x"
    name = line.encode("utf-8", "replace").decode().replace("+", "")
    note = SignerKey.made(f"log/{name}").signed(f"log/{name}\n1\n{ROOT_OF_NOTHING}\n{name}\n")
    proof = f"{INCLUSION}\nextra {text}\nindex {text}\n{text}\n\n{note}"
    policy = f'name = {json.dumps(name)}\ndated = "x"\n{json.dumps(name)} = 1\n'
    for number, content in enumerate((str(note), f"{text}\n{note}{text}", proof, policy)):
        file = folder / f"theirs-{number}.toml"
        file.write_bytes(content.encode("utf-8", "surrogatepass"))
        given = str(file)
        yield from (["verify", "--checkpoint", given], ["verify", "--proof", given])
        yield from (["prove", claim_id, "--to", given], ["prove", "--from", given])
        yield ["import", "-", "--policy", given]
