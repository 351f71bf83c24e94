"""How cost grows: with volunteers, features and seats of a draw, and with the acts that are searched.

Pools are made up: skewed shares, quotas that follow the population while volunteers do not (older and more educated
people answer more often), as in real invitations. The figure is docs/images/scaling.svg.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from benchmarks.measuring import ROOT, SEED, Facts, Options, Section, Work, measure
from benchmarks.sortition import lottery_of

FIGURE = ROOT / "docs" / "images" / "scaling.svg"
PEOPLE, FEATURES, SEATS = 1000, 5, 60
GROWTH: dict[str, tuple[int, ...]] = {
    "volunteers": (125, 250, 500, 1000, 2000, 4000, 8000, 16000),
    "features": (2, 3, 4, 5, 6, 7, 8),
    "seats": (15, 30, 60, 120, 240),
    "acts": (1000, 3000, 10_000, 30_000, 100_000),
}
PEER_AT_MOST = {"volunteers": 500, "features": 0, "seats": 0}
"""The peer is measured up to here: beyond, a single run takes longer than everything else together."""
QUERIES = 100
TITLES = ROOT / "data" / "raw" / "paris" / "record" / "council_acts_sample.csv"


def sections(options: Options) -> list[Section]:
    """Measure growth and draw it."""
    rows = [row for name, sizes in GROWTH.items() for size in (sizes[:1] if options.quick else sizes)
            for row in _grown(name, size)]  # fmt: skip
    table = pd.DataFrame(rows)
    if not options.quick:
        _draw(table)
    text = (
        f"Leximin with proof for made-up pools (one of {PEOPLE} volunteers, {FEATURES} features and {SEATS} seats, of "
        "which one number changes), beside the peer's maximin with HiGHS up to "
        f"{PEER_AT_MOST['volunteers']} volunteers; and the index of so many acts with {QUERIES} searches in it. "
        "What makes a draw costly is less its size than the number of its features and how hard its quotas bind; "
        "titles of acts are made of the words of real ones.\n\n"
        "![CPU seconds against volunteers, features, seats and acts, on logarithmic axes](images/scaling.svg)"
    )
    return [Section("How cost grows", text, _shown(table))]


def _grown(name: str, size: int) -> list[Facts]:
    if name == "acts":
        return [{"grows": name, "size": size, "by": "ours"} | measure(search_acts, size)]
    arguments = [{"volunteers": PEOPLE, "features": FEATURES, "seats": SEATS}.get(key, 0) for key in PEER_AT_MOST]
    arguments[list(PEER_AT_MOST).index(name)] = size
    rows = [{"grows": name, "size": size, "by": "ours"} | measure(draw_from_invented, *arguments)]
    if size <= PEER_AT_MOST[name]:
        rows.append({"grows": name, "size": size, "by": "peer, maximin"} | measure(peer_on_invented, *arguments))
    return rows


def _shown(table: pd.DataFrame) -> pd.DataFrame:
    """Format the measurements; growth is told from one size to the next."""
    rows = []
    for (name, by), group in table.groupby(["grows", "by"], sort=False):
        before = None
        for row in group.to_dict("records"):
            growth = f"{row['cpu'] / before['cpu']:.1f} ×" if before and row["cpu"] > 0 and before["cpu"] > 0 else ""
            told = row.get("failed")
            rows.append(
                {
                    "grows": name,
                    "size": f"{row['size']:,}",
                    "by": by,
                    "CPU s": told if isinstance(told, str) else f"{row['cpu']:.2f}",
                    "peak MiB": "" if isinstance(told, str) else f"{row['mebibytes']:.0f}",
                    "from the row above": growth,
                    "gap": f"{row['gap']:.0e}" if pd.notna(row.get("gap")) else "",
                }
            )
            before = row
    return pd.DataFrame(rows)


def _draw(table: pd.DataFrame) -> None:
    """Draw CPU seconds against size, a panel for each thing that grows."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    from toolkit.plots.style import BLUE, MARKERS, ORANGE, WIDTH, house_style

    matplotlib.rcParams["svg.hashsalt"] = "scaling"
    with house_style():
        figure, axes = pyplot.subplots(2, 2, figsize=(WIDTH, WIDTH * 0.72), layout="constrained", sharey=True)
        for ax, (name, sizes) in zip(axes.flat, GROWTH.items(), strict=True):
            lines = table[table["grows"] == name].groupby("by")
            for (by, group), colour, marker in zip(lines, (BLUE, ORANGE), MARKERS, strict=False):
                ax.plot(group["size"], group["cpu"], color=colour, marker=marker, label=by)
            ax.set(xlabel=name, xscale="linear" if name == "features" else "log", yscale="log")
            ax.set_xticks(sizes, [f"{size:,}" for size in sizes], rotation=30 if len(sizes) > 7 else 0)
            ax.set_yticks([0.01, 0.1, 1, 10], ["0.01", "0.1", "1", "10"])
            ax.minorticks_off()
        axes[0, 0].legend()
        figure.supylabel("CPU seconds", fontsize="medium")
    FIGURE.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(FIGURE, metadata={"Date": None})


def invented(people: int, features: int, seats: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Make up volunteers and quotas that can be met: a panel drawn towards the population shows how."""
    rng = np.random.default_rng([SEED, people, features, seats])
    classes = [2 + number % 4 for number in range(features)]
    shares = [rng.dirichlet(np.full(count, 8.0)) for count in classes]
    leaning = [share * np.exp(rng.normal(0, 0.5, len(share))) for share in shares]
    values = {
        f"trait{number}": rng.choice([f"c{n}" for n in range(count)], size=people, p=lean / lean.sum())
        for number, (count, lean) in enumerate(zip(classes, leaning, strict=True))
    }
    pool = pd.DataFrame(values, index=pd.Index([f"p{number:05d}" for number in range(people)], name="person_id"))
    weight = np.prod([_ratio(pool[name], share) for name, share in zip(pool, shares, strict=True)], axis=0)
    panel = pool.iloc[rng.choice(people, size=seats, replace=False, p=weight / weight.sum())]
    counts = [(name, value, int((panel[name] == value).sum())) for name in pool for value in sorted(set(pool[name]))]
    quotas = [(name, value, max(0, count - 1), count + 1) for name, value, count in counts]
    return pool, pd.DataFrame(quotas, columns=["feature", "value", "min", "max"])


def _ratio(column: pd.Series, share: np.ndarray) -> np.ndarray:
    wanted = {f"c{number}": part for number, part in enumerate(share)}
    held = column.value_counts(normalize=True)
    return np.array([wanted[value] / held[value] for value in column])


def draw_from_invented(people: int, features: int, seats: int) -> Work:
    """Find our leximin lottery of an invented pool."""
    from toolkit.sortition.pool import Pool, Quotas, Selection

    pool, quotas = invented(people, features, seats)
    return lottery_of(Selection(Pool(pool), Quotas(quotas), seats), "leximin")


def peer_on_invented(people: int, features: int, seats: int) -> Work:
    """Let the peer find its maximin distribution of the same pool."""
    from sortition_algorithms import Settings, read_in_features, read_in_people
    from sortition_algorithms.committee_generation import find_distribution_maximin

    pool, quotas = invented(people, features, seats)
    cells = pool.reset_index(names="id")
    read, *_ = read_in_features(list(quotas.columns), quotas.astype(str).to_dict("records"))
    settings = Settings(id_column="id", columns_to_keep=[])
    volunteers, _ = read_in_people(list(cells.columns), cells.to_dict("records"), read, settings)
    return lambda: {"panels": len(find_distribution_maximin(read, volunteers, seats, [], "highspy")[0])}


def search_acts(acts: int) -> Work:
    """Index titles made of the words of real ones, and search a hundred of them."""
    from toolkit.impact.links import link

    titles = pd.read_csv(TITLES, dtype=str)["title"].dropna()
    words = np.array(" ".join(titles).split())
    rng = np.random.default_rng([SEED, acts])
    lengths = rng.choice(titles.str.split().str.len().to_numpy(), size=acts)
    made = [" ".join(rng.choice(words, size=length)) for length in lengths]
    table: Any = pd.DataFrame({"act_id": [f"a{number}" for number in range(acts)], "title": made})
    asked = pd.DataFrame({"recommendation_id": [f"r{n}" for n in range(QUERIES)], "text": made[:QUERIES]})
    return lambda: {"rows": len(link(asked, table))}
