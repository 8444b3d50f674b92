-- Metres on foot from each point of walking_point to each other that has a way there.
select (-start_vid)::int, (-end_vid)::int, agg_cost
from pgr_dijkstracostmatrix(
    'select id, source, target, cost from walking_edge',
    (select array_agg(-number::bigint order by number) from walking_point), directed => false)
