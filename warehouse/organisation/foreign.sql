-- One row a mention that its own name sets apart: abroad, or a named site with something in parentheses.
-- reads: core.mention
-- makes: foreign_mention, sited_mention
-- A hospital abroad may bear the name of one here.
create or replace temp table foreign_mention as
select mention_id from core.mention
where regexp_matches(name,
    '(?i)[,(]\s*(canada|ontario|quebec|british columbia|alberta|united kingdom|uk|england|scotland|wales'
    || '|ireland|australia|new zealand|india|pakistan|bangladesh|nepal|egypt|nigeria|lebanon|jordan|israel'
    || '|saudi arabia|qatar|kuwait|u\.?a\.?e\.?|iran|iraq|syria|turkey|greece|italy|spain|portugal|france'
    || '|germany|switzerland|austria|belgium|netherlands|sweden|norway|denmark|finland|poland|romania|russia'
    || '|ukraine|china|hong kong|taiwan|japan|korea|south korea|singapore|malaysia|thailand|vietnam'
    || '|philippines|mexico|cuba|jamaica|grenada|dominica|dominican republic|brazil|argentina|chile|colombia'
    || '|peru|venezuela|south africa|kenya|ghana|ethiopia|toronto|montreal|calgary|edmonton|winnipeg|karachi'
    || '|lahore|dhaka|mumbai|chennai|bangalore|hyderabad|kolkata|beirut|tehran|tel aviv|riyadh|lagos|nairobi'
    || '|johannesburg|tokyo|seoul|taipei|beijing|shanghai)\)?\.?\s*$');

-- "Mission Hospital McDowell (HCA)": a site, and whose it is.
create or replace temp table sited_mention as
select mention_id from core.mention
where regexp_matches(name, '(?i)(?:hospital|medical cent(?:er|re)|physicians)\b[^()]*\([^()]+\)\s*$');
