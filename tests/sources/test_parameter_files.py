import pytest

from toolkit.errors import InputError
from toolkit.sources.parameter_files import read_parameters


@pytest.mark.parametrize("text", ["start: 2026-13-01", "start: 2026-02-30", "a: " + "[" * 5000, "a: *b", "a: !!x"])
def test_dates_that_are_none_and_brackets_without_end_are_one_clear_error(tmp_path, text):
    path = tmp_path / "parameters.yaml"
    path.write_text(text)
    with pytest.raises(InputError, match="not valid YAML"):
        read_parameters(path)
