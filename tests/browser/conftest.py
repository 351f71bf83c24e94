"""JupyterLab served from a copy of the project."""

import importlib.util
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[2]
TOKEN = "only-on-this-machine"
SETTINGS = {
    # every cell is in the page, also those out of sight, so that all can be looked at
    "@jupyterlab/notebook-extension/tracker.jupyterlab-settings": {"windowingMode": "none"},
}


def copy_project(copy):
    """Copy what notebooks need, with no outputs in them: a number beside a cell then says that the cell ran."""
    for folder in ("notebooks", "parameters", "data/raw", "docs"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    for path in (copy / "notebooks").rglob("*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        nbformat.write(notebook, path)
    return copy


@pytest.fixture(scope="session")
def project(tmp_path_factory):
    return copy_project(tmp_path_factory.mktemp("project"))


def lab_command(root):
    """Give the command of `python run.py lab` for another folder."""
    spec = importlib.util.spec_from_file_location("run", ROOT / "run.py")
    run = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(run)
    commands = []
    run.ROOT, run.PYTHON, run.run = str(root), sys.executable, lambda *command: commands.append(command)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    run.lab(["--no-browser", "--allow-root", f"--port={port}", "--ip=127.0.0.1", f"--IdentityProvider.token={TOKEN}"])
    return list(commands[0]), f"http://127.0.0.1:{port}"


def answers(address):
    try:
        with urllib.request.urlopen(f"{address}/api/status?token={TOKEN}", timeout=2):
            return True
    except (urllib.error.URLError, OSError):
        return False


@contextmanager
def running_lab(project, home):
    """Start JupyterLab as `python run.py lab` does, with nobody's settings; give its address."""
    for name, value in SETTINGS.items():
        path = home / "settings" / name
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(value))
    own = {"PYTHONPATH": ROOT, "HOME": home, "JUPYTER_CONFIG_DIR": home / "config", "JUPYTER_DATA_DIR": home / "data"}
    own |= {"JUPYTER_RUNTIME_DIR": home / "runtime", "IPYTHONDIR": home / "ipython"}
    own |= {"JUPYTERLAB_SETTINGS_DIR": home / "settings", "JUPYTERLAB_WORKSPACES_DIR": home / "workspaces"}
    command, address = lab_command(project)
    environment = os.environ | {name: str(value) for name, value in own.items()}
    with (home / "log").open("w") as log:
        server = subprocess.Popen(command, cwd=project, env=environment, stdout=log, stderr=log)
        try:
            until = time.monotonic() + 120
            while not answers(address):
                assert server.poll() is None and time.monotonic() < until, (home / "log").read_text()
                time.sleep(0.2)
            yield address
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(20)


@pytest.fixture(scope="session")
def lab(project, tmp_path_factory):
    with running_lab(project, tmp_path_factory.mktemp("home")) as address:
        yield address
