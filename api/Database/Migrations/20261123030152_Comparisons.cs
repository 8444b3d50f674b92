using System;
using Microsoft.EntityFrameworkCore.Migrations;
using NetTopologySuite.Geometries;

#nullable disable

namespace SpacesPlaces.Api.Database.Migrations
{
    /// <inheritdoc />
    public partial class Comparisons : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "assessment_comparison",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    assessment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    target = table.Column<Geometry>(type: "geometry(Geometry,27700)", nullable: false),
                    control = table.Column<Geometry>(type: "geometry(Geometry,27700)", nullable: false),
                    buffer_metres = table.Column<double>(type: "double precision", nullable: true),
                    buffer_control = table.Column<Geometry>(type: "geometry(Geometry,27700)", nullable: true),
                    before_from = table.Column<DateOnly>(type: "date", nullable: false),
                    before_to = table.Column<DateOnly>(type: "date", nullable: false),
                    after_from = table.Column<DateOnly>(type: "date", nullable: false),
                    after_to = table.Column<DateOnly>(type: "date", nullable: false),
                    chosen_because_high = table.Column<bool>(type: "boolean", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    language_reason = table.Column<string>(type: "text", nullable: true),
                    agency = table.Column<string>(type: "text", nullable: false),
                    chosen_by = table.Column<Guid>(type: "uuid", nullable: false),
                    chosen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    content_sha256 = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("assessment_comparison_pkey", x => new { x.partnership_id, x.id });
                    table.CheckConstraint("assessment_comparison_agency_word", "agency in ('childrens_services', 'ce_team', 'education', 'post_sixteen', 'health', 'police', 'youth_service', 'youth_justice', 'probation', 'childrens_substance_misuse', 'adult_substance_misuse', 'missing_children_service', 'r_ictg', 'licensing', 'housing', 'vawdasv', 'street_pastors', 'event_safety', 'third_sector', 'other')");
                    table.CheckConstraint("assessment_comparison_around", "buffer_control is null or buffer_metres is not null");
                    table.CheckConstraint("assessment_comparison_days", "before_from <= before_to and before_to < after_from and after_from <= after_to");
                    table.CheckConstraint("assessment_comparison_number", "number between 1 and 3");
                    table.CheckConstraint("assessment_comparison_reason_length", "char_length(reason) between 1 and 1000");
                    table.ForeignKey(
                        name: "assessment_comparison_assessment_id_fkey",
                        columns: x => new { x.partnership_id, x.assessment_id },
                        principalTable: "assessment",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "assessment_comparison_chosen_by_fkey",
                        column: x => x.chosen_by,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "assessment_comparison_partnership_id_fkey",
                        column: x => x.partnership_id,
                        principalTable: "partnership",
                        principalColumn: "partnership_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "assessment_comparison_buffer_control_idx",
                table: "assessment_comparison",
                column: "buffer_control")
                .Annotation("Npgsql:IndexMethod", "gist");

            migrationBuilder.CreateIndex(
                name: "assessment_comparison_chosen_by_idx",
                table: "assessment_comparison",
                column: "chosen_by");

            migrationBuilder.CreateIndex(
                name: "assessment_comparison_control_idx",
                table: "assessment_comparison",
                column: "control")
                .Annotation("Npgsql:IndexMethod", "gist");

            migrationBuilder.CreateIndex(
                name: "assessment_comparison_partnership_id_assessment_id_number_idx",
                table: "assessment_comparison",
                columns: new[] { "partnership_id", "assessment_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "assessment_comparison_target_idx",
                table: "assessment_comparison",
                column: "target")
                .Annotation("Npgsql:IndexMethod", "gist");

            // Chosen for good: nothing of it is changed afterwards.
            RowSecurity.Protect(migrationBuilder, "assessment_comparison", "select, insert");
            migrationBuilder.Sql(NamedSql.Read("erase_space_words"));
        }
    }
}
