"""What the README shows is run."""

import re
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parents[1]


def test_the_example_of_the_readme_runs(capsys):
    (example,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    names = {}
    exec(example, names)
    shown = capsys.readouterr().out
    lottery = names["lottery"]
    assert "every chance of a seat is at least 25.0000%" in shown
    assert lottery.certificate.gap <= 1e-6 and np.isclose(lottery.chances.sum(), 4)
    panel = names["panel"]
    assert sorted(panel) == sorted(set(panel)) and len(panel) == 4 and str(panel) in shown


@pytest.mark.parametrize("name", ["README.md", "LISEZMOI.md"])
def test_what_the_readme_links_to_exists(name):
    links = re.findall(r"\]\(([^)#]+)\)", (ROOT / name).read_text(encoding="utf-8"))
    assert links
    missing = [link for link in links if not link.startswith("http") and not (ROOT / link).exists()]
    assert not missing
