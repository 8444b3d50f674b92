using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SpacesPlaces.Api.Database.Migrations
{
    /// <inheritdoc />
    public partial class Observations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "observation_visit",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    assessment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    time = table.Column<string>(type: "text", nullable: false),
                    visited_on = table.Column<DateOnly>(type: "date", nullable: false),
                    weather = table.Column<string>(type: "text", nullable: false),
                    form_version = table.Column<int>(type: "integer", nullable: false),
                    items = table.Column<string>(type: "jsonb", nullable: false),
                    adults = table.Column<int[]>(type: "integer[]", nullable: false),
                    young_people = table.Column<int[]>(type: "integer[]", nullable: false),
                    guardians = table.Column<string[]>(type: "text[]", nullable: false),
                    note = table.Column<string>(type: "text", nullable: true),
                    language_reason = table.Column<string>(type: "text", nullable: true),
                    agency = table.Column<string>(type: "text", nullable: false),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    withdrawn_by = table.Column<Guid>(type: "uuid", nullable: true),
                    withdrawn_reason = table.Column<string>(type: "text", nullable: true),
                    content_sha256 = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("observation_visit_pkey", x => new { x.partnership_id, x.id });
                    table.CheckConstraint("observation_visit_agency_word", "agency in ('childrens_services', 'ce_team', 'education', 'post_sixteen', 'health', 'police', 'youth_service', 'youth_justice', 'probation', 'childrens_substance_misuse', 'adult_substance_misuse', 'missing_children_service', 'r_ictg', 'licensing', 'housing', 'vawdasv', 'street_pastors', 'event_safety', 'third_sector', 'other')");
                    table.CheckConstraint("observation_visit_counts_in_pairs", "cardinality(adults) = cardinality(young_people)");
                    table.CheckConstraint("observation_visit_guardians_words", "guardians <@ array['shopkeeper', 'takeaway_staff', 'licensed_premises', 'taxi_driver', 'bus_driver', 'warden', 'street_pastor', 'youth_worker', 'coach', 'school_staff', 'police', 'resident', 'parent', 'other']::text[]");
                    table.CheckConstraint("observation_visit_note_length", "char_length(note) between 1 and 1000");
                    table.CheckConstraint("observation_visit_round_not_negative", "round >= 0");
                    table.CheckConstraint("observation_visit_time_word", "time in ('day', 'night')");
                    table.CheckConstraint("observation_visit_weather_word", "weather in ('dry', 'rain', 'wind', 'cold', 'hot', 'snow_or_ice', 'fog')");
                    table.CheckConstraint("observation_visit_withdrawn_by_somebody", "(withdrawn_at is null) = (withdrawn_by is null)");
                    table.ForeignKey(
                        name: "observation_visit_assessment_id_fkey",
                        columns: x => new { x.partnership_id, x.assessment_id },
                        principalTable: "assessment",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "observation_visit_recorded_by_fkey",
                        column: x => x.recorded_by,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "observation_visit_withdrawn_by_fkey",
                        column: x => x.withdrawn_by,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "observation_visit_partnership_id_assessment_id_idx",
                table: "observation_visit",
                columns: new[] { "partnership_id", "assessment_id" });

            migrationBuilder.CreateIndex(
                name: "observation_visit_recorded_by_idx",
                table: "observation_visit",
                column: "recorded_by");

            migrationBuilder.CreateIndex(
                name: "observation_visit_withdrawn_by_idx",
                table: "observation_visit",
                column: "withdrawn_by");

            // Written once: only that it no longer counts comes later.
            RowSecurity.Protect(migrationBuilder, "observation_visit", "select, insert, update (withdrawn_at, withdrawn_by, withdrawn_reason)");
            // With the last visit of a round withdrawn its instrument was not used.
            migrationBuilder.Sql($"grant delete on assessment_use to {RowSecurity.ApiRole};");
            migrationBuilder.Sql(NamedSql.Read("erase_space_words"));
        }
    }
}
