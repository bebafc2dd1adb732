"""Files of an export that say nothing about people, in all their dialects (§2, §9).

Each stands for what importers must leave alone. A file is there from ``since`` until
before ``until``; the activity files are in complete exports only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from made_up.dialects import BACKSLASH, CRLF, STANDARD, UNENDED, UTF16, Dialect
from made_up.eras import MESSAGES_2023
from made_up.truth import CANARY

if TYPE_CHECKING:
    from datetime import date

_ALWAYS, _NEVER = 0, 9999
_MEMBER = "1234567890"


@dataclass(frozen=True, slots=True)
class SideFile:
    """One such file; cells of the header and of the rows are split at ``|``."""

    name: str
    header: str
    rows: tuple[str, ...] = ()
    dialect: Dialect = STANDARD
    since: int = _ALWAYS
    until: int = _NEVER
    is_activity: bool = False

    def is_in(self, on: date, *, complete: bool) -> bool:
        """Whether an export of that day has it."""
        return self.since <= on.year < self.until and complete >= self.is_activity

    def encode(self) -> bytes:
        """Write it."""
        return self.dialect.encode(
            line.split("|") for line in (self.header, *self.rows)
        )


def _activity(
    name: str, header: str, row: str, dialect: Dialect = STANDARD
) -> tuple[SideFile, ...]:
    """The same file with the line ends of before 2024, plain, and with a member number."""
    old = CRLF if dialect is STANDARD else dialect
    plain = SideFile(f"{name}.csv", header, (row,), dialect, is_activity=True)
    return (
        replace(plain, dialect=old, since=2019, until=2024),
        replace(plain, since=2024, until=2026),
        replace(plain, name=f"{name}_{_MEMBER}.csv", since=2026),
    )


_COACH = "|".join(MESSAGES_2023)
_SHARES = "Date|Share Title|Share Description|Share Link|Share Commentary|Shared URL|Media URL|Type|Visibility"
_LEARNING = "Content Title|Content Description|Content Type|Content Last Watched Date (if viewed)|Content Completed At (if completed)|Content Saved|Notes taken on videos (if taken)|"
_VERIFIED = "First name|Middle name|Last name|Verification type|Organization name|Email address|Country|State|City|Year of birth|Issuing authority|Document type|Verification service provider|Verified date|Expiry date"
_APPLIED = "Application Date|Contact Email|Contact Phone Number|Company Name|Job Title|Job Url|Resume Name|Question And Answers"
_APPLICATION = "2/3/24, 9:05 AM|me@example.org||Thistledown Press|Librarian|http://www.linkedin.com/jobs/view/100|cv.pdf|"
_RECEIPT = "First Name|Last Name|Billing Country|Postal Code|Transaction Made At|Payment Method Type|Invoice Number|Description|Tax Amount|Sub Total|Total Amount|Currency Code"

SIDE_FILES: tuple[SideFile, ...] = (
    SideFile("Skills.csv", "Name", ("Cataloguing", "Budgeting, Planning")),
    SideFile("Languages.csv", "Name|Proficiency", ("English|Native or bilingual proficiency", "Español|")),
    SideFile("Profile Summary.csv", "Profile Summary", ("",)),
    SideFile("Certifications.csv", "Name|Url|Authority|Started On|Finished On|License Number", ("First Aid||Red Lamp Society|Mar 2020||",)),
    SideFile("Courses.csv", "Name|Number", ("Metadata|LIS 501",)),
    SideFile("Projects.csv", "Title|Description|Url|Start Date|End Date", ("Town archive|Boxes, and boxes||2016|",), until=2020),
    SideFile("Projects.csv", "Title|Description|Url|Started On|Finished On", ("Town archive|Boxes, and boxes||Jan 2016|",), since=2020),
    SideFile("Publications.csv", "Name|Published On|Description|Publisher|Url", ("On shelves|Jul 4, 2015||Mossbank Press|",)),
    SideFile("Honors.csv", "Title|Description|Issuer|Issue Date", ("Reader of the year||Mossbank|2014",), until=2020),
    SideFile("Honors.csv", "Title|Description|Issued On", ("Reader of the year||Jun 2014",), since=2020),
    SideFile("Organizations.csv", "Name|Description|Position|Started On|Finished On", ("Readers' Guild||Treasurer|2012|",)),
    SideFile("Volunteering.csv", "Company Name|Role|Cause|Started On|Finished On|Description", ("Night Shelter|Cook|Poverty|2013||",)),
    SideFile("Causes You Care About.csv", "Supported Cause", ("Education",)),
    SideFile("Registration.csv", "Registration Date|Registration IP Address|Invited by (First Name)|Invited by (Last Name)|Subscription Types", ("3/9/08, 6:07 AM|192.0.2.1|||",), until=2020),
    SideFile("Registration.csv", "Registered At|Registration Ip|Subscription Types", ("3/9/08, 6:07 AM|192.0.2.1|",), since=2020),
    SideFile("Phone Numbers.csv", "Extension|Number|Type", ("||",), until=2020),
    SideFile("PhoneNumbers.csv", "Extension|Number|Type", ("||",), since=2020),
    SideFile("Inferences_about_you.csv", "Category|Type of inference|Description|Inference", ("Demographic|Gender|Whether|unknown",), UNENDED, is_activity=True),
    SideFile("Events.csv", "Event Name|Event Time|Status|External Url", ("Book fair|Jan 12, 2024 06:00 PM - Jan 12, 2024 07:00 PM|ATTENDING|",), since=2024),
    SideFile("Learning.csv", _LEARNING, ("Shelving|Line one\r\nline two|COURSE|2024-01-02 03:04 UTC|N/A|true||",), since=2021),
    SideFile("Rich Media.csv", "Type|Link", (), until=2024),
    SideFile("Rich_Media.csv", "Date/Time|Media Description|Media Link", ("You uploaded a feed photo on August 5, 2023 at 3:29 PM (GMT)||https://media.example/1",), since=2024),
    SideFile("Receipts.csv", _RECEIPT, ("|||||||||||",)),
    SideFile("Receipts_v2.csv", _RECEIPT, ("Nia|Owner|GB||06/01/23 02:11 PM UTC|CARD|1|Course|0|9|9|GBP",), since=2023),
    SideFile("SavedJobAlerts.csv", "Saved Search Date|Jobs Search Url", ("3/9/21, 6:07 AM|https://www.linkedin.com/jobs",), until=2025),
    SideFile("SavedJobAlerts.csv", "ALERT_PARAMETERS|QUERY_CONTEXT|SAVED_SEARCH_ID", ("{}|{}|1",), since=2025),
    SideFile("Ad Targeting.csv", "Member Age|Company Names|Company Names|Company Names|Job Titles|Job Titles|Interface Locales", ("35-54|Mossbank|Quillmark||Librarian|Archivist|English",), UTF16, until=2020),
    SideFile("Ad_Targeting.csv", "Member Age|Company Names|Company Names|Company Names|Job Titles|Job Titles|Interface Locales", ("35-54|Mossbank|Quillmark||Librarian|Archivist|English, interfaceLocale=en_US",), since=2020),
    SideFile("Verifications/Verifications.csv", _VERIFIED, ("Nia||Owner|EMAIL|Mossbank|me@example.org|||||N/A|N/A|N/A|2024-01-02|N/A",), since=2024),
    SideFile("Jobs/Saved Jobs.csv", "Saved Date|Job Url|Job Title|Company Name", ("2/3/24, 9:05 AM|http://www.linkedin.com/jobs/view/100|Librarian|Thistledown Press",), since=2020),
    SideFile("Jobs/Job Applications.csv", _APPLIED, (_APPLICATION,), since=2020),
    SideFile("Jobs/Job Applications_1.csv", _APPLIED, (_APPLICATION,), since=2020),
    SideFile("Services Marketplace/Opprtunities.csv", "Creation Time|Marketplace Type|Service Category|Location|Questions and Answers|Preferred Providers|Status", (), since=2023),
    SideFile("coach_messages.csv", _COACH, (f"2-Y29hY2g=||Coach||Nia Owner||2025-05-01 10:00:00 UTC||{CANARY}|INBOX",), since=2025),
    SideFile("guide_messages.csv", _COACH, (f"2-Z3VpZGU=||Guide||Nia Owner||2025-05-01 10:00:00 UTC||{CANARY}|INBOX",), since=2025),
    SideFile("Account Status History.csv", "Time|Event", ("2008/03/09 06:07:11 UTC|Opened",), UTF16, until=2023, is_activity=True),
    SideFile("Logins.csv", "Login Date|IP Address|User Agent|Login Type", ("2018/10/01 09:05:11 UTC|192.0.2.1|Browser|Web",), UTF16, until=2019, is_activity=True),
    SideFile("Logins.csv", "Login Date|IP Address|User Agent|Login Type", ("Tue Mar 05 17:02:11 UTC 2019|192.0.2.1|Browser|Web",), since=2019, is_activity=True),
    SideFile("Search Queries.csv", "Time|Search Query", ("2018/10/01 09:05:11 UTC|lamps",), UTF16, until=2019, is_activity=True),
    SideFile("Security Challenges.csv", "Challenge Date|IP Address|User Agent|Country|Challenge Type", ("2018/10/01 09:05:11 UTC|192.0.2.1|Browser|GB|Captcha",), UTF16, until=2019, is_activity=True),
    SideFile("Shares.csv", _SHARES, ("2018/10/01 09:05:11 UTC|||||||FEED|MEMBER_NETWORK",), UTF16, until=2019, is_activity=True),
    *_activity("Shares", "Date|ShareLink|ShareCommentary|SharedUrl|MediaUrl|Visibility", '2021-06-17 03:12:11||line 1"\n"line 2|||MEMBER_NETWORK'),
    *_activity("Reactions", "Date|Type|Link", "2021-06-17 03:12:11|LIKE|https://www.linkedin.com/feed/1"),
    *_activity("Comments", "Date|Link|Message", '2021-06-17 03:12:11|https://www.linkedin.com/feed/1|a "good"\nday', BACKSLASH),
    *_activity("Votes", "Date|Link|OptionText", "2021-06-17 03:12:11|https://www.linkedin.com/feed/1|Tea"),
    *_activity("InstantReposts", "Date|Link", "2021-06-17 03:12:11|https://www.linkedin.com/feed/1"),
    *_activity("Member_Follows", "Date|Status|FullName", "2021-06-17 03:12:11|Active|Teodor Brandvik"),
    *_activity("Hashtag_Follows", "HashTag|CreatedTime|LastModifiedTime|State", "reading|2021-06-17 03:12:11|2021-06-17 03:12:11|FOLLOWED"),
    *_activity("Saved_Items", "savedItem|CreatedTime", "https://www.linkedin.com/feed/1|2021-06-17 03:12:11"),
)  # fmt: skip

_RAW = {
    # Said to be a table, is none; and searches whose commas nobody quoted.
    "LearningCoachMessages.csv": (2025, b"No conversations found\n\n"),
    "SearchQueries.csv": (2019, b"Time,Search Query\n2021/06/17 03:12:11 UTC,lamps, old, brass\n"),
    "Articles/Articles/2021-06-17 03:12:11.html": (2019, b"<html><body>On shelves</body></html>\n"),
}  # fmt: skip


def side_files(on: date, *, complete: bool) -> dict[str, bytes]:
    """Write all side files of an export of that day."""
    files = {f.name: f.encode() for f in SIDE_FILES if f.is_in(on, complete=complete)}
    if complete:
        files |= {name: raw for name, (since, raw) in _RAW.items() if since <= on.year}
    return files
