using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SpacesPlaces.Api.Database.Migrations
{
    /// <summary>The members of an analysis' clusters move from a row each into arrays of one row; functions that reach into them follow.</summary>
    public partial class MembersInOneRow : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Row-level security that is forced on the owner too would show the owner no row to move.
            migrationBuilder.Sql("""
                alter table hotspot_member no force row level security;
                alter table hotspot_member rename to hotspot_member_row;
                alter table hotspot_member_row rename constraint hotspot_member_pkey to hotspot_member_row_pkey;
                create table hotspot_member (
                    partnership_id uuid not null,
                    analysis_id uuid not null,
                    numbers integer[] not null,
                    incident_ids uuid[] not null,
                    event_keys text[] not null,
                    constraint hotspot_member_pkey primary key (partnership_id, analysis_id),
                    constraint hotspot_member_arrays_of_one_length check (
                        cardinality(numbers) = cardinality(incident_ids) + cardinality(event_keys) and (incident_ids = '{}' or event_keys = '{}')),
                    constraint hotspot_member_analysis_id_fkey foreign key (partnership_id, analysis_id)
                        references hotspot_analysis (partnership_id, id) on delete restrict);
                -- Ids do not get smaller by packing, and packing takes longer than writing them.
                alter table hotspot_member alter column incident_ids set storage external;
                insert into hotspot_member (partnership_id, analysis_id, numbers, incident_ids, event_keys)
                select
                    partnership_id, analysis_id, array_agg(number order by number, event_key),
                    coalesce(array_agg(incident_id order by number, event_key) filter (where incident_id is not null), '{}'),
                    coalesce(array_agg(event_key order by number, event_key) filter (where incident_id is null), '{}')
                from hotspot_member_row
                group by partnership_id, analysis_id;
                drop table hotspot_member_row;
                """);
            RowSecurity.Protect(migrationBuilder, "hotspot_member", "select, insert");
            // Megabytes are packed and unpacked about ten times faster; a server that was built without it goes on as before.
            migrationBuilder.Sql("""
                do $$ begin
                    alter table analysis alter column result set compression lz4;
                exception when feature_not_supported then null;
                end $$;
                """);
            foreach (var name in (string[])["erase_incident", "forget_what_hangs_on"]) migrationBuilder.Sql(NamedSql.Read(name));
        }
    }
}
