"""Each way in which boards and people write that they name nobody, and names of somebody that sound like it."""

import polars as pl

from curbside.transforms import employer, normalise, text
from curbside.vocabulary import placeholders, states

# What stands in an employer's field of a posting or a profile and is nobody's name
NOBODY = """
Confidential
Confidentail
Confidential Employer
Confidential Client
Confidential Company
Confidential Hospital
Confidential Practice
Hospital (Confidential)
Company Confidential
Name Withheld
Withheld
Anonymous
Undisclosed
Not disclosed
Not specified
Unspecified
Not provided
Not available
Not applicable
None
N/A
NA
NaN
null
nil
Unknown
TBD
TBA
To be determined
Test
Test Company
Example
Demo
Inc.
LLC
PC
Company
The Company
Employer
The Employer
Client
Our Client
Our Clients
Hiring
Hiring Company
Hiring Organization
Hiring Employer
Hiring Manager
Employer Name
Company Name
Organization
Business
Hospital
The Hospital
Hospitals
A Hospital
Community Hospital
Local Hospital
Leading Hospital
Regional Hospital
General Hospital
Various Hospitals
Hospital System
Hospital Employed
Community Hospital System
University Hospital System
Medical Center
The Medical Center
Regional Medical Center
University Medical Center
Clinic
The Clinic
Local Clinic
Medical Clinic
Medical Group
The Medical Group
Multispecialty Group
Physician Group
Physicians Group
Group Practice
Private Group
Imaging Center
Outpatient Imaging Center
Outpatient Center
Outpatient Clinic
Surgery Center
Ambulatory Surgery Center
Academic Medical Center
Teaching Hospital
Rural Hospital
Critical Access Hospital
Private Hospital
Community Clinic
Health Clinic
Outpatient Practice
Specialty Practice
Multispecialty Practice
Multispecialty Clinic
Practice
The Practice
Private
Private Practice
Solo Practice
Medical Practice
Physician Practice
Family Practice
Medical Office
Doctor's Office
Physicians Office
Doctor
Doctors
Physician
Physicians
M.D.
Healthcare
Health Care
Health
Medical
Medicine
Health System
Healthcare System
Health Center
Community Health Center
Urgent Care
Nursing Home
University
The University
College
School
Medical School
Radiology
Radiology Group
Government
Federal Government
State Government
U.S. Government
Military
US
USA
Nonprofit
Staffing
Staffing Agency
Agency
Recruiter
Recruiting Firm
Recruitment Agency
Search Firm
Job Board
Various
Various Employers
Various Locations
Multiple
Multiple Employers
Multiple Locations
Other
See description
See job description
Home
Remote
Stealth
Stealth Startup
Stealth Mode
Self
Self-Employed
SelfEmployed
Self Employment
Freelance
Freelancer
Independent
Independent Contractor
Independent Consultant
Consultant
Contractor
Volunteer
Emeritus
Own Business
Retired
Retired Physician
Semi-Retired
Unemployed
Not Employed
Student
Medical Student
Resident
Residency
Residency Program
Fellow
Fellowship
Between Jobs
Career Break
Sabbatical
Parental Leave
Family
Mom
Job Seeker
Looking for Work
Currently Seeking
Seeking Opportunities
Seeking New Opportunities
Open to Work
Locums
Locum Tenens
""".strip().splitlines()
# Of those, where somebody works for themselves or says no house: there the title may
OWN = """
Self
Self-employed
SelfEmployed
Self Employment
Freelance
Freelancer
Independent
Independent Contractor
Contractor
Own Business
Locums
Locum Tenens
Confidential
Confidential Employer
Confidential Company
Undisclosed
Not disclosed
Withheld
Various
Various Employers
Various Locations
Multiple
Multiple Employers
N/A
NA
None
Not Applicable
TBD
See description
""".strip().splitlines()
# … and where they do nothing or are a house that is not named: there it may not
NOT_OWN = "Retired|Volunteer|Student|Residency|Hospital|Private Practice|Sabbatical|Open to Work".split("|")
# What stands in any field where nothing is said
NOTHING = "unavailable null none - -- — – n/a na unspecified open undisclosed unknown undefined nan nil tbd tba . ? {} [] 0000-00-00"
NOTHING_SAID = "not specified|not available|not displayed|not provided|not applicable|not disclosed|to be determined"
SENTENCES = """
No hiring company
No company given
No employer listed
No organization provided
No organisation available
No client specified
No facility
No hospital
No practice
Without name
Missing employer
Unknown city
Unspecified town
Undisclosed state
Undefined region
Unnamed facility
Unnamed hospital
No locality
No location
No place
No address
No zip
No postal code
No country
No salary
No pay
No compensation
No date
No detail
No details
No information
No info
No value
No data
No company name not found
Company unknown
Employer is not named
Hospital unspecified
Name unavailable
Employer unnamed
Location unlisted
Address withheld
Practice anonymous
Company hidden
Employer TBA
Location to be determined
Location to be announced
Facility to be decided
Salary to be disclosed
Location is not specified
Location not yet available
Name not provided
Employer not disclosed
Company not given
Hospital not listed
Practice not stated
Location not known
Employer not found
Location not set
Address not applicable
Company not shown
Salary not displayed
Address not entered
Compensation not released
Pay not published
Details on request
Details upon request
Salary N/A
Location: none
City null
The company withheld
Details upon inquiry
Name given on application
Name provided upon request
Name available on request
Employer anonymous on application
Withheld at this time
Client of ours
A practice
An employer
Our hospital
One group
The facility
A well established practice
A long-established practice
A well-established group
An established practice
A growing practice
A busy practice
A private practice
A large group
A small hospital
A leading hospital
A local clinic
An independent practice
A respected practice
A thriving practice
A confidential practice
A reputable organization
A rural clinic
A suburban practice
A multispecialty group
A multi-specialty group
A medical group
A physician owned group
A community hospital
A regional hospital
A major medical center
A local client
A large company
A regional health system
Health care facility
Healthcare organization
Hospital employer
Medical company
Unknown by employer
Not disclosed by the employer
Not disclosed per client
Private Employer
Private Company
Private Client
Private Advertiser
Private Organization
Private practice (confidential)
Private practice (undisclosed)
Group confidential
Medical group withheld
Multispecialty group confidential
Multi-specialty group confidential
Physician group confidential
Undisclosed location
""".strip().splitlines()
SOMEBODY = """
Community Hospital East
Regional Medical Center of Orangeburg
The Hospital of Central Connecticut
Private Diagnostic Clinic
Radiology Group of Abington
Unity Health
University of Vermont
Family Practice Associates
Self Regional Healthcare
Remote Medical International
Independent Physician Association
Open Door Family Medical Center
Unknown River Clinic
Mount Hope Hospital
""".strip().splitlines()


def test_what_is_nobodys_name_is_nobody_on_a_board_and_in_a_network():
    assert [name for name, is_nobody in zip(NOBODY, is_placeholder(NOBODY), strict=True) if not is_nobody] == []
    assert [name for name in NOBODY if states.key(name) not in placeholders.NOBODY] == []


def test_who_works_for_themselves_or_says_no_house_may_say_it_in_the_title():
    own = [name for name in OWN + NOT_OWN if states.key(name) in placeholders.OWN_OR_UNSAID]
    assert own == OWN


def test_nothing_is_said_in_any_field():
    told = [*NOTHING.split(), *NOTHING_SAID.split("|"), "N/A", "Not Specified"]
    assert [said for said in shown(told) if said is not None] == []
    assert shown(["Open Door", "Nan Tucket", "?!"]) == ["Open Door", "Nan Tucket", "?!"]


def test_a_sentence_that_names_nobody():
    assert [
        said for said, tells_nothing in zip(SENTENCES, is_sentence(SENTENCES), strict=True) if not tells_nothing
    ] == []


def test_a_name_of_somebody():
    assert is_placeholder(SOMEBODY) == is_sentence(SOMEBODY) == [False] * len(SOMEBODY)


def is_placeholder(names):
    return pl.DataFrame({"n": names}).select(employer.is_placeholder(pl.col("n"))).to_series().to_list()


def is_sentence(names):
    return pl.DataFrame({"n": names}).select(normalise.placeholder(pl.col("n"))).to_series().to_list()


def shown(texts):
    return pl.DataFrame({"t": texts}).select(text.said(pl.col("t"))).to_series().to_list()
