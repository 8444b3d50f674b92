-- Who acts, for row-level security, until the transaction ends.
-- $1 partnership, $2 account, $3 statement timeout in ms, $4 'on' for the program itself.
select set_config('spacesplaces.partnership', $1, true), set_config('spacesplaces.account', $2, true),
       set_config('statement_timeout', $3, true), set_config('spacesplaces.house', $4, true)
