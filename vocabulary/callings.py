"""What people at a hospital are called, as pieces of a regular expression: no look-around, lower case."""

# Who practices medicine, no plural. How the word ends: `\w*` before it where a word begins ("neurosurgeon", "telehospitalist").
DOCTOR = (
    r"(?:physician|hospitalist|nocturnist|intensivist|internist|laborist|proceduralist|surgeon|allergist|orthopa?edist"
    r"|ologist|iatrist|iatrician|etrician|opath)"
)

# Who helps, looks on or asks for a place.
VISITOR = r"volunteer\w*|extern(?:s|ships?)?|shadow\w*|applicants?|interview\w*"
