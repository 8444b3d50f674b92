-- A chain in order; each entry with the text that append_audit hashes behind partnership and sequence. What append_audit never
-- writes (an empty problem, a null among the subjects, a time without end) is spelled so that no hash can fit it.
select
    sequence,
    case when isfinite(at) then (extract(epoch from at) * 1000000)::bigint else -1 end as micros,
    concat_ws(E'\x1f',
        coalesce(actor_id::text, ''), actor_name, role, agency, action, outcome,
        case problem when '' then '?' else coalesce(problem, '') end, array_to_string(subjects, ',', '?'), address, detail::text) as content,
    previous_hash,
    hash
from audit_entry
where partnership_id = $1 and sequence >= $2 and ($3::bigint is null or sequence <= $3)
order by sequence
