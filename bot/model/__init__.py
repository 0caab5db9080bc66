"""The nouns of Attaché, frozen, a module a field; imports nothing of ours.

A fact (an event, a stance, a quotation) takes four shapes on its way, and each is there for a reason:

| shape | where | who makes it | why it is not the one before |
|---|---|---|---|
| `EventDraft`, `StanceDraft`, `QuotationDraft` | `bot/reading/drafts.py` | a step of reading | points at tokens and other drafts, and later steps still fill it in |
| `Event`, `Stance`, `Quotation` | `facts` | `bot/reading/assembly.py` | final: offsets into the article, ids of that article; what `attache read` prints |
| `ShownEvent`, `ShownStance`, `ShownQuotation` | `answer` | `bot/store/`, from rows | names in place of ids, and the sentence it rests on: all an answer needs, of any article |
| `FiledEvent`, `FiledStance`, `FiledQuotation` | `filed` | `bot/store/filed.py`, from rows | no sentence: an edition ranks thousands and reads the sentences of the few that it tells |

Between the second and the others lie the rows, which are SQL and no class: `bot/store/facts.py` writes them, and each reader of them selects
the columns that its shape needs.
"""
