"""The generations of the export: what each wrote, as a table (linkedin-format §3-§8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Header = tuple[str, ...]


def _header(line: str) -> Header:
    return tuple(line.split(","))


CONNECTIONS = _header(
    "First Name,Last Name,Email Address,Company,Position,Connected On"
)
CONNECTIONS_URL = _header("First Name,Last Name,URL,Email Address,Company,Position,Connected On")  # fmt: skip

MESSAGES_2018 = _header("From,To,Date,Subject,Content,Direction,Folder")
MESSAGES_2020 = _header("CONVERSATION ID,CONVERSATION TITLE,FROM,TO,DATE,SUBJECT,CONTENT,FOLDER")  # fmt: skip
MESSAGES_2021 = _header("CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER")  # fmt: skip
MESSAGES_2023 = _header("CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER")  # fmt: skip
MESSAGES_DRAFTS = (*MESSAGES_2023, "IS MESSAGE DRAFT", "IS CONVERSATION DRAFT")
MESSAGES_FILES = (*MESSAGES_2023, "ATTACHMENTS")

INVITATIONS = _header("From,To,Sent At,Message,Direction")
INVITATIONS_URN = (*INVITATIONS, "inviterProfileUrn", "inviteeProfileUrn")
INVITATIONS_URL = (*INVITATIONS, "inviterProfileUrl", "inviteeProfileUrl")

ENDORSED = _header("Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorsement Status")  # fmt: skip
ENDORSED_URL = _header("Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status")  # fmt: skip
ENDORSED_UTF16 = _header("Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorsement Status,Display Status")  # fmt: skip
ENDORSING = _header("Endorsement Date,Skill Name,Endorsee First Name,Endorsee Last Name,Endorsee Public Url,Endorsement Status")  # fmt: skip
RECOMMENDATIONS = _header("First Name,Last Name,Company,Job Title,Text,Creation Date,Status")  # fmt: skip

CONTACTS_2018 = _header("First Name,Last Name,Companies,Title,Email Address,Phone Numbers,Created At,Instant Message Handles,Addresses,Sites,Full Name,Birthday,Location,Bookmarked At,Profiles")  # fmt: skip
CONTACTS_2021 = _header("Source,FirstName,LastName,Companies,Title,Emails,PhoneNumbers,CreatedAt,Addresses,Sites,InstantMessageHandles,FullName,Birthday,Location,BookmarkedAt,Profiles")  # fmt: skip
CONTACTS_2026 = _header("FirstName,MiddleName,LastName,MaidenName,NickName,NamePrefix,NameSuffix,Title,Emails,PhoneNumbers,CreatedAt,UpdatedAt,CountryCode,RegionCode,ThirdPartyVerified,Location")  # fmt: skip

PROFILE_2018 = _header("First Name,Last Name,Maiden Name,Address,Birth Date,Contact Instructions,Headline,Summary,Industry,Country,Zip Code,Geo Location,Twitter Handles,Websites,Instant Messengers")  # fmt: skip
PROFILE_2020 = _header("First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,Twitter Handles,Websites,Instant Messengers")  # fmt: skip
POSITIONS = _header("Company Name,Title,Description,Location,Started On,Finished On")
EDUCATION = _header("School Name,Start Date,End Date,Notes,Degree Name,Activities")
NOTES = _header("Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On,Edited On")  # fmt: skip

Addresses = Literal["none", "urn", "bare", "url"]


@dataclass(frozen=True, slots=True)
class Era:
    """What one generation of the export looked like.

    Attributes
    ----------
    date
        A day on which such exports were made.
    has_times
        Connected On is ``7/4/18, 9:05 AM``, rows are unsorted, every e-mail is there.
    email_share
        Share of connections with an e-mail address.
    addresses
        What invitations say about profiles: nothing, member numbers, the address
        without its end (a fault of LinkedIn's in the winter of 2023), the address.
    quotes_messages
        messages.csv quotes every cell and keeps the line breaks of what was written.
    recipients_join
        Between the names of several recipients.
    """

    name: str
    date: date
    connections: Header
    messages: Header
    invitations: Header
    addresses: Addresses
    contacts: Header
    contacts_name: str
    has_preamble: bool = True
    has_times: bool = False
    email_share: float = 0.025
    messages_name: str = "messages.csv"
    quotes_messages: bool = False
    recipients_join: str = ","
    endorsed: Header = ENDORSED_URL
    has_utf16_endorsements: bool = False
    recommendations_name: str = "Recommendations_{}.csv"
    profile: Header = PROFILE_2020
    has_notes: bool = False

    @property
    def has_urls(self) -> bool:
        """Whether connections come with profile addresses."""
        return "URL" in self.connections

    @property
    def has_drafts(self) -> bool:
        """Whether unsent messages are among the messages."""
        return "IS MESSAGE DRAFT" in self.messages


ERAS: dict[str, Era] = {
    era.name: era
    for era in (
        Era(
            name="E2018a",
            date=date(2018, 11, 4),
            connections=CONNECTIONS,
            has_preamble=False,
            has_times=True,
            email_share=1.0,
            messages=MESSAGES_2018,
            messages_name="Messages.csv",
            invitations=INVITATIONS,
            addresses="none",
            endorsed=ENDORSED,
            has_utf16_endorsements=True,
            recommendations_name="Recommendations {}.csv",
            contacts=CONTACTS_2018,
            contacts_name="Imported Contacts.csv",
            profile=PROFILE_2018,
        ),
        Era(
            name="E2019",
            date=date(2019, 9, 15),
            connections=CONNECTIONS,
            has_preamble=False,
            email_share=0.005,
            messages=MESSAGES_2020,
            invitations=INVITATIONS,
            addresses="none",
            endorsed=ENDORSED,
            has_utf16_endorsements=True,
            recommendations_name="Recommendations {}.csv",
            contacts=CONTACTS_2018,
            contacts_name="Imported Contacts.csv",
            profile=PROFILE_2018,
        ),
        Era(
            name="E2021",
            date=date(2021, 6, 20),
            connections=CONNECTIONS,
            messages=MESSAGES_2021,
            invitations=INVITATIONS,
            addresses="none",
            endorsed=ENDORSED,
            has_utf16_endorsements=True,
            contacts=CONTACTS_2021,
            contacts_name="Contacts.csv",
        ),
        Era(
            name="E2023u",
            date=date(2023, 8, 15),
            connections=CONNECTIONS_URL,
            messages=MESSAGES_2023,
            invitations=INVITATIONS_URN,
            addresses="urn",
            contacts=CONTACTS_2021,
            contacts_name="Contacts.csv",
        ),
        Era(
            name="E2023b",
            date=date(2023, 12, 20),
            connections=CONNECTIONS_URL,
            messages=MESSAGES_2023,
            invitations=INVITATIONS_URL,
            addresses="bare",
            contacts=CONTACTS_2021,
            contacts_name="Contacts.csv",
        ),
        Era(
            name="E2024",
            date=date(2024, 6, 10),
            connections=CONNECTIONS_URL,
            messages=MESSAGES_2023,
            invitations=INVITATIONS_URL,
            addresses="url",
            contacts=CONTACTS_2021,
            contacts_name="Contacts.csv",
        ),
        Era(
            name="E2024d",
            date=date(2024, 11, 15),
            connections=CONNECTIONS_URL,
            messages=MESSAGES_DRAFTS,
            invitations=INVITATIONS_URL,
            addresses="url",
            contacts=CONTACTS_2021,
            contacts_name="Contacts.csv",
        ),
        Era(
            name="E2025",
            date=date(2025, 11, 20),
            connections=CONNECTIONS_URL,
            messages=MESSAGES_FILES,
            invitations=INVITATIONS_URL,
            addresses="url",
            # Seen until March 2025, and under its new name in 2026.
            contacts=CONTACTS_2021,
            contacts_name="Contacts.csv",
        ),
        Era(
            name="E2026",
            date=date(2026, 6, 20),
            connections=CONNECTIONS_URL,
            messages=MESSAGES_FILES,
            quotes_messages=True,
            recipients_join=", ",
            invitations=INVITATIONS_URL,
            addresses="url",
            contacts=CONTACTS_2026,
            contacts_name="ImportedContacts.csv",
            has_notes=True,
        ),
    )
}
"""The generations by name, oldest first."""
