import pytest

from toolkit.errors import InputError
from toolkit.sources.pseudonyms import pseudonym, read_key, read_pseudonymous

KEY = b"k" * 32


@pytest.mark.parametrize(
    ("text", "keep", "message"),
    [
        ("name,sex\nAnne,f\n", ["sex"], "no column is the identifier"),
        ("id,sex\n1,f\n,m\n", ["sex"], r"rows? 3\): an identifier is missing"),
        ("id,sex\n1,f\n", ["age"], "none of the columns to be kept is there"),
    ],
)
def test_a_table_that_cannot_be_made_pseudonymous_is_one_clear_error(tmp_path, text, keep, message):
    (tmp_path / "people.csv").write_text(text)
    with pytest.raises(InputError, match=message):
        read_pseudonymous(tmp_path / "people.csv", KEY, keep)


def test_who_replaces_whom_is_pseudonymous_too(tmp_path):
    (tmp_path / "members.csv").write_text("id,event,replaces,name\n1,joined,2,Anne\n2,left,,Paul\n")
    table = read_pseudonymous(tmp_path / "members.csv", KEY, ["event", "replaces"])
    assert list(table.columns) == ["person_id", "event", "replaces"]
    assert table["replaces"].tolist() == [pseudonym("2", KEY), ""]
    assert table["person_id"].tolist() == [pseudonym("1", KEY), pseudonym("2", KEY)]


def test_a_key_that_is_not_there_is_named(tmp_path):
    with pytest.raises(InputError, match="there is no such file"):
        read_key(tmp_path / "none.key")
