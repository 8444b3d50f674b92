using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SpacesPlaces.Api.Database.Migrations
{
    /// <inheritdoc />
    public partial class LanguageReasons : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "language_reason",
                table: "incident",
                type: "text",
                nullable: true);

            migrationBuilder.AddCheckConstraint(
                name: "incident_language_reason_length",
                table: "incident",
                sql: "char_length(language_reason) <= 500");

            // The function that takes a record's words away takes these too.
            migrationBuilder.Sql(NamedSql.Read("coarsen_incident"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "incident_language_reason_length",
                table: "incident");

            migrationBuilder.DropColumn(
                name: "language_reason",
                table: "incident");
        }
    }
}
