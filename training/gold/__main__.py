"""The command line of the gold, `python -m training.gold VERB`: makes sheets, binds labels to them, checks, exports, imports, compares, describes."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from training.gold.parts import PARTS
from training.gold.sheets import GOLD, Sheet, write


def main() -> None:
    """Run the verb on the command line."""
    parser = argparse.ArgumentParser(prog="python -m training.gold", description=__doc__.splitlines()[0])
    verbs = parser.add_subparsers(dest="verb", required=True)

    sheet = verbs.add_parser("sheet", help="number the phrases, triggers and quotations of texts")
    kinds = sheet.add_subparsers(dest="kind", required=True)
    whole = kinds.add_parser("articles", help="a sheet for each whole text")
    loose = kinds.add_parser("sentences", help="batches of sentences out of many texts")
    for command in (whole, loose):
        command.add_argument("--from", dest="sources", nargs="+", type=Path, required=True, help="corpora or texts")
        command.add_argument("--out", type=Path, required=True, help="folder to write to")
        command.add_argument("--seed", type=int, default=1)
        command.add_argument(
            "--except", dest="but", nargs="*", type=Path, default=[], help="texts already taken (files, folders)"
        )
    whole.add_argument(
        "--take", nargs="*", default=[], metavar="OUTLET=N", help="so many of an outlet, at random, cut to 500 words"
    )
    loose.add_argument("--count", type=int, required=True)
    loose.add_argument("--batch", type=int, default=100, help="sentences a batch")
    loose.add_argument("--round", default="r1", help="begins each batch's name")
    loose.add_argument("--doubtful", action="store_true", help="not at random: where the shipped judge is least sure")

    bind = verbs.add_parser("bind", help="join a sheet and its labels into a .gold file")
    bind.add_argument("sheet", type=Path)
    bind.add_argument("labels", type=Path)
    bind.add_argument("--out", type=Path, help="folder or file; by default this package's folder for its kind")

    check = verbs.add_parser("check", help="read every .gold file, and count")
    check.add_argument("paths", nargs="*", type=Path)

    export = verbs.add_parser("export", help="whole articles as the scorer's JSON")
    export.add_argument("out", type=Path)
    export.add_argument("--part", choices=PARTS, help="only this part")

    take = verbs.add_parser("import", help="lists in the scorer's JSON (NAME.json with NAME.txt) as gold files")
    take.add_argument("lists", nargs="+", type=Path, help="files, or folders of them")
    take.add_argument("--from", dest="sources", nargs="*", type=Path, default=[], help="corpora the texts came out of")
    take.add_argument("--out", type=Path, default=GOLD / "articles")

    mended = verbs.add_parser(
        "corrections", help="sentences that editors corrected (attache correction export) as a batch"
    )
    mended.add_argument("lines", type=Path, help="the file that it printed")
    mended.add_argument("--out", type=Path, default=GOLD / "sentences", help="folder to write to")
    mended.add_argument("--name", default="corrections", help="the batch's name")

    agree = verbs.add_parser("agree", help="two annotations of the same texts, one held against the other")
    agree.add_argument("first", type=Path, help="a .gold file, or a folder")
    agree.add_argument("second", type=Path, help="the other hand's")

    verbs.add_parser("card", help="write CARD.md")

    given = parser.parse_args()
    does = {
        "sheet": _sheet,
        "bind": _bind,
        "check": _check,
        "export": _export,
        "import": _import,
        "corrections": _corrections,
        "agree": _agree,
        "card": _card,
    }
    does[given.verb](given)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _sheet(given: argparse.Namespace) -> None:
    from training.gold import corpus, parts  # noqa: PLC0415 - the model is loaded by who needs it
    from training.gold.numbering import Numberer  # noqa: PLC0415

    every = [source for path in given.sources for source in corpus.sources(path)]
    known, numberer = corpus.Known([GOLD, *given.but]), Numberer()
    if given.kind == "articles":
        wanted = {outlet: int(count) for outlet, _, count in (taking.rpartition("=") for taking in given.take)}
        chosen = corpus.picked(every, wanted, known, given.seed) if wanted else every
        for number, source in enumerate(chosen, 1):
            made = corpus.article(source, numberer, cut=bool(wanted))
            _save(given.out / f"{f'{number:03}-' if wanted else ''}{made.name}.sheet", made)
        return
    from training.gold.choosing import doubts  # noqa: PLC0415 - loads the judge

    kept = [source for source in every if parts.of_outlet(source.outlet) == "train"]
    rows = corpus.loose(kept, numberer, known, (given.count, given.seed), _say, doubts if given.doubtful else None)
    for first in range(0, len(rows), given.batch):
        name = f"{given.round}-{first // given.batch + 1:03}"
        batch = tuple(replace(row, number=i) for i, row in enumerate(rows[first : first + given.batch], 1))
        _save(given.out / f"{name}.sheet", Sheet(name, False, {}, batch))


def _save(path: Path, sheet: Sheet) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(write(sheet), encoding="utf-8")
    print(path)


def _bind(given: argparse.Namespace) -> None:
    from training.gold.binding import bind  # noqa: PLC0415

    path, faults = bind(given.sheet, given.labels, given.out)
    for fault in faults:
        print(fault, file=sys.stderr)
    if path is None:
        sys.exit(f"{len(faults)} faults: nothing written")
    print(path)


def _check(given: argparse.Namespace) -> None:
    from training.gold.checking import check  # noqa: PLC0415

    text, faults = check(given.paths)
    for fault in faults:
        print(fault, file=sys.stderr)
    print(text)
    if faults:
        sys.exit(1)


def _export(given: argparse.Namespace) -> None:
    from training.gold.checking import read  # noqa: PLC0415
    from training.gold.exporting import export  # noqa: PLC0415

    made, faults = read()
    if faults:
        sys.exit("\n".join(faults))
    count = export((document for document in made if given.part in (None, document.part)), given.out)
    print(f"{count} articles in {given.out}")


def _import(given: argparse.Namespace) -> None:
    from training.gold import corpus, importing  # noqa: PLC0415
    from training.gold.exporting import facts  # noqa: PLC0415
    from training.gold.numbering import Numberer  # noqa: PLC0415
    from training.gold.resolving import documents  # noqa: PLC0415

    sources = [source for path in given.sources for source in corpus.sources(path)]
    numberer, lacking = Numberer(), 0
    lists = sorted(file for path in given.lists for file in (path.glob("*.json") if path.is_dir() else [path]))
    for path in lists:
        text, gold = importing.load_list(path)
        head = importing.head_of(path.stem, text, gold, sources)
        made = importing.Importer(text, gold, numberer).sheet(path.stem, {k: v for k, v in head.items() if v})
        _save(given.out / f"{path.stem}.gold", made)
        (document,), faults = documents(made)
        unlike = [*faults, *importing.differences(text, gold, document.text, facts(document))]
        lacking += len(unlike)
        for article in unlike:
            _say(f"  {article}")
    if lacking:
        sys.exit(f"{lacking} facts came out otherwise than they went in")


def _corrections(given: argparse.Namespace) -> None:
    import json  # noqa: PLC0415

    from training.gold import parts  # noqa: PLC0415
    from training.gold.corrections import rows_of  # noqa: PLC0415
    from training.gold.numbering import Numberer  # noqa: PLC0415
    from training.gold.resolving import documents  # noqa: PLC0415

    every = [json.loads(line) for line in given.lines.read_text(encoding="utf-8").splitlines()]
    kept = [line for line in every if parts.of_outlet(line["outlet"] or "") == "train"]
    rows, left = rows_of(kept, Numberer())
    if left or len(kept) < len(every):
        _say(f"{left} left out: who is right is not named there; {len(every) - len(kept)} of outlets that only test")
    if not rows:
        sys.exit("There is no sentence to write.")
    sheet = Sheet(given.name, False, {}, tuple(rows))
    if faults := documents(sheet, str(given.lines))[1]:
        sys.exit("\n".join(faults))
    _save(given.out / f"{given.name}.gold", sheet)


def _agree(given: argparse.Namespace) -> None:
    from training.gold.agreement import agreement, table  # noqa: PLC0415
    from training.gold.checking import read  # noqa: PLC0415

    first, second = (read([path]) for path in (given.first, given.second))
    if first[1] or second[1]:
        sys.exit("\n".join([*first[1], *second[1]]))
    counts, texts = agreement(first[0], second[0])
    print(f"{texts} texts in both\n\n{table(counts)}")


def _card(_: argparse.Namespace) -> None:
    from training.gold.card import card  # noqa: PLC0415

    path = GOLD / "CARD.md"
    path.write_text(card(), encoding="utf-8")
    print(path)


if __name__ == "__main__":
    main()
