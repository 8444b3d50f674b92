using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SpacesPlaces.Api.Database.Migrations
{
    /// <inheritdoc />
    public partial class OutreachWords : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "retention_rule_class_word",
                table: "retention_rule");

            migrationBuilder.DropCheckConstraint(
                name: "erasure_class_word",
                table: "erasure");

            migrationBuilder.AddColumn<byte[]>(
                name: "corrected_sha256",
                table: "outreach_session",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddCheckConstraint(
                name: "retention_rule_class_word",
                table: "retention_rule",
                sql: "class in ('incident_detail', 'incident_coarse', 'analysis', 'audit', 'access_record', 'export_register', 'outreach_text')");

            migrationBuilder.AddCheckConstraint(
                name: "erasure_class_word",
                table: "erasure",
                sql: "class in ('incident_detail', 'incident_coarse', 'analysis', 'audit', 'access_record', 'export_register', 'outreach_text')");

            RowSecurity.Grant(migrationBuilder, "outreach_session", "update (corrected_sha256)");
            migrationBuilder.Sql(NamedSql.Read("session_words"));
            migrationBuilder.Sql(NamedSql.Read("erase_session_words"));
            const string erase = "erase_session_words(uuid, uuid, text, text, uuid, timestamptz, boolean)";
            migrationBuilder.Sql($"revoke execute on function {erase} from public;");
            migrationBuilder.Sql($"grant execute on function {erase} to {RowSecurity.ApiRole};");
        }
    }
}
