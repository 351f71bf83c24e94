"""A form for JupyterLab in which a coder judges pairs of recommendation and act, one after the other.

Judgements are appended to one file for each coder; nothing is ever overwritten, and a later judgement of the same pair
simply counts instead of the earlier one. Whoever closes the notebook goes on later where they stopped.
"""

from __future__ import annotations

import csv
import errno
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import FileIO, StringIO
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.errors import refuse
from toolkit.impact.coding import JUDGEMENT_COLUMNS, RELATIONS, pending
from toolkit.language import Language, say
from toolkit.project import locked, neutralise, writable
from toolkit.sources.delimited import read_cells


@dataclass(frozen=True)
class Ledger:
    """One coder's judgements in a file that only grows.

    Parameters
    ----------
    folder : Path
        Where the files of all coders lie.
    coder : str
        Name or pseudonym of the coder: letters, digits, `-` and `_`.
    """

    folder: Path
    coder: str

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[\w-]+", self.coder):
            raise refuse("coder", f"{self.coder!r} cannot name a file", "Use letters, digits, - and _")

    @property
    def path(self) -> Path:
        """File of this coder."""
        return self.folder / f"judgements-{self.coder}.csv"

    def append(self, recommendation: str, act: str, relation: str, note: str = "") -> None:
        """Write one judgement behind the others.

        Raises
        ------
        InputError
            If the relation is not known, or the file cannot be written.
        """
        if relation not in RELATIONS:
            raise refuse("relation", f"{relation!r} is not known", f"Choose among {', '.join(RELATIONS)}")
        row = [neutralise(cell) for cell in (recommendation, act, relation, note, self.coder)]
        with locked(self.path) as file, writable(self.path):
            _append_whole(file, [row] if file.seek(0, os.SEEK_END) else [JUDGEMENT_COLUMNS, row])

    def read(self) -> pd.DataFrame:
        """Read this coder's judgements in the order in which they were made; a file may be empty after a kill."""
        started = self.path.exists() and self.path.stat().st_size > 0
        return read_cells(self.path) if started else pd.DataFrame(columns=JUDGEMENT_COLUMNS)


def _append_whole(file: FileIO, rows: Iterable[Sequence[object]]) -> None:
    """Write rows in one piece at the end of an unbuffered file; if the disk takes only a part, take it back."""
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    lines, end = text.getvalue().encode(), file.seek(0, os.SEEK_END)
    if file.write(lines) < len(lines):
        file.truncate(end)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    os.fsync(file.fileno())


def read_all(folder: Path) -> pd.DataFrame:
    """Read the judgements of all coders of a folder."""
    tables = [read_cells(path) for path in sorted(folder.glob("judgements-*.csv")) if path.stat().st_size]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=JUDGEMENT_COLUMNS)


class Form:
    """The form: a recommendation, a candidate act, what they share, and a choice.

    Parameters
    ----------
    candidates : DataFrame
        `recommendation_id, act_id, recommendation, act` and, if there, `shared, probability`.
    ledger : Ledger
        Where judgements go.
    language : Language
        Language of the form.
    """

    def __init__(self, candidates: pd.DataFrame, ledger: Ledger, language: Language | None = None):
        import ipywidgets as widgets

        self.ledger, self.language = ledger, language or Language("en")
        self.queue = pending(candidates, ledger.read(), ledger.coder).to_dict("records")
        self.all = len(candidates)
        self.shown = widgets.HTML()
        choices = [(self.language.label(relation), relation) for relation in RELATIONS]
        self.relation = widgets.RadioButtons(options=choices, value=None)
        self.hint = widgets.HTML()
        self.note = widgets.Text(placeholder=self.language.render(say("Reason, page or passage")))
        self.record = widgets.Button(description=self.language.render(say("Record")), button_style="primary")
        self.skip = widgets.Button(description=self.language.render(say("Later")))
        self.record.on_click(self._record)
        self.skip.on_click(self._skip)
        buttons = widgets.HBox([self.record, self.skip])
        self.widget = widgets.VBox([self.shown, self.relation, self.note, buttons, self.hint])
        self._show()

    def _ipython_display_(self) -> None:
        from IPython.display import display

        display(self.widget)

    def _record(self, _: Any) -> None:
        """Write the judgement down and pass to the next pair; without a choice, ask for one."""
        if self.queue and self.relation.value is None:
            self.hint.value = self.language.render(say("Choose an answer first."))
        elif self.queue:
            pair = self.queue.pop(0)
            self.ledger.append(pair["recommendation_id"], pair["act_id"], self.relation.value, self.note.value)
            self._show()
            self.hint.value = self.language.render(say("Recorded in {file}.", file=self.ledger.path.name))

    def _skip(self, _: Any) -> None:
        """Put the pair at the end."""
        if self.queue:
            self.queue.append(self.queue.pop(0))
            self._show()

    def _show(self) -> None:
        """Show the pair at the head of the queue."""
        from html import escape

        self.relation.value, self.note.value, self.hint.value = None, "", ""
        done = self.all - len(self.queue)
        progress = self.language.render(say("{done} of {total} pairs judged", done=done, total=self.all))
        if not self.queue:
            self.shown.value = f"<p>{escape(progress)}</p>"
            self.record.disabled = self.skip.disabled = True
            return
        pair = self.queue[0]
        shared = escape(str(pair.get("shared", "")))
        self.shown.value = (
            f"<p>{escape(progress)}</p><p><b>{escape(str(pair['recommendation_id']))}</b> "
            f"{escape(str(pair['recommendation']))}</p><p><b>{escape(str(pair['act_id']))}</b> "
            f"{escape(str(pair['act']))}</p><p><small>{shared}</small></p>"
        )
