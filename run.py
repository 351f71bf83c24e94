"""Set everything up and run one task, with nothing but Python 3.11 or newer.

    python run.py setup | reports | test | lab | docs | bench | lint   [further arguments go to the task]

The first call makes the folder .venv beside this file and installs the exact versions of constraints.txt into it;
later calls skip what is installed. Only the standard library is used here, in a form that old Pythons can read,
so that they can be told what to do.
"""

import hashlib
import os
import subprocess
import sys

OLDEST = (3, 11)
ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
BIN = os.path.join(VENV, "Scripts" if os.name == "nt" else "bin")
PYTHON = os.path.join(BIN, "python.exe" if os.name == "nt" else "python")
UV = os.path.join(BIN, "uv.exe" if os.name == "nt" else "uv")


def say(text):
    """Print one line at once, so that it stands before the output of a program that is started next."""
    print("run.py: " + text)
    sys.stdout.flush()


def stop(text):
    """Say what is wrong and what to do, and end with code 2."""
    sys.stderr.write("run.py: " + text + "\n")
    sys.exit(2)


def run(*command):
    """Run a program in the project's folder and give back its exit code."""
    return subprocess.call(list(command), cwd=ROOT, env=environment())


def environment():
    """Give programs the user's environment; told LC_ALL=C, Python stumbles over accents in this folder's path."""
    plain = os.environ.get("LC_ALL") in ("C", "POSIX")
    return dict(os.environ, LC_ALL="C.UTF-8") if plain else dict(os.environ)


def fingerprint(*names):
    """Hash the files that decide what is installed, with the version of Python."""
    digest = hashlib.sha256(repr(sys.version_info[:3]).encode())
    for name in names:
        with open(os.path.join(ROOT, name), "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def is_installed(stamp, wanted):
    """Tell whether an earlier set-up ended well with the same fingerprint."""
    try:
        with open(stamp) as file:
            return os.path.exists(PYTHON) and file.read() == wanted
    except OSError:
        return False


def remember(stamp, wanted):
    """Note the fingerprint of a set-up that ended well."""
    with open(stamp, "w") as file:
        file.write(wanted)


def pip(*arguments):
    """Install with pip, without its news about itself."""
    return run(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments)


def install(*arguments):
    """Install with uv, or with pip where uv cannot be had."""
    if os.path.exists(UV) and run(UV, "pip", "install", "--quiet", "--python", PYTHON, *arguments) == 0:
        return
    if pip(*arguments) != 0:
        stop(
            "the packages could not be installed (see above). Check the network connection and the free disk "
            "space, then run the same command again; delete the folder .venv to start afresh."
        )


def set_up():
    """Make .venv and install the pinned packages and this toolkit, unless that is already done."""
    wanted = fingerprint("constraints.txt", "pyproject.toml")
    stamp = os.path.join(VENV, "installed.sha256")
    if is_installed(stamp, wanted):
        return
    if not os.path.exists(PYTHON):
        say("making .venv with Python {}.{}.{}".format(*sys.version_info[:3]))
        if run(sys.executable, "-m", "venv", VENV) != 0:
            stop("could not make .venv. On Debian or Ubuntu: apt install python3-venv, delete .venv, try again.")
    if not os.path.exists(UV) and pip("uv") != 0:
        say("uv cannot be had here, going on with pip")
    say("installing the packages of constraints.txt into .venv (a few minutes the first time)")
    install("-r", "constraints.txt")
    install("--no-deps", "-e", ".")
    remember(stamp, wanted)


def set_up_peers():
    """Install the programs that the benchmarks compare with."""
    wanted = fingerprint("constraints.txt", os.path.join("benchmarks", "requirements.txt"))
    stamp = os.path.join(VENV, "peers.sha256")
    if not is_installed(stamp, wanted):
        say("installing the peers of benchmarks/requirements.txt")
        install("-r", os.path.join("benchmarks", "requirements.txt"), "-c", "constraints.txt")
        remember(stamp, wanted)


def reports(arguments):
    """Run the notebooks and write the reports of the Assemblée citoyenne de Paris, in French and English."""
    return run(PYTHON, "-m", "toolkit", "reports", *arguments)


def test(arguments):
    """Run every test, and every notebook against its stored outputs."""
    workers = ["-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadscope", "-q"]
    options = ["--nbval", "--nbval-sanitize-with", os.path.join("tests", "nbval_sanitize.cfg")]
    return run(PYTHON, "-m", "pytest", *(arguments or ["tests", "notebooks"] + options + workers))


def lab(arguments):
    """Open JupyterLab on the notebook that leads to the others; it asks nothing and fetches nothing."""
    options = (
        "--ServerApp.root_dir=" + ROOT,
        "--LabApp.default_url=/lab/tree/notebooks/welcome.ipynb",
        "--LabApp.app_settings_dir=" + os.path.join(ROOT, "parameters", "jupyterlab"),
    )
    return run(PYTHON, "-m", "jupyter", "lab", *options, *arguments)


def docs(arguments):
    """Build the documentation into build/docs; needs no network."""
    return run(PYTHON, "-m", "sphinx", "-q", "-W", "--keep-going", "docs", os.path.join("build", "docs"), *arguments)


def bench(arguments):
    """Measure the toolkit beside its peers, in one run."""
    set_up_peers()
    return run(PYTHON, "-m", "benchmarks", *arguments)


def lint(arguments):
    """Check style, format and types."""
    checks = (
        ("ruff", "check", *arguments),
        ("ruff", "format", "--check", *arguments),
        ("mypy",),
    )
    return max(run(PYTHON, "-m", *check) for check in checks)


TASKS = {
    "setup": lambda arguments: 0,
    "reports": reports,
    "test": test,
    "lab": lab,
    "docs": docs,
    "bench": bench,
    "lint": lint,
}


def main(arguments):
    """Run the task that the first argument names."""
    if sys.version_info < OLDEST:
        stop(
            "Python {}.{} is too old, the toolkit needs {}.{} or newer. Install it from python.org or your system "
            "(apt install python3.11, brew install python@3.12) and call it by name: "
            "python3.11 run.py reports".format(*(sys.version_info[:2] + OLDEST))
        )
    if not arguments or arguments[0] not in TASKS:
        print(__doc__)
        for name in TASKS:
            print("  {:8} {}".format(name, TASKS[name].__doc__ or "Only set up."))
        return 0 if arguments and arguments[0] in ("-h", "--help") else 2
    set_up()
    return TASKS[arguments[0]](arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
