"""Vectors of titles kept from an earlier search by meaning, each under the hash of its text."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np

from toolkit.errors import refuse


def read_vectors(path: Path) -> dict[str, np.ndarray]:
    """Read vectors by their keys; none where there is no such file yet.

    Raises
    ------
    InputError
        If the file is no file of vectors.
    """
    if not path.exists():
        return {}
    try:
        with np.load(path, allow_pickle=False) as kept:
            keys, vectors = kept["keys"], kept["vectors"]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        raise refuse(str(path), "it holds no vectors that can be read", "Delete it; they will be made again") from None
    return dict(zip(keys.tolist(), vectors, strict=True))
