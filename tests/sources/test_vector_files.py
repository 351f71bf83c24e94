import numpy as np
import pytest

from toolkit.errors import InputError
from toolkit.sources.vector_files import read_vectors


def test_vectors_are_read_by_their_keys(tmp_path):
    path = tmp_path / "vectors.npz"
    assert read_vectors(path) == {}
    np.savez(path, keys=np.array(["a", "b"]), vectors=np.eye(2, dtype=np.float16))
    read = read_vectors(path)
    assert list(read) == ["a", "b"] and read["b"].tolist() == [0.0, 1.0]


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 cut off"])
def test_a_damaged_file_is_refused_in_plain_words(tmp_path, content):
    path = tmp_path / "vectors.npz"
    path.write_bytes(content)
    with pytest.raises(InputError, match="Delete it"):
        read_vectors(path)


def test_an_archive_of_something_else_is_refused(tmp_path):
    path = tmp_path / "vectors.npz"
    np.savez(path, other=np.eye(2))
    with pytest.raises(InputError, match="no vectors"):
        read_vectors(path)
