"""Mistakes with the versions of a file, and the files they are made with."""

from pathlib import Path

HEADER = "ref,incident,source,metric,figure,asserted_at,published_at,act,target,relays\n"
DAY = "d1,war,staff,killed,{},2022-03-01,,,,\n"
BROKEN = {
    "2022-03-01": HEADER + DAY.format(100) + DAY.format(7).replace("killed", "injured"),
    "2022-03-02": HEADER + DAY.format(100),
    "2022-03-03": HEADER + DAY.format("sevral"),
    "2022-03-04": HEADER + DAY.format(100).replace("d1", ""),
    "2022-03-05": HEADER + DAY.format(90) + DAY.format(80) + DAY.format(90),
    "2022-03-06": HEADER + DAY.format(100).replace(",,,,", ",2022-03-20,,,"),
    "2022-03-07": HEADER + "d2,war,staff,killed,90,2022-03-01,,retract,d1,\n",
    "2022-03-08": HEADER + "d2,war,police,killed,100,2022-03-01,,,,d1\n",
    "2022-03-09": HEADER,
    "2022-03-10": "day,personnel\n1,100\n",
    "2022-03-11": HEADER + DAY.format(100) + DAY.format(90),
    "2022-03-12": HEADER + "d2,war,staff,killed,120,2022-03-02,,,,\n",
}
"""Each but the second and the last two is refused for a reason of its own."""
NAMES = ("toll.csv", "2022-03-01_2022-03-02.csv", "2022-02-30.csv")
SAME_DAY = ("2022-03-01.csv", "2022-03-01T120000Z.csv")
MISTAKES = (
    "import --vintages broken --complete",
    "import --vintages late",
    "import --vintages twin",
    "import --vintages cut-off --complete",
    "import twin/2022-03-12.csv",
    "import late/2022-03-01.csv --published-at 2022-02-28",
    "import back/45.csv --published-at 2022-05-02",
    "import back/40.csv --published-at 2022-05-03",
    "import back/40.csv --published-at 2022-05-01",
    "import --vintages no-such-folder",
    "import --vintages 'none*.csv'",
    "import --vintages annexed",
    "import --vintages ''",
    *(f"import --vintages names/{name}" for name in NAMES),
    "import --vintages names/toll.csv --published-name 'deaths_{date}'",
    "import --vintages names/toll.csv --published-name toll",
    "import --vintages same-day",
    "import --vintages broken --on-error skip",
    "import --vintages broken --batch 100",
    "import --vintages broken --published-at 2022-03-01",
    "import broken/2022-03-02.csv --complete",
    "import broken/2022-03-02.csv --published-name '{date}'",
    "import broken/2022-03-02.csv --path toll.csv",
    "import broken/2022-03-02.csv --branch main",
    "import broken/2022-03-02.csv --since 2022-03-01",
    "import --vintages broken --since yesterday",
    "import --git .",
    "import --git . --path toll.csv broken/2022-03-02.csv",
    "import --git . --path toll.csv --published-name '{date}'",
    "import --git no-such-folder --path toll.csv",
    "revisions qamshli-2016",
    "revisions --as-of yesterday",
)


def put_versions(folder: Path) -> None:
    """The files that the mistakes are made with."""
    texts = {f"broken/{name}.csv": text for name, text in BROKEN.items()}
    texts["late/2022-03-01.csv"] = HEADER + DAY.format(100)
    days = [DAY.format(n).replace("d1", f"e{n}") for n in range(40)]
    texts["cut-off/2022-04-01.csv"] = HEADER + "".join(days)
    texts["cut-off/2022-04-02.csv"] = HEADER + "".join(days[:5])
    texts["twin/2022-03-12.csv"] = HEADER + DAY.format(90)
    for figure in (40, 45):
        texts[f"back/{figure}.csv"] = HEADER + DAY.format(figure).replace("d1", "f1")
    texts |= {f"names/{name}": BROKEN["2022-03-02"] for name in NAMES}
    texts |= {f"same-day/{name}": BROKEN["2022-03-02"] for name in SAME_DAY}
    (folder / "annexed").mkdir()
    (folder / "annexed" / "2022-03-01.csv").symlink_to("not-fetched")
    for name, text in texts.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
