"""The twelve exports in examples/cohort are what cohort.py makes, and serve their stories."""

from __future__ import annotations

import zipfile

import pytest
from cohort import write
from conftest import ROOT, TODAY
from town import Town

import netpath
from netpath.importers import read_sources

COHORT = ROOT / "examples" / "cohort"


@pytest.fixture(scope="module")
def ready():
    return netpath.prepare(netpath.load(COHORT, me="Careers Office", as_of=TODAY))


def contents(folder):
    """Every file by its name: of a ZIP the members, for deflate is not one program."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                found[name] = [
                    (one.filename, one.date_time, archive.read(one))
                    for one in archive.infolist()
                ]
        elif path.is_file():
            found[name] = path.read_bytes()
    return found


def reached(ready, title):
    """Which students have a way to somebody with a title, by ties that were told."""
    return {
        student
        for student in Town().students
        if netpath.find_chains(ready, title, from_=student, declared_only=True, k=1)
    }


def test_the_cohort_is_what_the_script_makes(tmp_path):
    write(tmp_path / "cohort")
    assert contents(tmp_path / "cohort") == contents(COHORT)


def test_the_cohort_is_small():
    sizes = [path.stat().st_size for path in COHORT.rglob("*") if path.is_file()]
    assert sum(sizes) < 80_000


def test_all_twelve_are_read_and_nothing_is_wrong():
    exports = read_sources([COHORT])
    assert sorted(e.owner.name for e in exports) == sorted(Town().owners)
    assert [e for e in exports if e.warnings or e.damaged] == []
    left_alone = {file.note for e in exports for file in e.files if not file.kind}
    assert left_alone == {"an archive, read by itself"}  # beside the unpacked one
    reasons = {skipped.reason for e in exports for skipped in e.skipped}
    assert reasons == {"without a name (closed account)", "advertising"}


def test_every_student_knows_twenty_odd_to_forty_people():
    town = Town()
    counts = [len(town.known_to(student)) for student in town.students]
    assert len(counts) == 12
    assert min(counts) >= 23
    assert max(counts) <= 40


def test_the_command_reads_the_folder_without_complaint(run):
    done = run("import", COHORT)
    assert done.returncode == 0
    said, _, rest = done.stderr.partition("\n\n")
    assert said.count("'s export of ") == len(said.splitlines()) == 12
    assert rest.startswith("12 sources: 342 new records")


@pytest.mark.parametrize(
    "title",
    ["public librarian", "school librarian", "archivist", "nurse", "UX designer"],
)
def test_who_is_sought_is_within_reach_of_some_and_not_of_all(ready, title):
    assert 0 < len(reached(ready, title)) < 12


def test_one_title_is_known_to_nobody_and_somebody_may_know_one(ready):
    assert reached(ready, "speech therapist") == set()
    assert netpath.find_leads(ready, "speech therapist", from_="Ruth Okonkwo-Berg")


def test_two_students_who_know_each_other_both_say_so_of_the_same_day():
    town = Town()
    for student in town.students:
        for other, (_, day) in town.known_to(student).items():
            if other in town.students:
                assert town.known_to(other)[student][1] == day
