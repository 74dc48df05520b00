"""Each way in which a name or a text says that an agency is behind a posting, or an employer, and which."""

import polars as pl

from curbside.transforms import employer

SCHEMA = {"own_site": pl.Boolean, "employer": pl.String, "employer_type": pl.String, "title": pl.String, "description": pl.String}  # fmt: skip
AGENCIES = """
Alder Recruiters
Alder Recruiting
Alder Recruitment
iRecruitMD
AlderRecruits
RecruitBlue
RecruitWell
ProRecruit
Alder Staffing
Alder Staffers
StaffMed
StaffMD
Staff Care of Ohio
MD Staff
MDs Staff
Med Staff
Doc Staff
Docs Staff
Physician Staff
Health Staff
Healthcare Staff
MDStaffLink
MedStaffPro
DocStaffUSA
PhysicianStaffLink
HealthStaffOne
Alder Locums
LocumLink
Physicians Search of Ohio
Medical Search America
Executive Search of Ohio
Healthcare Search America
MD Search America
MDs Search America
Provider Search America
Clinical Search America
Doctors Search America
Retained Search America
Execu Search of Ohio
Alder Search Group
Alder Search Partners
Alder Search Consultants
Alder Search Associates
Alder Search Firm
Alder Search Solutions
Alder Search International
Alder Search Services
Alder Search Network
Alder Search Team
Alder Search Specialists
Alder Search, LLC
MDSearch
Alder Headhunters
Alder Placement
Perm Solutions
Alder Talent Group
Alder Talent Solutions
Alder Talent Partners
Alder Talent Acquisition
Alder Talent Advisors
Talent for Care
Alder Talent Search America
Talent Society
Alder Talent Network
Alder Talent Connections
Alder Talent Hub
Alder Talent Source
Alder Talent Finders
Alder Talent Agency
Alder Talent Pool
Alder Talent Medical
Alder Talent Team
Alder Talent Management
Alder Talent, Inc.
Travel Nurses of Ohio
Alder Sourcing
iFind
Alder Career Center
Alder Career Services
Alder Career Connections
Alder Career Network
CareerMD
CV Connections
Alder Workforce
Alder Workforce Solutions
Alder Workforce Partners
Alder Workforce Group
Alder Physician Resources
Medical Personnel of Ohio
DocFinder
Doctor Finders
MD Finder
Physicians Finder
Hospitalist Finder
Provider Finder
Clinician Finder
DocHunters
Physician Connections
Physician Connect
DocMatch
HireMD
HireMDs
HireDocs
HireDoctors
Hire Physicians
MDHire
MedHire
DocHires
DoctorHire
PhysicianHires
Alder Healthcare Consultants
Alder Healthcare Consulting
Interim Physicians
Interim Healthcare of Troy
Interim Medical
Physician Opportunities
Physician Job Network
Physicians Jobs
Physician Openings
Physician Careers USA
MD Jobs
Doctor Jobs
Provider Jobs
Healthcare Jobs Group
Medical Jobs
Hospital Staffing
Hospital Staffing Solutions
Hospital Staffing Group
Hospital Staffing Agency
Hospital Staffing Services
Hospital Staffing Partners
Hospital Staffing Associates
Hospital Staffing Network
Hospital Staffing of America
Hospital Staffing USA
University Physician Recruiters
Hospital Headhunters
Clinic Locum Tenens
Hospital Search Group
Hospital Search Firm
Hospital Search Partners
Hospital Search Associates
Hospital Placement Services
""".strip().splitlines()
EMPLOYERS = """
Mercy Hospitals Recruitment
Elm Medical Center Recruitment
Elm Medical Centre Recruitment
Elm University Recruitment
Elm Universities Recruitment
Elm School of Medicine Recruitment
Elm College Recruitment
Elm Health System Recruitment
Elm Healthcare System Recruitment
Elm Clinic Recruitment
Elm Health Centers Recruitment
Elm Health Centre Recruitment
Veterans Recruitment
Army Recruiting
Navy Recruiting
Air Force Recruiting
Elm County Recruitment
Department of Health Recruitment
Elm Children's Recruitment
Elm Cancer Center Recruitment
Elm Institute Recruitment
VA Recruitment
VAMC Recruitment
Indian Health Recruitment
Pediatrics of Elm Recruitment
Cardiology of Elm Recruitment
Urology of Elm Recruitment
Dermatology of Elm Recruitment
Radiology of Elm Recruitment
Orthopaedics of Elm Recruitment
Family Medicine of Elm Recruitment
Neurology of Elm Recruitment
OBGYN of Elm Recruitment
Psychiatry of Elm Recruitment
Elm Health Physician Recruitment
Elm Health Provider Recruitment
Elm Health Talent Acquisition
St. Olga Recruiting
Saint Olga Recruitment
Sts. Olga Recruitment
Veterans Recruiters
Army Recruiters
Navy Recruiters
Air Force Recruiters
VA Recruiters
VAMC Recruiters
Indian Health Recruiters
Staffordshire Medical
Research Medical Group
Careful Medical Group
Searchlight Health
""".strip().splitlines()
SITES = """
Alder Connection: All Jobs
Alder Connection: Latest Jobs
Alder Connection: Current Jobs
Alder Connection: New Jobs
Alder Connection: Recent Jobs
Alder Connection: Featured Jobs
Alder Connection: All Openings
Alder Connection: All Opportunities
Alder Connection: All Positions
All Surgery Jobs
Latest Surgery Jobs
Current Surgery Jobs
New Surgery Jobs
Recent Surgery Jobs
Featured Surgery Jobs
Search Surgery Jobs
All Surgery Openings
All Surgery Positions
All Surgery Opportunities
Alder Job Feed
Alder Career Feed
Alder RSS Feed
Jobs
Careers
Job Board
Job Listings
Job Search
Job Openings
Job Opportunities
Career Center
Career Centre
Career Opportunities
RSS
""".strip().splitlines()
TOLD = """
Our client, near Akron, wants you.
My client, near Akron, wants you.
The client, near Akron, wants you.
Our client is a busy place.
Our client is the largest in Ohio.
Our client is in Ohio.
Our client is located in Ohio.
Our client is looking for you.
Our client is seeking you.
Our client is one of the best.
Our client has forty beds.
Our client seeks you.
Our client in Ohio wants you.
Our client offers a guarantee.
Our client located near Akron wants you.
Our client needs you.
Work at client hospitals.
Work at our client facility.
Work at client facilities.
Work at a client site.
Work at our client practice.
Work at a client group.
Work at client organizations.
A client-sponsored visa is likely.
We write on behalf of our client.
We write on behalf of a client.
We write on behalf of one of our clients.
We are retained by a group in Ohio.
Alder has been retained by a group.
Alder is retained to find you.
Alder was retained by a group.
This is a retained search.
Recruiting firm for groups.
Recruitment firm for groups.
Staffing firm for groups.
Search firm for groups.
Placement firm for groups.
Search firm representing a group.
Search firm retained in Ohio.
Search firm working in Ohio.
Our fee is paid by them.
We are a recruiting firm.
Alder is a recruitment firm.
As a staffing agency we care.
Alder is a search company.
Alder is a placement organization.
We are a national locum tenens group.
A group has engaged our firm.
Two groups have engaged our firm.
A group has retained our firm.
A group has partnered with our firm.
A group has engaged my firm.
A group has engaged our team.
A group has engaged our company.
A group has engaged our agency.
A group has engaged our search.
A group has engaged us to help.
We are recruiting on behalf of a group.
There is no fee to you.
There is never a fee to you.
There is not a fee to you.
There is no cost to you.
There is no charge to you.
There is no fee to candidates.
There is no fee to the physician.
There is no fee to the candidate.
There is no fee to the provider.
Our service is free to candidates.
Our services are free to candidates.
Our service is free for candidates.
Our service is free to physicians.
Our service is free to providers.
Our service is free to job seekers.
A leader in locum tenens.
A leader in locums.
A leading name in locums.
A provider of locums.
Specialists in locums.
Experts in locums.
Experts in physician staffing.
Experts in healthcare staffing.
Experts in medical staffing.
Experts in provider staffing.
Experts in clinician staffing.
Experts in physician recruiting.
Experts in physician recruitment.
Experts in physician placement.
Experts in physician search.
We help to place physicians.
We help to place providers.
We help to place doctors.
We help to place clinicians.
An opening with our client.
An opportunity with our client.
Opportunities with our client.
A position with our client.
A job with our client.
A role with our client.
A need with our client.
An assignment with our client.
An opening for our client.
An opening at our client.
An opening with my client.
One of our clients has a need.
One of our clients is busy.
One of our clients in Ohio wants you.
One of our clients seeks you.
One of our clients needs you.
One of our clients located in Ohio wants you.
We are sourcing for a hospital.
Alder is sourcing for a hospital.
I am sourcing for a hospital.
We are recruiting for a hospital.
We are searching for a hospital.
We are sourcing on behalf of a hospital.
We are sourcing for a health system.
We are sourcing for a facility.
We are sourcing for a medical center.
We are sourcing for a hospital in Ohio.
We are sourcing for a hospital located in Ohio.
We are sourcing for a hospital that grows.
We are sourcing for a hospital with forty beds.
We are sourcing for a hospital near Akron.
We are sourcing for a hospital outside Akron.
Alder represents a system in this search.
Alder is representing a system in this search.
Alder assists a system in this search.
Alder is assisting a system in this search.
Alder represents the system in this search.
Alder represents our system in this search.
Alder represents this system in this search.
Alder represents a hospital in this search.
Alder represents a practice in this search.
Alder represents a group in this search.
Alder represents a center in this search.
Alder represents a client in this search.
Alder represents a clinic in this search.
Alder represents a facility in this search.
Alder represents a system with this search.
Alder represents a system on this search.
Alder represents a system in its search.
Alder represents a system in their search.
Alder represents a system in the search.
Alder represents a system in a search.
Alder represents a system in this recruitment.
Alder represents a system in this hire.
Alder represents a system in its hiring.
An executive search for a chair.
Executive search since 1987.
Physician search since 1987.
Healthcare search since 1987.
Medical search since 1987.
Our physician search firm.
Our physician search consultants.
Our physician search practice.
A recruiting and placement firm.
A leading recruiting and placement firm.
A national recruiting and placement firm.
A premier recruiting and placement firm.
A boutique recruiting and placement firm.
A physician recruiting and placement firm.
A healthcare recruiting and placement firm.
A medical recruiting and placement firm.
A recruitment and placement firm.
A locum tenens and placement firm.
A staffing and placement firm.
A staffing & placement firm.
A placed staffing team. Staffing and recruiting firm.
Staffing and recruitment firm.
Staffing and locums firm.
Recruiting and staffing firm.
Staffing and search firm.
Staffing and placement agency.
Staffing and placement company.
Locum tenens and perm placement.
Locums & permanent placements.
Locums or perm placements.
Locums and perm positions.
Locums and perm jobs.
Locums and perm searches.
Locums and perm staffing.
Alder provides locums services to you.
Alder offers locums services to you.
We supply locums services to you.
Alder supplies locums services to you.
Alder provides locums staffing to you.
Alder provides locums coverage to you.
Alder provides locum tenens physicians to you.
Alder provides locums services for you.
Travel and locums.
Permanent and locums.
Locums and travel.
A locum tenens assignment.
An immediate locums need.
Immediate locums coverage.
Travel assignments.
Call our consultant.
Contact our consultant.
Speak with our consultant.
Speak to our consultant.
Ask our consultant.
Call a consultant.
Call your search consultant.
Alder arranges travel and housing.
Alder takes care of travel and housing.
Alder handles travel and housing.
Alder coordinates travel and housing.
Alder arranges licensing, travel, and housing.
Alder arranges licensing and housing.
Alder arranges credentialing, and housing.
Alder handles credentialing and travel.
""".strip().splitlines()
# Names of houses that a title may hold behind "at"
HOUSES = """
Elm Hospital
Elm Hospitals
Elm Medical Center
Elm Medical Centre
Elm Medical Group
Elm Healthcare
Elm Health Partners
Elm Clinics
Elm University
Elm Universities
Elm College
Elm Institute
Elm Physicians
Elm Associates
Elm Practice
Elm Permanente
Kaiser Elm
AdventHealth Elm
Mayo Elm
Elm VA
""".strip().splitlines()
# … and what names none in particular
NO_HOUSE = """
A Hospital
An Academic Hospital
the New Hospital
Our Hospital
This Hospital
Large Hospital
Small Hospital
Local Hospital
Leading Hospital
Top Hospital
Best Hospital
Award-winning Hospital
Awarded Hospital
Community Hospital
Regional Hospital
Rural Hospital
Critical Access Hospital
Level I Trauma Hospital
Level IV Trauma Hospital
County Hospital
City Hospital
State Hospital
Major Hospital
Busy Hospital
Modern Hospital
Private Hospital
Public Hospital
Teaching Hospital
Academic Hospital
University Hospital
Children's Hospital
Childrens Hospital
Acute Care Hospital
Medical University
Hospital System
General Hospital
Memorial Hospital
Federally Qualified Health Center
Behavioral Health Hospital
Mental Health Clinic
Home Health
Women's Hospital
Family Practice
Primary Care Clinic
Outpatient Clinic
Inpatient Hospital
National Health System
Physician Practice
Physician Owned Hospital
Hospital Based Practice
University Affiliated Hospital
County Run Hospital
Competitive Practice
Non Profit Hospital
Excellent Hospital
Great Hospital
Beautiful Hospital
Nationally Ranked Hospital
Highly Ranked Hospital
Premier Hospital
Well Run Hospital
Urgent Care Clinic
Occupational Health Clinic
Population Health Clinic
Employed Practice
Full Hospital
Part Hospital
New State of the Art Hospital
Community Regional Hospital
Regional Medical Group
Physician Group Practice
Community Teaching Hospital
Regional Academic Hospital
Community University Hospital
Regional Children's Hospital
Regional Acute Care Hospital
Small Rural Hospital
Small 25 Bed Hospital
Community General Hospital
Community Health Center
Elm Award Hospital
Prize Winning Hospital
Short Stay Hospital
Long Term Hospital
Oak-like Not-for-Profit Hospital
Thriving Nonprofit Hospital
For Profit Hospital
Akron Area Hospital
Akron Metro Hospital
Nation's Leading Hospital
State's Premier Hospital
US Ranked Hospital
Ohio's Top Hospital
Hospital Employed Practice
Twenty Bed Hospital
Very Large Hospital
Fast Growing Hospital
""".strip().splitlines()
# What an agency's text says before its client's name and behind it
CLIENTS = """
We write on behalf of Elm Valley Hospital.
For our client, Elm Valley Hospital, we want two.
Client: Elm Valley Hospital
Employed by Elm Valley Hospital
Employer: Elm Valley Hospital
Facility: Elm Valley Hospital
Hospital: Elm Valley Hospital
Elm Valley Hospital is seeking two.
Elm Valley Hospital is looking for two.
Elm Valley Hospital is recruiting two.
Elm Valley Hospital is searching for two.
Elm Valley Hospital is hiring.
Elm Valley Hospital is in search of two.
Elm Valley Hospital is adding two.
Elm Valley Hospital is expanding.
Elm Valley Hospital is currently hiring.
Elm Valley Hospital is actively hiring.
Elm Valley Hospital is now hiring.
Elm Valley Hospital, a fine house, is hiring.
Elm Valley Hospital, an old house, is hiring.
Elm Valley Hospital in Ohio is hiring.
Elm Valley Hospital located in Ohio is hiring.
Join Elm Valley Hospital.
Practice at Elm Valley Hospital.
Practice with Elm Valley Hospital.
Opportunity at Elm Valley Hospital.
Opportunity with Elm Valley Hospital.
Position at Elm Valley Hospital.
Position with Elm Valley Hospital.
Employed with Elm Valley Hospital.
We work with Elm Valley Hospital to find two.
We work for Elm Valley Hospital to find two.
We are assisting Elm Valley Hospital to find two.
We are representing Elm Valley Hospital to find two.
We work with Elm Valley Hospital to recruit two.
We work with Elm Valley Hospital in its search.
We work with Elm Valley Hospital in their search.
Elm Valley Hospital is a health system.
Elm Valley Hospital is a healthcare system.
Elm Valley Hospital is an old hospital.
Elm Valley Hospital is a medical center.
""".strip().splitlines()
NAMED = """
Elm Valley Hospital
Elm Valley Medical Center
Elm Valley Health System
Elm Valley Healthcare System
Elm Valley Clinic
Elm Valley Health Center
Elm Valley Medical Group
Elm Valley Healthcare
Elm Valley Health
Elm Valley Cancer Center
Elm Valley University
University of Elm Hospital
Elm at Valley Hospital
Elm and Oak Hospital
Elm Hospital of the Valley
Elm Hospital North
Elm Hospital South
Elm Hospital Northeast
Elm Hospital Southwest
Elm Hospital East
Elm Hospital West
""".strip().splitlines()
# What stands around an employer's name on its own site
WRAPPED = """
Elm Clinic Careers
Elm Clinic Jobs
Elm Clinic - Job Openings
Elm Clinic Career Site
Careers at Elm Clinic
Jobs at Elm Clinic
Job Openings at Elm Clinic
Employment at Elm Clinic
Opportunities at Elm Clinic
Working at Elm Clinic
Careers with Elm Clinic
0482 - Elm Clinic
""".strip().splitlines()
# Hospitals and practices speak so, too
NOT_TOLD = """
No recruiters, please.
We do not work with a search firm.
We care for our clients.
Our clients are children.
There is no cost to patients.
We retained our nurses.
A client in therapy may call.
The clinic arranges travel for conferences.
Talk to the consultants on staff.
We work with locum tenens today and want to end it.
You will represent the hospital in the community.
We are searching for a physician.
We are recruiting for a growing team.
Services are free for children.
A leader in medical education.
Call our physician liaison.
""".strip().splitlines()


def kinds(names=None, texts=None):
    """What each name, or text of a firm whose name says nothing, is of."""
    rows = (
        [{"employer": name} for name in names]
        if names
        else [{"employer": "Alder Partners", "description": t} for t in texts]
    )
    return employer.kind(pl.DataFrame([dict.fromkeys(SCHEMA) | row for row in rows], schema=SCHEMA))[
        "employer_kind"
    ].to_list()


def others(lines, said, kind):
    return [(line, got) for line, got in zip(lines, said, strict=True) if got != kind]


def test_a_name_that_is_an_agencys():
    assert others(AGENCIES, kinds(AGENCIES), "agency") == []


def test_a_name_that_is_an_employers_own():
    assert others(EMPLOYERS, kinds(EMPLOYERS), "employer") == []


def test_a_name_that_is_a_sites():
    assert others(SITES, kinds(SITES), "unknown") == []


def test_a_text_in_which_an_agency_speaks():
    assert others(TOLD, kinds(texts=TOLD), "agency") == []


def test_a_text_in_which_an_employer_speaks():
    assert others(NOT_TOLD, kinds(texts=NOT_TOLD), "employer") == []


def test_a_board_may_say_that_an_agency_is_behind_a_posting():
    for told in ("Agency", "Recruiter", "Staffing firm", "Locum tenens", "Search firm"):
        assert employer.kind(pl.DataFrame([dict.fromkeys(SCHEMA) | {"employer": "Alder Partners", "employer_type": told}], schema=SCHEMA))["employer_kind"].item() == "agency", told  # fmt: skip


def clients(texts):
    rows = [dict.fromkeys(SCHEMA) | {"employer": "Blue River Staffing", "description": text} for text in texts]
    return employer.kind(pl.DataFrame(rows, schema=SCHEMA))["agency_client"].to_list()


def test_an_agencys_text_names_its_client():
    assert others(CLIENTS, clients(CLIENTS), "Elm Valley Hospital") == []
    told = clients([f"Join {name}, near Akron." for name in NAMED])
    assert [(name, got) for name, got in zip(NAMED, told, strict=True) if got != name] == []


def test_an_agencys_name_names_its_client():
    names = ["Alder Search for Elm Valley", "Alder Recruiting (for Elm Valley)", "Alder Staffing on behalf of Elm Valley", "Alder Locums for Elm Valley"]  # fmt: skip
    rows = [dict.fromkeys(SCHEMA) | {"employer": name} for name in names]
    assert employer.kind(pl.DataFrame(rows, schema=SCHEMA)).rows() == [("agency", "Elm Valley")] * len(names)


def test_a_title_names_a_house_or_only_its_kind():
    told = employer.in_title(pl.Series([f"Hospitalist at {name}" for name in HOUSES + NO_HOUSE]))["employer"].to_list()
    assert [(name, got) for name, got in zip(HOUSES, told, strict=False) if got != name] == []
    assert [(name, got) for name, got in zip(NO_HOUSE, told[len(HOUSES) :], strict=True) if got] == []


def test_what_stands_around_an_employers_name_is_none_of_it():
    shown = pl.DataFrame({"n": WRAPPED}).select(employer.named(pl.col("n"))).to_series()
    assert others(WRAPPED, shown.to_list(), "Elm Clinic") == []


def test_a_legal_form_is_no_part_of_a_name():
    forms = "Inc.|LLC|LLP|PLLC|P.C.|Corp.|Corporation|Ltd.|Co.|Company|P.A.|L.P.|Incorporated".split("|")
    told = pl.DataFrame({"n": [f"Elm Clinic, {form}" for form in forms]}).select(employer.fold(pl.col("n")))
    assert others(forms, told.to_series().to_list(), "elm clinic") == []


def test_a_society_owns_the_board_and_hires_nobody():
    names = [f"American {what} of Elm" for what in "Academy|Association|Board|College|Medical Association|Society".split("|")]  # fmt: skip
    assert others(names, kinds(names), "unknown") == []
    assert kinds(["American Health Partners"]) == ["employer"]
