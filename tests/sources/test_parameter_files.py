import pytest

from toolkit.errors import InputError
from toolkit.sources.parameter_files import read_parameters


@pytest.mark.parametrize("text", ["start: 2026-13-01", "start: 2026-02-30", "a: " + "[" * 5000, "a: *b", "a: !!x"])
def test_dates_that_are_none_and_brackets_without_end_are_one_clear_error(tmp_path, text):
    path = tmp_path / "parameters.yaml"
    path.write_text(text)
    with pytest.raises(InputError, match="not valid YAML"):
        read_parameters(path)


def test_a_missing_file_is_answered_with_those_beside_it(tmp_path):
    (tmp_path / "merville.yaml").write_text("a: 1\n")
    with pytest.raises(
        InputError, match=r"port\.yaml: there is no such file. Check the name; there are merville\.yaml"
    ):
        read_parameters(tmp_path / "port.yaml")
    with pytest.raises(InputError, match="Check the name and the folder"):
        read_parameters(tmp_path / "nowhere" / "port.yaml")
