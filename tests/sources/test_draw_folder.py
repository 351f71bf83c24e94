import pytest

from toolkit.errors import InputError
from toolkit.sources.draw_folder import DrawFolder, read_draw

FOLDER = DrawFolder(
    {"pool.csv": "person_id,sex\np1,women\n", "lottery.csv": "", "quotas.csv": 'a,b\n"1', "manifest.json": "{}"}
)


def test_cells_are_texts_as_they_stand():
    assert FOLDER.table("pool").to_dict("records") == [{"person_id": "p1", "sex": "women"}]


@pytest.mark.parametrize(
    ("name", "problem"), [("panel", "no such file"), ("lottery", "no table"), ("quotas", "no table")]
)
def test_a_table_that_is_missing_empty_or_broken_is_named(name, problem):
    with pytest.raises(InputError, match=f"{name}.csv: .*{problem}"):
        FOLDER.table(name)


def test_rules_are_a_table_only_where_there_are_some():
    texts = {f"{name}.csv": "a\n1\n" for name in ("pool", "quotas", "lottery")}
    assert list(DrawFolder(texts).tables) == ["pool", "quotas", "lottery"]
    assert list(DrawFolder(texts | {"rules.csv": "a\n1\n"}).tables)[-1] == "rules"


@pytest.mark.parametrize("texts", [{}, {"certificate.json": "{"}])
def test_a_certificate_that_is_missing_or_unreadable_is_named(texts):
    with pytest.raises(InputError, match="certificate.json: it is missing or unreadable"):
        _ = DrawFolder(texts).certificate


def test_a_folder_that_is_not_there_or_not_finished_is_no_draw(tmp_path):
    with pytest.raises(InputError, match="no such folder"):
        read_draw(tmp_path / "nowhere")
    (tmp_path / "pool.csv").write_text("a\n1\n")
    with pytest.raises(InputError, match="no draw ended here"):
        read_draw(tmp_path)


def test_links_other_kinds_and_half_written_files_are_no_part_of_a_draw(tmp_path):
    outside = tmp_path / "outside.csv"
    outside.write_text("a\n1\n")
    draw = tmp_path / "draw"
    draw.mkdir()
    (draw / "manifest.json").write_text("{}")
    (draw / "notes.txt").write_text("of somebody else")
    (draw / "pool.csv").symlink_to(outside)
    assert dict(read_draw(draw).texts) == {"manifest.json": "{}"}
