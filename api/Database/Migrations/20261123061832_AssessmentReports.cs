using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SpacesPlaces.Api.Database.Migrations
{
    /// <inheritdoc />
    public partial class AssessmentReports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "export_format_word",
                table: "export");

            migrationBuilder.DropCheckConstraint(
                name: "export_subject_word",
                table: "export");

            migrationBuilder.AddCheckConstraint(
                name: "export_format_word",
                table: "export",
                sql: "format in ('csv', 'xlsx', 'json', 'html', 'pdf')");

            migrationBuilder.AddCheckConstraint(
                name: "export_subject_word",
                table: "export",
                sql: "subject in ('incidents', 'hotspots', 'subject_access', 'assessment_report')");
        }
    }
}
