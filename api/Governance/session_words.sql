-- What of an outreach session's detail can tell who somebody is, or where exactly: its texts, the spaces that it names, its route.
create or replace function session_words() returns text[] language sql immutable parallel safe
    as $$ select array['visits', 'route', 'observations', 'strengths', 'textLanguage', 'diversions', 'followUps', 'identifyingReason', 'languageReason'] $$;
