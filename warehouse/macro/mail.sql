-- Addresses of mail: the host, and the domains that it may belong to.
-- makes: mail_domains(), mail_host()
create or replace macro mail_host(email) as
    nullif(regexp_extract(lower(email), '@([a-z0-9-]+(\.[a-z0-9-]+)+)$', 1), '');
-- "med.umich.edu" is of umich.edu; an address for alumni or students is nobody's: it is kept for good.
create or replace macro mail_domains(host) as case
    when regexp_matches(host, '^(.*\.)?(alum[a-z]*|post|students?)\.') then []
    else list_transform(
        range(1, len(string_split(host, '.'))), lambda i: array_to_string(string_split(host, '.')[i:], '.')
    ) end;
