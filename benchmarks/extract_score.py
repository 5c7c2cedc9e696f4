"""How well the extractor reads sentences that were labelled by hand."""

import argparse, json, time
from collections import Counter
from pathlib import Path
from tracker.extract import extract


def norm(a):
    if a is None:
        return None
    a = " ".join(a.split()).casefold()
    for d in ("the ", "a ", "an "):
        a = a.removeprefix(d)
    return a


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--gold")
    ap.add_argument("--json")
    ap.add_argument("--half", default="")
    ap.add_argument("-v", action="store_true")
    o = ap.parse_args()
    rows = [json.loads(l) for l in Path(o.gold).read_text().splitlines()]
    if o.half:
        rows = [r for i, r in enumerate(rows, 1) if i % 2 == (o.half == "odd")]
    tp = fp = fn = pop = att = neg = negd = 0
    t = time.perf_counter()
    res = [extract(r["text"]) for r in rows]
    t = time.perf_counter() - t
    for r, ds in zip(rows, res):
        ds = [d for d in ds if d.act == "assert"]
        left = list(r["claims"])
        opt = list(r.get("optional", []))
        bad = []
        for d in ds:
            assert r["text"][d.text_start : d.text_end] == d.figure
            cands = [
                c for c in left if (c["metric"], c["low"], c["high"]) == (d.metric, d.low, d.high)
            ]
            if cands:
                c = min(
                    cands,
                    key=lambda c: (
                        c["population"] != d.population,
                        norm(c["attributed_to"]) != norm(d.attributed_to),
                    ),
                )
                left.remove(c)
                tp += 1
                p = c["population"] == d.population
                a = norm(c["attributed_to"]) == norm(d.attributed_to)
                pop += p
                att += a
                if not p or not a:
                    bad.append(
                        (
                            "~",
                            d.metric,
                            d.figure,
                            d.population,
                            c["population"],
                            d.attributed_to,
                            c["attributed_to"],
                        )
                    )
            elif any((c["metric"], c["low"], c["high"]) == (d.metric, d.low, d.high) for c in opt):
                bad.append(("o", d.metric, d.figure, d.why))
            else:
                fp += 1
                bad.append(("+", d.metric, d.figure, d.low, d.high, d.why))
        fn += len(left)
        for c in left:
            bad.append(("-", c["metric"], c["stated"], c["low"], c["high"], c["population"]))
        if "negative" in r.get("tags", ()):
            neg += 1
            negd += bool(ds)
        if o.v and bad:
            print(r["text"], r["tags"])
            [print("    ", b) for b in bad]
    out = dict(
        precision=tp / max(1, tp + fp),
        recall=tp / max(1, tp + fn),
        population=pop / max(1, tp),
        attribution=att / max(1, tp),
        negatives_drafted=negd / max(1, neg),
        sentences_per_second=len(rows) / t,
    )
    print(out, "tp", tp, "fp", fp, "fn", fn)
    if o.json:
        Path(o.json).write_text(json.dumps(out))


main()
