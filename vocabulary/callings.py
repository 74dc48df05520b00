"""What those who practice medicine are called, as a piece of a regular expression: no look-around, lower case, no plural."""

# How the word ends: `\w*` before it where a word begins ("neurosurgeon", "telehospitalist").
DOCTOR = (
    r"(?:physician|hospitalist|nocturnist|intensivist|internist|laborist|proceduralist|surgeon|allergist|orthopa?edist"
    r"|ologist|iatrist|iatrician|etrician|opath)"
)
