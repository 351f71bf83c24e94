import pytest

from toolkit.lost_letters import readable


@pytest.mark.parametrize(
    ("found", "meant"),
    [
        ("v?u", "vœu"),
        ("V\ufffdux", "Vœux"),
        ("voeu", "vœu"),
        ("n\ufffd 17", "n° 17"),
        ("nos 216", "n° 216"),
        ("l?amendement d?abord", "l'amendement d'abord"),
        ("qu\ufffdil", "qu'il"),
        ("mise en ?uvre", "mise en œuvre"),
        ("vÅ“u adoptÃ©", "vœu adopté"),
        ("a\u00a0b\u202fc", "a b c"),
        ("S u b v e n t i o n   a n n u e l l e", "Subvention annuelle"),
    ],
)
def test_lost_letters_come_back(found, meant):
    assert readable(found) == meant


@pytest.mark.parametrize("text", ["Qui est pour ? Contre ?", "a b c", "Le vœu n° 1 est adopté.", "Où ? À Paris."])
def test_good_text_stays(text):
    assert readable(text) == text


def test_mojibake_in_one_line_only_is_undone_there():
    assert readable("Le vœu n° 17 est adoptÃ© Ã\u00a0 l'unanimitÃ©, lâ€™avis aussi.") == (
        "Le vœu n° 17 est adopté à l'unanimité, l'avis aussi."
    )
