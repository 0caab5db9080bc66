"""What editors call outlets. Labels are a server's own words; three of them have an effect."""

from __future__ import annotations

TRUSTED, PARTISAN, STATE_OWNED, SATIRE = "trusted", "partisan", "state-owned", "satire"
LABELS = (TRUSTED, PARTISAN, STATE_OWNED, SATIRE)
"""The labels that are offered. In digests, stories of trusted outlets rank higher and those only partisan ones tell lower; articles of satire are hidden."""


def labelled(outlet: str, label: str | None) -> str:
    """Returns an outlet's name with its label: "The Wire (state-owned)".

    For an edition, which is chosen by the bare names. What answers show has the label from the database, as `OUTLET` of
    `store/evidence.py` makes it: there each row is shown as it is read.
    """
    return f"{outlet} ({label})" if outlet and label else outlet
