-- Addresses of mail: the host, and the domains that it may belong to.
-- reads: joined()
-- makes: mail_domains(), mail_host()
create or replace macro mail_host(email) as
    regexp_extract_all(lower(email), '@([a-z0-9-]+(\.[a-z0-9-]+)+)$', 1)[1];
-- "med.umich.edu" is of umich.edu; an address for alumni or students is nobody's: it is kept for good.
create or replace macro mail_domains(host) as case
    when regexp_matches(host, '^(.*\.)?(alum[a-z]*|post|students?)\.') then []
    else list_transform(
        range(1, len(string_split(host, '.'))), lambda i: joined(string_split(host, '.')[i:], '.')
    ) end;
