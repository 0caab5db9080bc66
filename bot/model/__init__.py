"""The nouns of Attaché as frozen classes, one module per subject; imports nothing of ours.

A fact (an event, a stance, a quotation) takes four shapes on its way, each for a reason:

| shape | where | made by | why it differs from the one before |
|---|---|---|---|
| `EventDraft`, `StanceDraft`, `QuotationDraft` | `bot/reading/drafts.py` | a step of reading | points at tokens and other drafts; later steps still fill it in |
| `Event`, `Stance`, `Quotation` | `facts` | `bot/reading/assembly.py` | final: offsets into the article, ids within it; what `attache read` prints |
| `ShownEvent`, `ShownStance`, `ShownQuotation` | `answer` | `bot/store/`, from rows | has names instead of ids, and its sentence: all an answer needs, from any article |
| `FiledEvent`, `FiledStance`, `FiledQuotation` | `filed` | `bot/store/filed.py`, from rows | has no sentence: an edition ranks thousands and reads the sentences of the few it tells |

Between the second and the others are database rows, without a class: `bot/store/facts.py` writes them, and each reader selects the
columns that its shape needs.
"""
