import json
import os

import pandas as pd
import pytest
from distributed import LocalCluster
from typer.testing import CliRunner

from toolkit.cli import application
from toolkit.design.parallel import parts, simulate_parts
from toolkit.design.scenario import read_design
from toolkit.errors import InputError

RUNS = 600


def simulate(out, *options, designs=("ostbelgien",), runs=RUNS, seed=4):
    arguments = ["simulate", *designs, "--runs", str(runs), "--seed", str(seed), "--out", str(out), *options]
    result = CliRunner().invoke(application(), arguments, catch_exceptions=False)
    assert result.exit_code == 0
    return files_of(out)


def files_of(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    out = tmp_path_factory.mktemp("alone")
    simulate(out)
    return out


def test_parts_cover_every_run_once():
    assert [run for part in parts(601, 250) for run in part] == list(range(601))
    assert [len(part) for part in parts(601, 250)] == [250, 250, 101]


def test_results_lie_in_parts_with_a_manifest_and_a_summary(alone):
    assert sorted(files_of(alone)) == [
        "ostbelgien/manifest.json",
        "ostbelgien/runs-000000000-000000250.parquet",
        "ostbelgien/runs-000000250-000000500.parquet",
        "ostbelgien/runs-000000500-000000600.parquet",
        "summary.csv",
    ]
    runs = pd.concat([pd.read_parquet(file) for file in sorted((alone / "ostbelgien").glob("*.parquet"))])
    assert runs["run"].tolist() == list(range(RUNS))
    assert json.loads((alone / "ostbelgien" / "manifest.json").read_text())["seed"] == 4


@pytest.mark.slow
def test_two_workers_give_the_same_bytes_as_one(alone, tmp_path):
    assert simulate(tmp_path, "--workers", "2") == files_of(alone)


@pytest.mark.slow
def test_a_real_dask_cluster_gives_the_same_bytes(alone, tmp_path):
    options = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    with LocalCluster(host="127.0.0.1", local_directory=str(tmp_path / "dask"), **options) as cluster:
        assert simulate(tmp_path / "out", "--dask", cluster.scheduler_address) == files_of(alone)


def test_an_interrupted_simulation_goes_on_where_it_stopped(alone, tmp_path):
    simulate(tmp_path)
    lost = tmp_path / "ostbelgien" / "runs-000000250-000000500.parquet"
    kept = tmp_path / "ostbelgien" / "runs-000000000-000000250.parquet"
    lost.unlink()
    os.utime(kept, (1, 1))
    assert simulate(tmp_path) == files_of(alone)
    assert kept.stat().st_mtime == 1


def test_more_runs_keep_the_parts_that_are_whole(tmp_path):
    simulate(tmp_path, runs=300)
    longer = simulate(tmp_path, runs=RUNS)
    assert sorted(name for name in longer if name.endswith("parquet"))[1].endswith("runs-000000250-000000500.parquet")
    assert len([name for name in longer if name.endswith("parquet")]) == 3


def test_results_of_another_seed_are_not_mixed_in(alone):
    with pytest.raises(InputError, match="another design, seed or version"):
        simulate(alone, seed=5)


def test_a_scheduler_that_does_not_answer_is_named():
    with pytest.raises(InputError, match="no scheduler answers"):
        list(simulate_parts(read_design("ostbelgien"), parts(1), 0, address="no-such-address"))


def test_a_design_given_twice_is_refused(tmp_path):
    with pytest.raises(InputError, match="stands more than once"):
        simulate(tmp_path, designs=("ostbelgien", "ostbelgien"))


def test_letters_writes_what_each_group_needs(tmp_path):
    arguments = ["letters", "paris_2023", "--margin", "2", "--runs", "500", "--out", str(tmp_path)]
    result = CliRunner().invoke(application(), arguments, catch_exceptions=False)
    assert result.exit_code == 0
    table = pd.read_csv(tmp_path / "letters.csv")
    assert table["value"].iloc[0] == "none_or_brevet"
    assert f"{table['letters'].iloc[0]:,} letters for" in result.output
    assert pd.read_csv(tmp_path / "probability.csv")["margin"].tolist() == [1, 2, 3]


def test_a_list_that_the_design_does_not_have_is_named(tmp_path):
    with pytest.raises(InputError, match="has no list"):
        CliRunner().invoke(
            application(), ["letters", "paris_2023", "--frame", "x", "--out", str(tmp_path)], catch_exceptions=False
        )
