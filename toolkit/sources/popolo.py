"""Popolo JSON: motions and vote events as other civic software exchanges them (popoloproject.com)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.errors import refuse
from toolkit.sources.minutes import EVENT_COLUMNS
from toolkit.sources.votes import COUNTS

OPTIONS = {"for": "yes", "against": "no", "abstaining": "abstain", "not_voting": "not voting"}
RESULTS = {"adopted": "pass", "adopted as amended": "pass", "rejected": "fail"}
"""Outcomes that are the result of a vote; others are kept in a field of their own."""


def to_popolo(acts: pd.DataFrame, vote_events: pd.DataFrame) -> str:
    """Write motions with their vote events as Popolo JSON text.

    Parameters
    ----------
    acts : DataFrame
        `act_id, title, session`.
    vote_events : DataFrame
        Columns of `toolkit.sources.minutes.EVENT_COLUMNS`.

    Returns
    -------
    str
        A JSON object with the list `motions`; events of items without a title get a motion without text. Numbers that
        were not given are left out, never zero.
    """
    titles = acts.drop_duplicates("act_id").set_index("act_id")
    items = dict.fromkeys([*titles.index, *vote_events["item"]])
    events: dict[str, list[dict[str, Any]]] = {str(item): [] for item in items}
    for number, row in enumerate(vote_events.to_dict("records"), start=1):
        events[str(row["item"])].append(_event(number, row))
    motions = [_motion(item, titles, found) for item, found in events.items()]
    return json.dumps({"motions": motions}, ensure_ascii=False, indent=1) + "\n"


def _motion(item: str, titles: pd.DataFrame, events: list[dict[str, Any]]) -> dict[str, Any]:
    """Make one motion."""
    known = titles.loc[item] if item in titles.index else {"title": "", "session": ""}
    session = known["session"] or (events[0]["legislative_session_id"] if events else "")
    return {"id": item, "text": known["title"], "legislative_session_id": session, "vote_events": events}


def _event(number: int, row: dict[Any, Any]) -> dict[str, Any]:
    """Make one vote event."""
    counts = [{"option": option, "value": int(row[name])} for name, option in OPTIONS.items() if pd.notna(row[name])]
    event = {
        "id": f"vote-{number}",
        "motion_id": row["item"],
        "legislative_session_id": row["session"],
        "result": RESULTS.get(row["outcome"], ""),
        "outcome": row["outcome"],
        "mode": row["mode"],
        "executive_opinion": row["executive_opinion"],
        "counts": counts,
    }
    return {name: value for name, value in event.items() if value not in ("", [])} | {
        "legislative_session_id": row["session"]
    }


def read_popolo(path: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read motions and vote events from Popolo JSON.

    Returns
    -------
    acts, vote_events : DataFrame
        `act_id, title, session`, and the columns of `EVENT_COLUMNS`; what the file does not say is empty.

    Raises
    ------
    InputError
        If the file is no Popolo JSON with a list of motions.
    """
    try:
        motions = json.loads(path.read_text(encoding="utf-8-sig"))["motions"]
        acts = [(motion["id"], motion.get("text", ""), motion.get("legislative_session_id", "")) for motion in motions]
        events = [_row(motion, event) for motion in motions for event in motion.get("vote_events", [])]
    except FileNotFoundError:
        raise refuse(str(path), "there is no such file", "Check the name and the folder") from None
    except (ValueError, OverflowError, RecursionError, KeyError, TypeError, AttributeError):
        raise refuse(
            str(path), "this is no Popolo JSON with a list of motions", "See `toolkit minutes --popolo`"
        ) from None
    table = pd.DataFrame(events, columns=EVENT_COLUMNS).astype(dict.fromkeys(COUNTS, "Int64"))
    return pd.DataFrame(acts, columns=["act_id", "title", "session"]), table


def _row(motion: dict[str, Any], event: dict[str, Any]) -> dict[str, Any]:
    """Turn one vote event back into a row."""
    named = {option: name for name, option in OPTIONS.items()}
    counts = {
        named[count["option"]]: int(count["value"]) for count in event.get("counts", []) if count["option"] in named
    }
    outcome = event.get("outcome") or {"pass": "adopted", "fail": "rejected"}.get(event.get("result", ""), "")
    known = {
        "item": motion["id"],
        "outcome": outcome,
        "mode": event.get("mode", ""),
        "executive_opinion": event.get("executive_opinion", ""),
        "session": event.get("legislative_session_id", motion.get("legislative_session_id", "")),
    }
    empty = {name: None if name in COUNTS else "" for name in EVENT_COLUMNS}
    return empty | known | counts
