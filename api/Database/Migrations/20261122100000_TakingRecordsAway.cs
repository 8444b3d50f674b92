using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace SpacesPlaces.Api.Database.Migrations
{
    /// <summary>
    /// Functions that reduce or erase exactly one record of the acting partnership with its ledger entry, and the word that says what
    /// kind of database this is. Changes no table of the model.
    /// </summary>
    [DbContext(typeof(SpacesContext))]
    [Migration("20261122100000_TakingRecordsAway")]
    public sealed class TakingRecordsAway : Migration
    {
        private static readonly string[] Granted =
        [
            "coarsen_incident(uuid, uuid, text, text, uuid, timestamptz, boolean)",
            "erase_incident(uuid, uuid, text, text, uuid, timestamptz, boolean)",
            "erase_analysis(uuid, uuid, text, timestamptz)",
            "drop_aged(text, timestamptz)",
        ];

        private const string Inner = "forget_what_hangs_on(uuid, uuid)";

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            foreach (var name in (string[])["forget_what_hangs_on", "coarsen_incident", "erase_incident", "erase_analysis", "drop_aged"])
                migrationBuilder.Sql(NamedSql.Read(name));
            foreach (var function in Granted.Append(Inner)) migrationBuilder.Sql($"revoke execute on function {function} from public;");
            foreach (var function in Granted) migrationBuilder.Sql($"grant execute on function {function} to {RowSecurity.ApiRole};");
            migrationBuilder.Sql("""
                create table environment (
                    kind text not null check (kind in ('production', 'demonstration', 'test')),
                    one boolean primary key default true check (one));
                """);
            RowSecurity.Grant(migrationBuilder, "environment", "select");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop table environment;");
            foreach (var function in Granted.Append(Inner)) migrationBuilder.Sql($"drop function {function};");
        }
    }
}
