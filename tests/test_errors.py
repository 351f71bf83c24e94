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
