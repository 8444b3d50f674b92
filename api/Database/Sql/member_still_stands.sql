-- Whether somebody may still commit what they began: same role and agency, account in use, session not ended, key not taken back.
-- $1 partnership, $2 account, $3 role, $4 agency, $5 session and $6 key of a tool (both null for jobs).
select exists (
    select from membership
    join account on account.id = membership.account_id
    where membership.partnership_id = $1 and membership.account_id = $2 and membership.ended_at is null
        and membership.role = $3 and membership.agency = $4 and account.disabled_at is null
        and ($5 is null or exists (
            select from session where session.partnership_id = $1 and session.id = $5 and session.ended_at is null))
        and ($6 is null or exists (
            select from access_key where access_key.partnership_id = $1 and access_key.id = $6 and access_key.revoked_at is null)))
