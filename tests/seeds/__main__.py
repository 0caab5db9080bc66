"""Prints each shown fact of the shipped articles that `right.toml` does not list, under its sentence: read it, and list it if it is right.

python -m tests.seeds
"""

from __future__ import annotations

import json

from bot.intake.documents import article
from bot.intake.work import reader
from tests.seeds.right import right_facts
from tests.seeds.shown_facts import licensed, shown_facts

right = right_facts()
for path in licensed():
    known = right.get(path.stem, ())
    new = [fact for fact in shown_facts(reader().read(article(path))) if fact.line not in known]
    if new:
        print(f"[{json.dumps(path.stem)}]\nfacts = [")
        for fact in new:
            print(f"    # {fact.sentence}\n    {json.dumps(fact.line, ensure_ascii=False)},")
        print("]\n")
