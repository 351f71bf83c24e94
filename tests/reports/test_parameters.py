import pytest

from toolkit.errors import InputError
from toolkit.reports.parameters import NotebookParameters


def test_unknown_parameters_and_wrong_values_are_named_together():
    with pytest.raises(InputError) as caught:
        NotebookParameters(language="de", seed="x", sead=1)
    message = str(caught.value)
    assert "parameter sead: is not known. The parameters are assembly, language, seed, output" in message
    assert "parameter language" in message and "parameter seed" in message


def test_parameters_cannot_be_changed():
    with pytest.raises(ValueError, match="frozen"):
        NotebookParameters().seed = 4


def test_a_seed_is_not_negative():
    with pytest.raises(InputError, match="parameter seed: .*greater than or equal to 0"):
        NotebookParameters(seed=-1)
