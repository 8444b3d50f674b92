-- The network around some points ($1 eastings, $2 northings), at most $3 metres beyond them, with the points put on the nearest road
-- within $4 metres: walking_point (number from 1, road, share of its length, metres to it) and walking_edge (what paths are found in;
-- a point is the node of its negative number). Temporary tables of this transaction: under row-level security no index on lines is
-- used, and each question would read the whole network.
drop table if exists pg_temp.walking_road, pg_temp.walking_point, pg_temp.walking_edge;

create temporary table walking_road on commit drop as
with asked as (
    select st_collect(st_setsrid(st_makepoint(x, y), 27700)) as points
    from unnest($1::double precision[], $2::double precision[]) as one (x, y))
select road.id, road.source::bigint, road.target::bigint, road.length_metres, road.line
from road, asked
where road.partnership_id = acting_partnership()
    and road.line && st_expand(asked.points, greatest($3::double precision, (st_xmax(asked.points) - st_xmin(asked.points)) / 2, (st_ymax(asked.points) - st_ymin(asked.points)) / 2));

create index on walking_road using gist (line);

create temporary table walking_point on commit drop as
select one.number::int, nearest.id as road_id, nearest.source, nearest.target, nearest.line, nearest.length_metres, nearest.share, nearest.metres
from unnest($1::double precision[], $2::double precision[]) with ordinality as one (x, y, number)
cross join lateral (
    select id, source, target, line, length_metres,
        st_linelocatepoint(line, st_setsrid(st_makepoint(one.x, one.y), 27700)) as share,
        st_distance(line, st_setsrid(st_makepoint(one.x, one.y), 27700)) as metres
    from walking_road
    where st_dwithin(line, st_setsrid(st_makepoint(one.x, one.y), 27700), $4::double precision)
    order by metres, id
    limit 1) as nearest;

create temporary table walking_edge on commit drop as
select row_number() over () as id, edge.* from (
    select source, target, length_metres as cost, line
    from walking_road
    where not id in (select road_id from walking_point)
    union all
    -- A road with points on it: from each stop along it to the next.
    select node, following, length_metres * (following_share - share), st_linesubstring(line, share, following_share)
    from (
        select stop.*,
            lead(node) over along as following,
            lead(share) over along as following_share
        from (
            select road_id, length_metres, line, share, -number::bigint as node, 1 as place from walking_point
            union all
            select distinct on (road_id) road_id, length_metres, line, 0, source, 0 from walking_point
            union all
            select distinct on (road_id) road_id, length_metres, line, 1, target, 2 from walking_point) as stop
        window along as (partition by road_id order by place = 2, share, place, node)) as piece
    where following is not null) as edge;
