-- How strong a way to an opening is: the model of docs/strength.md, each factor a macro between 0 and 1.
-- A sign of contact fades by half in a year.
-- makes: alike(), branded(), by_odds(), clue_odds(), clue_share(), clues_odds(), cohort(), either(), faded()
-- makes: apart(), doubted(), in_order(), is_civic_trade(), is_other_school(), is_other_trade(), is_public_body()
-- makes: is_second(), is_unmedical(), lasting(), market_certainty(), not_yet(), one_way(), path_strength(), repeated()
-- makes: role_words(), same_employer(), saturated(), shared_land(), shared_name(), sign_weight(), single(), singles()
-- makes: site_sure(), standing_share(), steady(), system_certainty(), told_city(), training_certainty()
-- makes: training_years()
create or replace macro faded(weight, days) as weight * power(2, -greatest(coalesce(days, 3650), 0) / 365.0);
create or replace macro sign_weight(kind, two_way) as case kind
    when 'recommendation' then 3.0 when 'met' then 2.0
    when 'message' then case when two_way then 1.0 else 0.3 end
    when 'mail' then case when two_way then 1.0 else 0.3 end
    when 'linkedin' then 0.3 when 'invitation' then 0.3 when 'endorsement' then 0.2 when 'note' then 0.2
    else 0.0 end;
-- Further signs of one kind count less and less: four messages weigh as much as two alone.
create or replace macro repeated(count) as log2(1 + greatest(coalesce(count, 1), 1));
-- A sum differs in its last digits by the order in which it is made: of two people as near, chance would take one.
create or replace macro steady(total) as round(total, 9);
create or replace macro saturated(total) as 1 - exp(-greatest(coalesce(total, 0), 0));
-- What stays of a tie when all contact has faded.
create or replace macro lasting(kind) as case kind
    when 'friend' then 0.3 when 'knows' then 0.3 when 'recommendation' then 0.2 when 'met' then 0.1
    when 'message' then 0.1
    when 'mail' then 0.1 when 'address book' then 0.1 when 'note' then 0.1 when 'linkedin' then 0.05
    when 'roster' then 0.02
    else 0.0 end;
create or replace macro either(a, b) as 1 - (1 - a) * (1 - b);
create or replace macro cohort(kind, title) as case
    when kind = 'work' then 10000
    when title in ('residency', 'fellowship') then 30
    else 150 end;
create or replace macro training_years(title) as case when title = 'medical school' then 4 else 3 end;
-- Lists of systems come out years late, and hospitals change hands: of two that stood in one system, one has left it
-- after 28 years in half of the cases, and either of them after 56. `unnamed`: how many of the two the list alone puts
-- there, no name on their door. A system known by its name alone has no list that could be dated.
create or replace macro system_certainty(listed_on, today, unnamed) as
    case when listed_on is null then case when unnamed < 2 then 0.86 else 0.78 end else
        0.95 * power(0.5, unnamed * greatest(0, date_diff('day', listed_on, today)) / 365.25 / 56) end;
-- Two that bear their system's name belong to it today.
create or replace macro branded() as 0.97;
-- How sure two sites are one firm's, two names one owner's, and a site by a word that no other's houses bear its
-- system's: judged, not measured.
create or replace macro site_sure() as 0.88;
-- How sure a firm that begins as a system's name is of that system.
create or replace macro shared_land() as 0.4;
-- Whoever runs a programme need not be the hospital that posts: residents and fellows go through several.
create or replace macro training_certainty() as 0.85;
-- How likely two names of one town are one employer: by the words that few employers bear, the words that many do
-- (saint, children, veterans), and whether both name the town. Words such as hospital and center do not count.
create or replace macro alike(rare_a, rare_b, common_a, common_b, both_say_town) as case
    when common_a = common_b and rare_a = rare_b then
        case when len(rare_a) + len(common_a) > 0 then 0.95 when both_say_town then 0.78 else 0.0 end
    when common_a = common_b and len(rare_a) > 0 and len(rare_b) > 0
        and (list_has_all(rare_a, rare_b) or list_has_all(rare_b, rare_a)) then 0.88
    when len(list_intersect(common_a, common_b)) > 0 and len(rare_a) * len(rare_b) = 0
        and (list_has_all(common_a, common_b) or list_has_all(common_b, common_a)) then 0.75
    when len(list_intersect(rare_a, rare_b)) > 0
        and (list_has_all(common_a, common_b) or list_has_all(common_b, common_a)) then 0.55
    else 0.0 end;
create or replace macro single(word) as
    case when length(word) > 4 and word like '%s' and not regexp_matches(word, '(ss|us|is)$')
        then word[:-2] else word end;
-- The same of each word of a key.
create or replace macro singles(key) as regexp_replace(key, '\b([a-z0-9]{3,}[a-hj-rtv-z0-9])s\b', '\1', 'g');
-- Somebody near is an inference, never a match of person and employer.
create or replace macro market_certainty() as 0.75;
-- Who has not started yet may know little of the place, and may never come.
create or replace macro not_yet() as 0.6;
-- Of hospitals of one name, none is meant more than another; and the right one may be none of them.
create or replace macro shared_name(bearers) as 0.7 / bearers;
-- Of an employer given without a place: how often a clue of this kind points to the state where its person works, and
-- so how much likelier it makes that a workplace is there (one in twenty namesakes lies in any one state by chance).
-- Nineteen of twenty work where they live, half of all physicians where they were residents; a telephone moves along.
create or replace macro clue_share(kind) as case kind
    when 'lives' then 0.95 when 'organisation' then 0.95 when 'mail' then 0.8 when 'employer' then 0.6
    when 'classmate' then 0.5 when 'residency' then 0.45 when 'worked' then 0.35 when 'roster' then 0.3
    when 'school' then 0.25 when 'phone' then 0.25 end;
create or replace macro clue_odds(kind, is_there) as
    case when is_there then clue_share(kind) / 0.05 else (1 - clue_share(kind)) / 0.95 end;
-- Clues hang together: the strongest counts whole, of the others the root.
create or replace macro one_way(odds, strongest) as
    strongest * sqrt(list_product(odds) / strongest);
create or replace macro clues_odds(odds) as
    one_way(list_transform(odds, lambda o: greatest(o, 1)), greatest(1, list_max(odds)))
    * one_way(list_transform(odds, lambda o: least(o, 1)), least(1, list_min(odds)));
-- `bound`: how sure the name is where the state is known.
create or replace macro by_odds(confidence, odds, bound) as case
    when odds is null then confidence
    else least(confidence * odds / (confidence * odds + 1 - confidence), greatest(confidence, coalesce(bound, 1)))
    end;
-- A title without what only sounds like a role: whoever was one, helps one, leads no physicians or something else.
create or replace macro role_words(title, role) as regexp_replace(
    ' ' || name_key(coalesce(title, '') || ' , ' || coalesce(role, '')) || ' ',
    ' chief ([a-z]+ ){0,2}(residents?|fellow|interns?|student|assistant)\b'
    || '| chief (financial|nurs[a-z]*|information|technolog[a-z]*|operating|marketing|people|human|legal|compliance'
    || '|development|strategy|administrative|revenue|experience|pharmac[a-z]*|data|digital|complaints?|crna|diversity'
    || '|equity|inclusion|philanthropy|communications?|innovation|growth|product|security|privacy|audit|risk'
    || '|commercial|business|learning|culture|scribe|paramedic|dietitian|therapist|perfusionist|physicist|radiologic'
    || '|sonographer|engineer|petty|warrant|of (police|party|fire)|medical (information|informatics))\b'
    || '| chief ([a-z]+ ){0,3}(technologist|technician|audiologist|psychologist|embryologist|nurse)\b'
    || '| chief of staff (to|for)\b'
    || '| chief of (the )?[a-z]*( [a-z]+)? ?(psychology|audiology|technology)\b'
    || '| (clinical|program) director ([a-z]+ ){0,3}(therapy|nursing|pharmacy|psychology|social work)\b'
    || '| chair[a-z]* (elect|assistant|secretary|administrator|coordinator)\b'
    || '| (incoming|future) ([a-z]+ ){0,2}(chair[a-z]*|chief|director)( of [a-z]+)?\b'
    || '| (vice|deputy|associate|assistant|assoc|asst|co) (vice )?(chair[a-z]* [a-z]+|chief (of|for|in)\b)'
    || '| chair[a-z]* ([a-z]+ ){0,4}(board|committee|club|council|foundation|society|association|ymca|campaign|chapter'
    || '|conference|church|task force|gala)\b'
    || '| (board|committee|council|session|conference|club|first|endowed|named|distinguished) chair[a-z]*\b'
    || '| chair in\b'
    || '| (chair[a-z]*|chief|director|professor) emerit[a-z]+'
    || '| director (of )?(the )?(marketing|nurs[a-z]*|operations|research|education|business|finance|revenue|quality'
    || '|development|philanthropy|food|pharmacy|rehabilitation|communications|strategy|information|admissions|it'
    || '|advancement|patient|volunteers?|administration|human|compliance|government|public|alumni)\b[^,]*'
    || '| (former|formerly|past|previous|previously|retired|ex|outgoing) [a-z]+( [a-z]+)?'
    || '| (assistant|secretary|aide|deputy|adviser|advisor|analyst|scribe|nurse|support|reports|reporting)'
    || ' (to|for)( the)? [a-z]+( [a-z]+){0,2}'
    || '| office of( the)? [a-z]+'
    || '| (army|navy|naval|marines?|force|guard|military|nurs[a-z]*|rn|students?|patients?|study|studies|trials?'
    || '|research|donors?|volunteers?|participants?|subjects?|technical|it|software|engineering|allied|campus|hourly'
    || '|sales)( [a-z]+)? recruit[a-z]*'
    || '| recruited\b| recruitment marketing\b| emerit[a-z]+', ' ', 'g');
create or replace macro is_other_school(key) as regexp_matches(
    key,
    '\b(school|college|faculty) of (dentistry|dental medicine|pharmacy|veterinary|law|business|education|engineering'
    || '|social work|music|art|divinity|theology|journalism|architecture|agriculture)'
);
-- Parts of a university that are of no medical school: economics, law, athletics, a library.
create or replace macro is_unmedical(key) as regexp_matches(
    key,
    '\b(econom(ics|ist|etrics)|law|jd|history|historian|english|literature|literary|creative writing'
    || '|philosophy|philosopher|math(s|ematics|ematician)?|physics|physicist|astronom(y|er)|astrophysics|chemistry'
    || '|aeronautics|astronautics'
    || '|chemist|geolog(y|ist)|biolog(y|ist)|(public|social) (policy|affairs)'
    || '|(wagner|mccourt|kennedy|maxwell|wharton|tippie|stern|fuqua|kellogg|haas) school'
    || '|geography|earth sciences?|climate|meteorology|political science|politics|government|international relations'
    || '|sociolog(y|ist)|anthropolog(y|ist)|archaeolog(y|ist)|linguist(ics)?|classics|religio(n|us)|theolog(y|ian)'
    || '|divinity|music|musicology|art|arts|theat(er|re)|drama|dance|film|cinema|journalism|photography|architecture'
    || '|urban planning|business|mba|marketing|finance|account(ing|ancy|ant)|taxation|entrepreneurship|supply chain'
    || '|hospitality|tourism|fashion|interior design|rhetoric|education(al)? (leadership|policy)|higher education'
    || '|criminal justice|criminology|public administration|military science|rotc|horticulture|veterinar(y|ian)'
    || '|engineering|registrar|student affairs|financial aid'
    || '|computer science|electrical|mechanical|civil|aerospace|chemical engineering|materials science'
    || '|robotics|software|web developer|agriculture|agronomy|forestry|entomology|animal science|french|german|spanish'
    || '|russian|chinese'
    || '|italian|arabic|hebrew|languages|womens studies|american studies|african studies|jewish studies'
    || '|coach(es)?|coaching|athletics?|football|basketball|baseball|soccer|librar(y|ian|ies)|archivist|curator|museum'
    || '|alumni|admissions|bursar|undergraduate|dining|groundskeeper|custodian|residence hall|residence life|police'
    || '|fundraiser|publicist|sports)\b'
) and not is_medical(key);
-- "Genesys", "Spectrum": one word is many firms' name; these titles are of other trades than a hospital's.
create or replace macro is_other_trade(key) as regexp_matches(
    key,
    '\b(account (executive|manager|director)|sales'
    || '|(field|service|cable|installation|broadband) (technician|tech)|field engineer|software|cloud|devops'
    || '|full stack|web developer|solutions (engineer|architect)|realtor|real estate|loan officer|mortgage'
    || '|insurance (agent|broker|adjuster)|financial advis[oe]r|stockbroker|underwriter|actuary|cashier'
    || '|barista|store manager|retail|warehouse|truck driver|welder|plumber|flight attendant|pilot'
    || '|(product|brand|category) (safety |development |marketing )?(manager|director|designer|engineer|lead)'
    || '|(process|design|electrical|mechanical|civil|industrial|manufacturing|chemical|structural|test) engineer'
    || '|merchandis[a-z]+|manufacturing|machinist|assembler|toy|game designer'
    || '|news anchor|producer|announcer|brewer|winemaker)\b'
);
-- "St. Mary's", "Holy Cross", "Cook County": parishes, schools and governments bear these names as well; titles of
-- theirs.
create or replace macro is_civic_trade(key) as regexp_matches(
    key,
    '\b(teacher|paraeducator|kindergarten|(elementary|middle|high|primary|sunday|grade|charter) school'
    || '|([1-9]|1[0-2])(st|nd|rd|th) grade|(vice|assistant|school|head) principal'
    || '|head ?master|head of school|pastor|priest|deacon|vicar'
    || '|rector|parish(ioner)?|seminarian|nun|imam|rabbi|cantor|organist'
    || '|(youth|music|associate|senior|lead|childrens) minister'
    || '|worship|congregation|church|choir|lodge|knight|scout(master)?'
    || '|football|basketball|baseball|softball|soccer|volleyball|wrestling|head coach|athletic director'
    || '|casino|blackjack|dealer|pit boss|gaming'
    || '|states? attorneys?|district attorney|prosecutor|public defender|paralegal|judge|magistrate|bailiff|court'
    || '|sheriffs?|deputy sheriff|police|marshal|trooper|detective|fire ?fighter|fire (chief|captain|marshal)'
    || '|(probation|parole|correction(s|al)?|zoning|code enforcement) officers?|assessor|county (clerk|commissioner)'
    || '|city (council|planner|manager|clerk)|planner|park ranger|highway|public works|tax collector'
    || '|infantry|artillery|armor|rifleman|sailor|airman|seaman|boatswains?|gunner|tank|drill sergeant|warfare'
    || '|submarin[a-z]+|pilot|aviator|navigator|loadmaster)\b|^principal( (at|of) .*)?$'
);
-- Counties, tribes, towns and armed forces run hospitals, and much else.
create or replace macro is_public_body(key) as regexp_matches(
    key,
    '\b(county|nation|tribes?|pueblo|army|navy|air force|marines?|marine corps|coast guard|national guard|space force'
    || '|department of defense|dod)\b|^(city|town|state|commonwealth|parish) of\b'
);
-- Who works at a medical center's university but in no medicine knows hardly anybody at the hospital.
create or replace macro apart() as 0.4;
-- Whoever wrote an employer down was not sure of it.
create or replace macro doubted() as 0.5;
-- What is left of a match of names with who has not come yet, is apart or doubted.
create or replace macro standing_share(standing, is_apart, is_doubted) as
    case when standing = 'not yet' then not_yet() else 1.0 end * case when is_apart then apart() else 1.0 end
    * case when is_doubted then doubted() else 1.0 end;
-- Of the department that they name, and no other, these decide as well.
create or replace macro is_second(title) as
    regexp_matches(name_key(title), '\b(vice|deputy|associate) (chair[a-z]*|chief)\b')
    and not regexp_matches(
        name_key(title), '\b(former[a-z]*|past|ex|retired|outgoing|incoming|emerit[a-z]+|to|resident)\b'
    );
-- Why an employer of somebody is taken for that of the posting.
create or replace macro same_employer(evidence, theirs, posted, reason, confidence, as_of) as
    said('same employer', [evidence]
        || case when name_key(theirs) <> name_key(posted) then [theirs, posted] else [null, null] end
        || [printf('%.2f', confidence), as_of::text]
        || case
        when reason.code = 'given'
            or reason.code = 'name' and len(list_filter(reason.args, lambda a: a is not null)) = 0
            then []
        else [reason.code] || reason.args
    end);
create or replace macro path_strength(confidence, person, role, tie, hops) as
    confidence * person * role * tie * power(0.5, hops - 1);
-- The entries of a list once each, as they stand.
create or replace macro in_order(entries) as list_filter(entries, lambda e, i: list_position(entries, e) = i);
-- "FORT WAYNE", as registers write it, is Fort Wayne; WINSTON-SALEM and O'FALLON have two capitals, MARTHA'S one.
create or replace macro told_city(city) as case when city = upper(city) then array_to_string(list_transform(
    regexp_extract_all(lower(city), '[a-z]''|[^ -]+[ -]*|[ -]+'), lambda w: upper(w[1]) || w[2:]), '') else city end;
