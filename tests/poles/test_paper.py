"""The paper of a dossier under the tools of the trade: qpdf and poppler."""

import re
import subprocess

import pytest

from tests.poles.factories import PoleFactory

pytestmark = pytest.mark.django_db

TITLE = "Technicien·ne en HVAC"


@pytest.fixture
def path(bruxelles, service, printed_once, tmp_path):
    pole = PoleFactory(bassin=bruxelles, active=True, title=TITLE)
    path = tmp_path / "dossier.pdf"
    path.write_bytes(printed_once(pole, by=service))
    return path


def said(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_qpdf_and_pdfinfo_agree(path):
    check = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    info = said("pdfinfo", path)

    assert check.returncode == 0, check.stdout + check.stderr
    assert re.search(r"Tagged:\s+yes", info)
    assert re.search(r"Title:\s+Dossier du pôle", info)
    assert re.search(r"Page size:.*\(A4\)", info)
    assert "État de conformité" in said("pdfinfo", "-struct-text", path)


def test_each_page_says_its_number_and_the_mention(path):
    pages = said("pdftotext", "-layout", path, "-").split("\f")[:-1]

    assert len(pages) >= 4
    for number, page in enumerate(pages, start=1):
        assert re.search(rf"\b{number}\s*/\s*{len(pages)}\b", page)
        assert "ne vaut pas certificat d’une autorité" in page


def test_a_character_that_no_font_draws_becomes_a_square(
    bruxelles, service, printed_once, tmp_path
):
    pole = PoleFactory(bassin=bruxelles, title="Pôle 🚀 水", problem="Élève\u202f: ok")
    path = tmp_path / "strange.pdf"
    path.write_bytes(printed_once(pole, by=service, key="strange"))

    assert "Pôle □ □" in said("pdftotext", path, "-")
