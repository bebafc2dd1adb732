"""Files that LinkedIn sends and netpath leaves unread, and why.

Names as measured in exports of 2018 to 2026, without spaces, underscores, hyphens,
copy marks and chunk numbers, see :func:`netpath.importers.archive.base_key`. A file
that is neither read nor named here is worth a word to the user: it may be one that was
renamed by mistake.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netpath.importers.archive import Member

_OF_YOUR_OWN = """
    causesyoucareabout certifications courses emailaddresses honors interests languages
    organizations patents phonenumbers privateidentityasset profilesummary projects
    publications registration skills testscores verifications volunteering
    whatsappphonenumbers calendar
""".split()
_OF_NO_PEOPLE = """
    accountstatushistory adsclicked adtargeting coachmessages comments companyfollows
    events guidemessages hashtagfollows inferencesaboutyou instantreposts
    jobapplicantsavedanswers jobapplicantsavedscreeningquestionresponses
    jobapplications jobseekerpreferences lanadsengagement learning
    learningcoachmessages learningroleplaymessages logins memberfollows memberhashtags
    onlinejobpostings reactions receipts receiptsv2 reviews richmedia savedarticles
    savedjobalerts savedjobs saveditems searchqueries securitychallenges shares videos
    votes providers engagements opprtunities opportunities ads
""".split()
_OF_NO_USE = frozenset(_OF_YOUR_OWN + _OF_NO_PEOPLE)
_WHY = (
    dict.fromkeys(_OF_YOUR_OWN, "about the owner alone")
    | dict.fromkeys(_OF_NO_PEOPLE, "of no use here")
    | dict.fromkeys(
        ("contacts", "importedcontacts"),
        "an address book sent to LinkedIn; people in it are no connections",
    )
    | {"notes": "private notes, which are not read"}
)


def is_of_no_use(member: Member) -> bool:
    """Whether LinkedIn alone calls a file so, and it need not be opened to be known."""
    return member.base in _OF_NO_USE


def why_unread(member: Member) -> str:
    """Say why a file of an export is not read; "" for one that no export has."""
    if member.suffix in {".html", ".htm"} and "articles" in member.folder.casefold():
        return "of no use here"
    return _WHY.get(member.base, "")
