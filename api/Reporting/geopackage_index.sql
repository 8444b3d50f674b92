-- What keeps the spatial index of {layer} true when another program edits the file; GeoPackage 1.3, annex F.3.
create trigger rtree_{layer}_geom_insert after insert on {layer} when (new.geom not null and not st_isempty(new.geom))
begin insert or replace into rtree_{layer}_geom values (new.fid, st_minx(new.geom), st_maxx(new.geom), st_miny(new.geom), st_maxy(new.geom)); end;
create trigger rtree_{layer}_geom_update1 after update of geom on {layer} when old.fid = new.fid and (new.geom notnull and not st_isempty(new.geom))
begin insert or replace into rtree_{layer}_geom values (new.fid, st_minx(new.geom), st_maxx(new.geom), st_miny(new.geom), st_maxy(new.geom)); end;
create trigger rtree_{layer}_geom_update2 after update of geom on {layer} when old.fid = new.fid and (new.geom isnull or st_isempty(new.geom))
begin delete from rtree_{layer}_geom where id = old.fid; end;
create trigger rtree_{layer}_geom_update3 after update on {layer} when old.fid != new.fid and (new.geom notnull and not st_isempty(new.geom))
begin
    delete from rtree_{layer}_geom where id = old.fid;
    insert or replace into rtree_{layer}_geom values (new.fid, st_minx(new.geom), st_maxx(new.geom), st_miny(new.geom), st_maxy(new.geom));
end;
create trigger rtree_{layer}_geom_update4 after update on {layer} when old.fid != new.fid and (new.geom isnull or st_isempty(new.geom))
begin delete from rtree_{layer}_geom where id in (old.fid, new.fid); end;
create trigger rtree_{layer}_geom_delete after delete on {layer} when old.geom not null
begin delete from rtree_{layer}_geom where id = old.fid; end;
