from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from toolkit.errors import Fault, InputError, refuse


def test_a_single_fault_is_one_sentence_with_place_rows_problem_and_remedy():
    error = refuse("pool.csv, column age", "found 'x', expected a class of the quotas", "Correct the cells", [4, 9])
    assert str(error) == (
        "pool.csv, column age (rows 4, 9): found 'x', expected a class of the quotas. Correct the cells."
    )


def test_many_rows_are_cut_after_eight():
    assert "(rows 2, 3, 4, 5, 6, 7, 8, 9, …)" in str(Fault("a", "b", "c", range(2, 40)))


def test_all_faults_are_listed_at_once():
    error = InputError([Fault("a", "one", "mend"), Fault("b", "two", "mend")])
    assert str(error).splitlines() == ["2 faults in the inputs:", "- a: one. mend.", "- b: two. mend."]


def test_a_cell_shows_the_message_alone_but_every_line_of_a_bug(tmp_path, capsys):
    settings = Config(HistoryManager={"enabled": False}, InteractiveShell={"colors": "nocolor"})
    shell = InteractiveShell(config=settings, ipython_dir=str(tmp_path))
    shell.run_cell("from toolkit.errors import refuse\nraise refuse('pool.csv', 'it is empty', 'Add volunteers')")
    assert capsys.readouterr().out == "InputError: pool.csv: it is empty. Add volunteers.\n"
    shell.run_cell("{}['bug']")
    assert "Traceback" in capsys.readouterr().out
