"""Employers and titles that so many people share that sharing one says little.

Judgement, from general knowledge: employers of a hundred thousand people and more, and
titles that one in a few hundred professionals has. Keys as :func:`company_key` and
:func:`title_key` give them.
"""

from __future__ import annotations

LARGE_EMPLOYERS = frozenset(
    """
    accenture|adecco|alibaba group|allianz|amazon|american airlines|apple|at and t
    axa|bank of america|barclays|bbva|bmw group|boeing|bosch|bt|capgemini|caterpillar
    chevron|cisco|citi|citibank|cognizant|comcast|cvs health|daimler|dell|deloitte
    deutsche bahn|deutsche bank|deutsche telekom|dhl|disney|ernst and young
    exxonmobil|ey|facebook|fedex|flextronics|ford motor|foxconn|fujitsu|ge
    general electric|general motors|google|hcl technologies|hewlett packard|hilton
    hitachi|home depot|honda|hp|hsbc|huawei|hyundai|ibm|ikea|infosys|intel
    itau unibanco|johnson and johnson|jpmorgan chase|kaiser permanente|kpmg|kroger
    l oreal|lenovo|lidl|lockheed martin|lowe s|marriott international|mcdonald s
    medtronic|mercedes benz|meta|microsoft|nestle|nhs|nokia|novartis|oracle|panasonic
    pepsico|petrobras|pfizer|philips|procter and gamble|pwc|randstad
    reliance industries|roche|royal mail|samsung|samsung electronics|sanofi|santander
    sap|schneider electric|shell|siemens|sony|starbucks|state farm|target
    tata consultancy services|tcs|tech mahindra|telefonica|tesla|the home depot
    toyota|ubs|unilever|united airlines|united nations|united states army|ups
    us air force|us army|us navy|verizon|volkswagen|volvo|walgreens|walmart
    wells fargo|wipro
    """.replace("\n", "|")
    .replace("    ", "")
    .split("|")
) - {""}

COMMON_TITLES = frozenset(
    """
    account executive|account manager|accountant|administrative assistant
    administrator|analyst|architect|assistant|assistant manager|assistant professor
    associate|associate director|associate professor|attorney|board member
    business analyst|business development manager|ceo|cfo|chief executive officer
    co founder|co founder and ceo|consultant|cto|customer service representative
    data analyst|data scientist|developer|director|doctor|engineer
    executive assistant|executive director|financial advisor|founder|founder and ceo
    founder ceo|general manager|geschaftsfuhrer|graduate student|graphic designer
    head of marketing|hr manager|human resources manager|intern|internship|investor
    lawyer|lecturer|manager|managing director|managing partner|marketing manager
    member|nurse|office manager|operations manager|owner|partner|phd candidate
    phd student|physician|president|principal|principal consultant|product manager
    professor|program manager|project manager|real estate agent|realtor|receptionist
    recruiter|registered nurse|research assistant|researcher|retired|sales
    sales associate|sales manager|sales representative|senior account executive
    senior analyst|senior associate|senior consultant|senior developer
    senior director|senior engineer|senior manager|senior product manager
    senior project manager|senior software engineer|software developer
    software engineer|sr software engineer|student|supervisor|talent acquisition
    teacher|team lead|team leader|trainee|vice president|volunteer|vp|writer
    """.replace("\n", "|")
    .replace("    ", "")
    .split("|")
) - {""}
