-- Changes whenever something published is imported. $1 partnership.
select count(*) || '/' || coalesce(sum(hashtextextended(id::text || import_id, rows_read)), 0) from import_edition where partnership_id = $1
