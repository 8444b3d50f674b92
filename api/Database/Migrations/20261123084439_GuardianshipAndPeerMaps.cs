using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SpacesPlaces.Api.Database.Migrations
{
    /// <inheritdoc />
    public partial class GuardianshipAndPeerMaps : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "observation_visit_guardians_words",
                table: "observation_visit");

            migrationBuilder.CreateTable(
                name: "guardian",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    assessment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false),
                    place = table.Column<string>(type: "text", nullable: true),
                    square = table.Column<string>(type: "text", nullable: true),
                    times = table.Column<string[]>(type: "text[]", nullable: false),
                    caring_intention = table.Column<string>(type: "text", nullable: false),
                    confidence = table.Column<string>(type: "text", nullable: false),
                    knows_who_to_tell = table.Column<string>(type: "text", nullable: false),
                    relations = table.Column<string>(type: "text", nullable: false),
                    training = table.Column<string>(type: "text", nullable: false),
                    trained_in = table.Column<DateOnly>(type: "date", nullable: true),
                    reached_through = table.Column<string>(type: "text", nullable: true),
                    source = table.Column<string>(type: "text", nullable: false),
                    grade = table.Column<string>(type: "text", nullable: false),
                    known_on = table.Column<DateOnly>(type: "date", nullable: false),
                    note = table.Column<string>(type: "text", nullable: true),
                    language_reason = table.Column<string>(type: "text", nullable: true),
                    agency = table.Column<string>(type: "text", nullable: false),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: false),
                    edited_by = table.Column<Guid>(type: "uuid", nullable: false),
                    edited_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    withdrawn_by = table.Column<Guid>(type: "uuid", nullable: true),
                    withdrawn_reason = table.Column<string>(type: "text", nullable: true),
                    content_sha256 = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("guardian_pkey", x => new { x.partnership_id, x.id });
                    table.CheckConstraint("guardian_agency_word", "agency in ('childrens_services', 'ce_team', 'education', 'post_sixteen', 'health', 'police', 'youth_service', 'youth_justice', 'probation', 'childrens_substance_misuse', 'adult_substance_misuse', 'missing_children_service', 'r_ictg', 'licensing', 'housing', 'vawdasv', 'street_pastors', 'event_safety', 'third_sector', 'other')");
                    table.CheckConstraint("guardian_caring_intention_word", "caring_intention in ('strength', 'mixed', 'concern', 'not_known')");
                    table.CheckConstraint("guardian_confidence_word", "confidence in ('strength', 'mixed', 'concern', 'not_known')");
                    table.CheckConstraint("guardian_grade_word", "grade in ('first_hand', 'second_hand', 'unverified')");
                    table.CheckConstraint("guardian_knows_who_to_tell_word", "knows_who_to_tell in ('strength', 'mixed', 'concern', 'not_known')");
                    table.CheckConstraint("guardian_note_length", "char_length(note) between 1 and 500");
                    table.CheckConstraint("guardian_place_length", "char_length(place) between 1 and 200");
                    table.CheckConstraint("guardian_reached_through_word", "reached_through in ('childrens_services', 'ce_team', 'education', 'post_sixteen', 'health', 'police', 'youth_service', 'youth_justice', 'probation', 'childrens_substance_misuse', 'adult_substance_misuse', 'missing_children_service', 'r_ictg', 'licensing', 'housing', 'vawdasv', 'street_pastors', 'event_safety', 'third_sector', 'other')");
                    table.CheckConstraint("guardian_relations_word", "relations in ('strength', 'mixed', 'concern', 'not_known')");
                    table.CheckConstraint("guardian_role_word", "role in ('shopkeeper', 'takeaway_staff', 'licensed_premises', 'taxi_driver', 'bus_driver', 'warden', 'street_pastor', 'youth_worker', 'coach', 'school_staff', 'librarian', 'community_volunteer', 'security', 'police', 'resident', 'parent', 'other')");
                    table.CheckConstraint("guardian_round_not_negative", "round >= 0");
                    table.CheckConstraint("guardian_source_word", "source in ('practitioner_observed', 'child_told_us', 'parent', 'community', 'business', 'partner_report', 'police_record')");
                    table.CheckConstraint("guardian_times_words", "times <@ array['weekday_day', 'weekday_evening', 'weekday_night', 'weekend_day', 'weekend_evening', 'weekend_night']::text[]");
                    table.CheckConstraint("guardian_trained_in_a_month", "trained_in is null or (extract(day from trained_in) = 1 and training in ('trained', 'trained_before'))");
                    table.CheckConstraint("guardian_training_word", "training in ('trained', 'trained_before', 'not_trained', 'not_known')");
                    table.CheckConstraint("guardian_withdrawn_by_somebody", "(withdrawn_at is null) = (withdrawn_by is null)");
                    table.ForeignKey(
                        name: "guardian_assessment_id_fkey",
                        columns: x => new { x.partnership_id, x.assessment_id },
                        principalTable: "assessment",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "guardian_edited_by_fkey",
                        column: x => x.edited_by,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "guardian_recorded_by_fkey",
                        column: x => x.recorded_by,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "guardian_withdrawn_by_fkey",
                        column: x => x.withdrawn_by,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "peer_map",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    assessment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    purpose = table.Column<string>(type: "text", nullable: true),
                    used_by = table.Column<string>(type: "text", nullable: true),
                    update_on = table.Column<DateOnly>(type: "date", nullable: false),
                    language_reason = table.Column<string>(type: "text", nullable: true),
                    agency = table.Column<string>(type: "text", nullable: false),
                    agreed_by = table.Column<Guid>(type: "uuid", nullable: false),
                    agreed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    content_sha256 = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("peer_map_pkey", x => new { x.partnership_id, x.assessment_id, x.round });
                    table.CheckConstraint("peer_map_agency_word", "agency in ('childrens_services', 'ce_team', 'education', 'post_sixteen', 'health', 'police', 'youth_service', 'youth_justice', 'probation', 'childrens_substance_misuse', 'adult_substance_misuse', 'missing_children_service', 'r_ictg', 'licensing', 'housing', 'vawdasv', 'street_pastors', 'event_safety', 'third_sector', 'other')");
                    table.CheckConstraint("peer_map_purpose_length", "char_length(purpose) between 1 and 500");
                    table.CheckConstraint("peer_map_round_not_negative", "round >= 0");
                    table.CheckConstraint("peer_map_used_by_length", "char_length(used_by) between 1 and 500");
                    table.ForeignKey(
                        name: "peer_map_agreed_by_fkey",
                        column: x => x.agreed_by,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "peer_map_assessment_id_fkey",
                        columns: x => new { x.partnership_id, x.assessment_id },
                        principalTable: "assessment",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "peer_map_entry",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    assessment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    letter = table.Column<string>(type: "text", nullable: true),
                    detail = table.Column<string>(type: "jsonb", nullable: true),
                    source = table.Column<string>(type: "text", nullable: false),
                    grade = table.Column<string>(type: "text", nullable: false),
                    known_on = table.Column<DateOnly>(type: "date", nullable: false),
                    stands_until = table.Column<DateOnly>(type: "date", nullable: false),
                    language_reason = table.Column<string>(type: "text", nullable: true),
                    agency = table.Column<string>(type: "text", nullable: false),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    confirmed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    withdrawn_by = table.Column<Guid>(type: "uuid", nullable: true),
                    withdrawn_reason = table.Column<string>(type: "text", nullable: true),
                    content_sha256 = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("peer_map_entry_pkey", x => new { x.partnership_id, x.id });
                    table.CheckConstraint("peer_map_entry_agency_word", "agency in ('childrens_services', 'ce_team', 'education', 'post_sixteen', 'health', 'police', 'youth_service', 'youth_justice', 'probation', 'childrens_substance_misuse', 'adult_substance_misuse', 'missing_children_service', 'r_ictg', 'licensing', 'housing', 'vawdasv', 'street_pastors', 'event_safety', 'third_sector', 'other')");
                    table.CheckConstraint("peer_map_entry_confirmed_by_somebody", "(confirmed_at is null) = (confirmed_by is null)");
                    table.CheckConstraint("peer_map_entry_grade_word", "grade in ('first_hand', 'second_hand', 'unverified')");
                    table.CheckConstraint("peer_map_entry_groups_have_letters", "(kind = 'group') = (letter is not null)");
                    table.CheckConstraint("peer_map_entry_kind_word", "kind in ('group', 'link', 'leg')");
                    table.CheckConstraint("peer_map_entry_source_word", "source in ('practitioner_observed', 'child_told_us', 'parent', 'community', 'business', 'partner_report', 'police_record')");
                    table.CheckConstraint("peer_map_entry_withdrawn_by_somebody", "(withdrawn_at is null) = (withdrawn_by is null)");
                    table.ForeignKey(
                        name: "peer_map_entry_assessment_id_round_fkey",
                        columns: x => new { x.partnership_id, x.assessment_id, x.round },
                        principalTable: "peer_map",
                        principalColumns: new[] { "partnership_id", "assessment_id", "round" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "peer_map_entry_confirmed_by_fkey",
                        column: x => x.confirmed_by,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "peer_map_entry_recorded_by_fkey",
                        column: x => x.recorded_by,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "peer_map_entry_withdrawn_by_fkey",
                        column: x => x.withdrawn_by,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.AddCheckConstraint(
                name: "observation_visit_guardians_words",
                table: "observation_visit",
                sql: "guardians <@ array['shopkeeper', 'takeaway_staff', 'licensed_premises', 'taxi_driver', 'bus_driver', 'warden', 'street_pastor', 'youth_worker', 'coach', 'school_staff', 'librarian', 'community_volunteer', 'security', 'police', 'resident', 'parent', 'other']::text[]");

            migrationBuilder.CreateIndex(
                name: "guardian_edited_by_idx",
                table: "guardian",
                column: "edited_by");

            migrationBuilder.CreateIndex(
                name: "guardian_partnership_id_assessment_id_idx",
                table: "guardian",
                columns: new[] { "partnership_id", "assessment_id" });

            migrationBuilder.CreateIndex(
                name: "guardian_recorded_by_idx",
                table: "guardian",
                column: "recorded_by");

            migrationBuilder.CreateIndex(
                name: "guardian_withdrawn_by_idx",
                table: "guardian",
                column: "withdrawn_by");

            migrationBuilder.CreateIndex(
                name: "peer_map_agreed_by_idx",
                table: "peer_map",
                column: "agreed_by");

            migrationBuilder.CreateIndex(
                name: "peer_map_entry_confirmed_by_idx",
                table: "peer_map_entry",
                column: "confirmed_by");

            migrationBuilder.CreateIndex(
                name: "peer_map_entry_partnership_id_assessment_id_round_idx",
                table: "peer_map_entry",
                columns: new[] { "partnership_id", "assessment_id", "round" });

            migrationBuilder.CreateIndex(
                name: "peer_map_entry_recorded_by_idx",
                table: "peer_map_entry",
                column: "recorded_by");

            migrationBuilder.CreateIndex(
                name: "peer_map_entry_withdrawn_by_idx",
                table: "peer_map_entry",
                column: "withdrawn_by");

            RowSecurity.Protect(migrationBuilder, "guardian", "select, insert, update");
            RowSecurity.Protect(migrationBuilder, "peer_map", "select, insert, update");
            RowSecurity.Protect(migrationBuilder, "peer_map_entry", "select, insert, update");
            migrationBuilder.Sql(NamedSql.Read("erase_space_words"));
        }
    }
}
