"""Employers, schools and titles that do not exist, and how people write them down."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from random import Random


@dataclass(frozen=True, slots=True)
class Employer:
    """A place of work; ``id`` tells apart what spelling does not."""

    id: str
    name: str
    town: str


@dataclass(frozen=True, slots=True)
class Job:
    """A position as its holder wrote it: ``company`` may differ from the employer's name.

    ``employer`` is "" where people work for themselves or wrote nothing.
    """

    employer: str
    company: str
    title: str
    since: date
    until: date | None = None
    town: str = ""


@dataclass(frozen=True, slots=True)
class JobShape:
    """A way of writing a job that is rare and breaks careless readers."""

    name: str
    rate: float
    write: Callable[[Job], Job]


_TOWN_HEADS = "Alder Barrow Brindle Calder Dunmere Easterly Farrow Glim Hollin Inch Jessam Kelder Lorn Marrow Nether Orrin Pellow Quarrel Rushen Saltern Tarrow Ulver Wether Yarrel".split()
_TOWN_TAILS = "brook combe dale field ford haven mouth port stead wick".split()
_FIRM_HEADS = """
    Amberline Bluewren Brightmoor Cinderpath Coppergate Driftwood Emberfield Fernhollow
    Fjordware Gildenleaf Harrowgate Inkwell Juniper Kestrelworks Lanternfish Mossbank
    Northwind Oakhollow Paperkite Quillmark Ravenscroft Saltmarsh Thistledown Umberland
    Velvetmoss Willowherb Yarrowfield Zephyrine Åkerblom Über-Mühle
""".split()
_FIRM_TAILS = (
    "Labs|Labs, Inc.|Analytics|Software GmbH|& Sons|Consulting|Partners LLP|Foods|"
    "Energy|Media A/S|Design Studio|Logistics S.A. de C.V.|Bank|Insurance|Robotics|"
    "Textiles|Health|Press|Systems Ltd|Architects|Games|Capital, LLC|Travel|Furniture"
).split("|")
_PUBLIC = (
    "{} Public Library|{} City Council|{} General Hospital|{} Primary School|"
    "University of {}|{} Museum|{} Community College|{} County Library System"
).split("|")
_TITLES = """
    Librarian|Public Librarian|Children's Librarian|Reference Librarian|Library Assistant
    School Librarian|Library Director|Cataloguing & Metadata Librarian|Archivist
    Software Engineer|Senior Software Engineer|Staff Engineer|Software Engineer II
    Data Analyst|Data Scientist|Product Manager|Product Owner|Project Manager
    VP, Product & Design|Director of Operations|Director, Sales & Marketing|Accountant
    Marketing Manager|Marketing & Communications Manager|Head of Marketing|Recruiter
    Talent Acquisition Partner|Technical Recruiter|HR Business Partner|CEO|CFO|CTO
    Founder|Co-Founder & CEO|Founder & Owner|Managing Director|Managing Partner
    Teacher|Primary School Teacher|Lecturer|Professor|Professor of Botany|PhD Candidate
    Nurse|Registered Nurse|Physician|Dentist|Pharmacist|Social Worker|Counsellor
    Sales Representative|Account Executive|Account Manager - Enterprise|Sales Manager
    Customer Success Manager|Business Analyst|Business Development Manager|Consultant
    Senior Consultant|Attorney|Paralegal|Civil Engineer|Mechanical Engineer|Architect
    Graphic Designer|UX Designer|UX/UI Designer|Copywriter|Editor|Journalist|Translator
    Electrician|Plumber|Carpenter|Chef|Barista|Store Manager|Warehouse Supervisor
    Logistics Coordinator|Supply Chain Manager|Research Assistant|Research Scientist
    Lab Technician|Student|Summer Intern|Marketing Intern|Administrative Assistant
    Office Manager|Executive Assistant|Event Planner|Photographer|Musician|Board Member
    Sr. Project Manager|Sr Business Analyst|Operations Manager (Interim)|Policy Advisor
    Bibliothekarin|Geschäftsführer|Responsable de Marketing|Bibliothécaire
    Desarrollador de Software|Gerente de Ventas|Diretora de Operações|Kierownik Projektu
    Bibliotecaria|Projektledare|Инженер|图书馆员|ソフトウェアエンジニア|도서관 사서
""".replace("\n", "|").split("|")
TITLES = tuple(title.strip() for title in _TITLES if title.strip())

PLACEHOLDERS = (
    "Freelance", "Self-employed", "Self Employed", "Confidential", "Stealth Startup",
    "Freelancer", "Autônomo", "Independent Consultant", "-", ".", "None", "Retired",
    "selbstständig", "Myself", "Various", "N/A", "Private",
)  # fmt: skip

_LONG = "Director of Partnerships, Programmes, Community Outreach, Adult Literacy and Special Collections (Acting)"  # fmt: skip


def _for_nobody(job: Job) -> Job:
    # The title picks the placeholder, so that one person always keeps the same.
    word = PLACEHOLDERS[len(job.title) % len(PLACEHOLDERS)]
    return replace(job, employer="", company=word)


JOB_SHAPES: tuple[JobShape, ...] = (
    JobShape("no job", 0.016, lambda job: replace(job, employer="", company="", title="")),
    JobShape("no company", 0.001, lambda job: replace(job, employer="", company="")),
    JobShape("placeholder company", 0.03, _for_nobody),
    JobShape("space after company", 0.014, lambda job: replace(job, company=f"{job.company} ")),
    JobShape("space before company", 0.005, lambda job: replace(job, company=f" {job.company}")),
    JobShape("space after position", 0.040, lambda job: replace(job, title=f"{job.title} ")),
    JobShape("space before position", 0.006, lambda job: replace(job, title=f" {job.title}")),
    JobShape("quotes in company", 0.0008, lambda job: replace(job, company=f'"{job.company}"')),
    JobShape("quotes in position", 0.0003, lambda job: replace(job, title=f'{job.title} "of the year"')),
    JobShape("comma in company", 0.005, lambda job: replace(job, company=f"{job.company}, Inc.")),
    JobShape("comma in position", 0.02, lambda job: replace(job, title=f"{job.title}, Europe")),
    JobShape("tab in company", 0.0001, lambda job: replace(job, company=f"{job.company}\tNorth")),
    JobShape("tab in position", 0.0001, lambda job: replace(job, title=f"{job.title}\tand more")),
    JobShape("bar in company", 0.008, lambda job: replace(job, company=f"{job.company} | Group")),
    JobShape("bar in position", 0.018, lambda job: replace(job, title=f"{job.title} | Speaker | Author")),
    JobShape("company in position", 0.008, lambda job: replace(job, title=f"{job.title} at {job.company}"[:100])),
    JobShape("capitals in position", 0.007, lambda job: replace(job, title=job.title.upper())),
    JobShape("hundred characters", 0.002, lambda job: replace(job, title=_LONG[:100])),
)  # fmt: skip


def make_employers(chance: Random, count: int) -> tuple[Employer, ...]:
    """Employers, no two of one name; every fourth is a public body of some town."""
    made: dict[str, Employer] = {}
    while len(made) < count:
        town = chance.choice(_TOWN_HEADS) + chance.choice(_TOWN_TAILS)
        name = _public(chance, town) if chance.random() < 0.25 else _firm(chance, town)
        made.setdefault(name, Employer(f"e{len(made):05}", name, town))
    return tuple(made.values())


def _public(chance: Random, town: str) -> str:
    return chance.choice(_PUBLIC).format(town)


def _firm(chance: Random, town: str) -> str:
    place = f"{town} " if chance.random() < 0.8 else ""
    return f"{chance.choice(_FIRM_HEADS)} {place}{chance.choice(_FIRM_TAILS)}"


def make_schools(chance: Random, count: int) -> tuple[str, ...]:
    """Names of schools, no two alike."""
    made: dict[str, None] = {}
    while len(made) < count:
        town = chance.choice(_TOWN_HEADS) + chance.choice(_TOWN_TAILS)
        kind = chance.choice(("{} University", "University of {}", "{} College", "{} Institute of Technology", "Universität {}", "École de {}"))  # fmt: skip
        made.setdefault(kind.format(town))
    return tuple(made)
