"""How the documentation is built (`python run.py docs`): from Markdown and docstrings, without the network."""

import pkgutil
from importlib import import_module
from importlib.metadata import version as installed_version

from pygments.lexers.special import TextLexer

project = "Citizens' Assembly Toolkit"
version = release = installed_version("citizens-assembly-toolkit")
language = "en"
default_role = "code"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["templates", "examples", "screenshots"]
suppress_warnings = [
    "ref.python",  # a word such as "people" in a docstring is not a reference
    "toc.not_readable",  # pages that measurements write, such as benchmarks, may not be there yet
]
myst_enable_extensions = ["attrs_inline", "deflist"]
myst_heading_anchors = 3
napoleon_google_docstring = False
napoleon_use_rtype = False
autodoc_default_options = {"members": True, "ignore-module-all": True}  # each name where it is defined
add_module_names = False
autodoc_member_order = "bysource"
autodoc_typehints = "signature"

html_theme = "furo"
html_title = project
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_js_files = [("site.js", {"defer": "defer"})]
html_copy_source = False
html_show_copyright = False
html_show_sphinx = False


def add_modules(app, docname, source):
    """End a page of reference/python/ with every module of the package that it is named after."""
    folder, _, name = docname.rpartition("/")
    if folder == "reference/python" and name not in ("index", "foundations"):
        source[0] += "\n".join(map(automodule, modules_of(f"toolkit.{name}"))) + "\n"


def modules_of(package):
    """List a package and all modules below it, by name."""
    found = import_module(package)
    parts = pkgutil.walk_packages(getattr(found, "__path__", []), f"{package}.")
    return [package, *sorted(part.name for part in parts)]


def automodule(name):
    """Give the heading and the directive that show a module's docstrings."""
    heading = name.removeprefix("toolkit.")
    return f"\n{heading}\n{'-' * len(heading)}\n\n.. automodule:: {name}\n"


def keep_bars(app, what, name, obj, options, lines):
    """Show |x| in a docstring as it stands; reStructuredText takes it for a name to replace."""
    lines[:] = [line if "``" in line else line.replace("|", "\\|") for line in lines]


def setup(app):
    """Let Sphinx call these functions on each page and docstring that it reads, and show CSV as plain text."""
    app.add_lexer("csv", TextLexer)
    app.connect("source-read", add_modules)
    app.connect("autodoc-process-docstring", keep_bars)
