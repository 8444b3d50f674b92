-- Places whose name in either language holds the words. $1 partnership, $2 words, folded as here: lower case, no accents,
-- hyphens and apostrophes as spaces. Names that begin with the words, with or without the Welsh article, come first.
select p.id from (
    select id,
        trim(regexp_replace(regexp_replace(normalize(lower(name_en), NFD), '[\u0300-\u036f]', '', 'g'), '[-''’\s]+', ' ', 'g')) as folded_en,
        trim(regexp_replace(regexp_replace(normalize(lower(name_cy), NFD), '[\u0300-\u036f]', '', 'g'), '[-''’\s]+', ' ', 'g')) as folded_cy
    from place where partnership_id = $1
) p
where position($2 in folded_en) > 0 or position($2 in folded_cy) > 0
order by
    not (starts_with(folded_en, $2) or starts_with(regexp_replace(folded_cy, '^yr? ', ''), $2) or starts_with(folded_cy, $2)),
    folded_en, id
limit 50
