-- The way on foot from the point of number $1 to that of number $2, edge after edge, each as it is walked; no row where there is none.
select case when path.node = edge.source then edge.line else st_reverse(edge.line) end, edge.cost
from pgr_dijkstra('select id, source, target, cost from walking_edge', -$1::bigint, -$2::bigint, directed => false) as path
join walking_edge as edge on edge.id = path.edge
order by path.seq
