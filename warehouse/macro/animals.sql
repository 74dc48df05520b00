-- Who treats animals: a hospital to them, and no employer of physicians.
-- makes: treats_animals()
-- "Boone Animal Hospital", "Quillmoor Pet Clinic"; PET finds tumors.
create or replace macro treats_animals(name) as regexp_matches(name,
    '(?i)\b(veterinar\w*|animals?|equine|canine|feline|pets|spca|humane society)\b'
    || '|\bpet (animal|care|clinic|doctors?|emergency|er|health|hospital|medical|vet|wellness)\b');
