using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SpacesPlaces.Api.Database.Migrations
{
    /// <inheritdoc />
    public partial class AssessmentPlans : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "change_first",
                table: "assessment",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "change_first_words",
                table: "assessment",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "weighting_closed_at",
                table: "assessment",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "assessment_conference",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    assessment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    held_on = table.Column<DateOnly>(type: "date", nullable: false),
                    agencies = table.Column<string[]>(type: "text[]", nullable: false),
                    decisions = table.Column<string>(type: "text", nullable: true),
                    language_reason = table.Column<string>(type: "text", nullable: true),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    content_sha256 = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("assessment_conference_pkey", x => new { x.partnership_id, x.id });
                    table.CheckConstraint("assessment_conference_agencies_words", "agencies <@ array['childrens_services', 'ce_team', 'education', 'post_sixteen', 'health', 'police', 'youth_service', 'youth_justice', 'probation', 'childrens_substance_misuse', 'adult_substance_misuse', 'missing_children_service', 'r_ictg', 'licensing', 'housing', 'vawdasv', 'street_pastors', 'event_safety', 'third_sector', 'other']::text[]");
                    table.CheckConstraint("assessment_conference_decisions_length", "char_length(decisions) between 1 and 4000");
                    table.CheckConstraint("assessment_conference_kind_word", "kind in ('social_care_chair', 'family_group')");
                    table.ForeignKey(
                        name: "assessment_conference_assessment_id_fkey",
                        columns: x => new { x.partnership_id, x.assessment_id },
                        principalTable: "assessment",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "assessment_conference_recorded_by_fkey",
                        column: x => x.recorded_by,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "assessment_form",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    prompts = table.Column<string>(type: "jsonb", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    published_by = table.Column<Guid>(type: "uuid", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    content_sha256 = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("assessment_form_pkey", x => new { x.partnership_id, x.version });
                    table.CheckConstraint("assessment_form_version_after_the_first", "version >= 2");
                    table.ForeignKey(
                        name: "assessment_form_partnership_id_fkey",
                        column: x => x.partnership_id,
                        principalTable: "partnership",
                        principalColumn: "partnership_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "assessment_form_published_by_fkey",
                        column: x => x.published_by,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "assessment_goal",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    assessment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    side = table.Column<string>(type: "text", nullable: false),
                    statement = table.Column<string>(type: "text", nullable: true),
                    hope = table.Column<string>(type: "text", nullable: true),
                    sign = table.Column<string>(type: "text", nullable: true),
                    method = table.Column<string>(type: "text", nullable: true),
                    baseline = table.Column<string>(type: "text", nullable: true),
                    result = table.Column<string>(type: "text", nullable: true),
                    dropped = table.Column<bool>(type: "boolean", nullable: false),
                    drop_reason = table.Column<string>(type: "text", nullable: true),
                    effort_reason = table.Column<string>(type: "text", nullable: true),
                    language_reason = table.Column<string>(type: "text", nullable: true),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: false),
                    edited_by = table.Column<Guid>(type: "uuid", nullable: false),
                    edited_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    content_sha256 = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("assessment_goal_pkey", x => new { x.partnership_id, x.id });
                    table.CheckConstraint("assessment_goal_side_of_the_triangle", "side in ('young_people', 'guardianship', 'environment')");
                    table.CheckConstraint("assessment_goal_side_word", "side in ('basic', 'scope', 'young_people', 'guardianship', 'environment')");
                    table.CheckConstraint("assessment_goal_version_positive", "version >= 1");
                    table.ForeignKey(
                        name: "assessment_goal_assessment_id_fkey",
                        columns: x => new { x.partnership_id, x.assessment_id },
                        principalTable: "assessment",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "assessment_goal_edited_by_fkey",
                        column: x => x.edited_by,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "assessment_goal_recorded_by_fkey",
                        column: x => x.recorded_by,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "assessment_rater",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    assessment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rater_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    rated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("assessment_rater_pkey", x => new { x.partnership_id, x.assessment_id, x.rater_id });
                    table.ForeignKey(
                        name: "assessment_rater_assessment_id_fkey",
                        columns: x => new { x.partnership_id, x.assessment_id },
                        principalTable: "assessment",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "assessment_rater_rater_id_fkey",
                        column: x => x.rater_id,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "assessment_use",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    assessment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    instrument = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    used_on = table.Column<DateOnly>(type: "date", nullable: false),
                    season_note = table.Column<string>(type: "text", nullable: true),
                    language_reason = table.Column<string>(type: "text", nullable: true),
                    agency = table.Column<string>(type: "text", nullable: false),
                    edited_by = table.Column<Guid>(type: "uuid", nullable: false),
                    edited_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("assessment_use_pkey", x => new { x.partnership_id, x.assessment_id, x.round, x.instrument });
                    table.CheckConstraint("assessment_use_agency_word", "agency in ('childrens_services', 'ce_team', 'education', 'post_sixteen', 'health', 'police', 'youth_service', 'youth_justice', 'probation', 'childrens_substance_misuse', 'adult_substance_misuse', 'missing_children_service', 'r_ictg', 'licensing', 'housing', 'vawdasv', 'street_pastors', 'event_safety', 'third_sector', 'other')");
                    table.CheckConstraint("assessment_use_instrument_word", "instrument in ('observation_day', 'observation_night', 'survey_young_people', 'survey_residents', 'survey_businesses', 'safety_map', 'guardianship_map', 'conversation')");
                    table.CheckConstraint("assessment_use_number_positive", "number >= 1");
                    table.CheckConstraint("assessment_use_round_not_negative", "round >= 0");
                    table.CheckConstraint("assessment_use_season_note_length", "char_length(season_note) between 1 and 500");
                    table.ForeignKey(
                        name: "assessment_use_assessment_id_fkey",
                        columns: x => new { x.partnership_id, x.assessment_id },
                        principalTable: "assessment",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "assessment_use_edited_by_fkey",
                        column: x => x.edited_by,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "assessment_voice",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    assessment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    heard_by = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: true),
                    language_reason = table.Column<string>(type: "text", nullable: true),
                    heard_on = table.Column<DateOnly>(type: "date", nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    agency = table.Column<string>(type: "text", nullable: false),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    content_sha256 = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("assessment_voice_pkey", x => new { x.partnership_id, x.id });
                    table.CheckConstraint("assessment_voice_agency_word", "agency in ('childrens_services', 'ce_team', 'education', 'post_sixteen', 'health', 'police', 'youth_service', 'youth_justice', 'probation', 'childrens_substance_misuse', 'adult_substance_misuse', 'missing_children_service', 'r_ictg', 'licensing', 'housing', 'vawdasv', 'street_pastors', 'event_safety', 'third_sector', 'other')");
                    table.CheckConstraint("assessment_voice_heard_by_word", "heard_by in ('conversation', 'group', 'survey', 'safety_map', 'other', 'not_yet')");
                    table.CheckConstraint("assessment_voice_text_length", "char_length(text) between 1 and 2000");
                    table.ForeignKey(
                        name: "assessment_voice_assessment_id_fkey",
                        columns: x => new { x.partnership_id, x.assessment_id },
                        principalTable: "assessment",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "assessment_voice_recorded_by_fkey",
                        column: x => x.recorded_by,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "assessment_response",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    assessment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    goal_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    what = table.Column<string>(type: "text", nullable: true),
                    owner = table.Column<string>(type: "text", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    language_reason = table.Column<string>(type: "text", nullable: true),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: false),
                    edited_by = table.Column<Guid>(type: "uuid", nullable: false),
                    edited_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    content_sha256 = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("assessment_response_pkey", x => new { x.partnership_id, x.id });
                    table.CheckConstraint("assessment_response_owner_word", "owner in ('childrens_services', 'ce_team', 'education', 'post_sixteen', 'health', 'police', 'youth_service', 'youth_justice', 'probation', 'childrens_substance_misuse', 'adult_substance_misuse', 'missing_children_service', 'r_ictg', 'licensing', 'housing', 'vawdasv', 'street_pastors', 'event_safety', 'third_sector', 'other')");
                    table.CheckConstraint("assessment_response_status_word", "status in ('todo', 'under_way', 'done', 'dropped')");
                    table.CheckConstraint("assessment_response_version_positive", "version >= 1");
                    table.ForeignKey(
                        name: "assessment_response_assessment_id_fkey",
                        columns: x => new { x.partnership_id, x.assessment_id },
                        principalTable: "assessment",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "assessment_response_edited_by_fkey",
                        column: x => x.edited_by,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "assessment_response_goal_id_fkey",
                        columns: x => new { x.partnership_id, x.goal_id },
                        principalTable: "assessment_goal",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "assessment_response_person_id_fkey",
                        column: x => x.person_id,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "assessment_response_recorded_by_fkey",
                        column: x => x.recorded_by,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "assessment_rating",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    assessment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rater_id = table.Column<Guid>(type: "uuid", nullable: false),
                    context = table.Column<string>(type: "text", nullable: false),
                    influence = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    language_reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("assessment_rating_pkey", x => new { x.partnership_id, x.assessment_id, x.rater_id, x.context });
                    table.CheckConstraint("assessment_rating_context_word", "context in ('child', 'home', 'peer', 'school', 'neighbourhood', 'online', 'society')");
                    table.CheckConstraint("assessment_rating_influence_on_the_scale", "influence between 0 and 5");
                    table.CheckConstraint("assessment_rating_never_the_child", "context <> 'child'");
                    table.CheckConstraint("assessment_rating_reason_length", "char_length(reason) between 1 and 500");
                    table.ForeignKey(
                        name: "assessment_rating_assessment_id_rater_id_fkey",
                        columns: x => new { x.partnership_id, x.assessment_id, x.rater_id },
                        principalTable: "assessment_rater",
                        principalColumns: new[] { "partnership_id", "assessment_id", "rater_id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.AddCheckConstraint(
                name: "assessment_change_first_never_the_child",
                table: "assessment",
                sql: "change_first is null or (change_first <> 'child' and weighting_closed_at is not null)");

            migrationBuilder.AddCheckConstraint(
                name: "assessment_change_first_word",
                table: "assessment",
                sql: "change_first in ('child', 'home', 'peer', 'school', 'neighbourhood', 'online', 'society')");

            migrationBuilder.CreateIndex(
                name: "assessment_conference_partnership_id_assessment_id_idx",
                table: "assessment_conference",
                columns: new[] { "partnership_id", "assessment_id" });

            migrationBuilder.CreateIndex(
                name: "assessment_conference_recorded_by_idx",
                table: "assessment_conference",
                column: "recorded_by");

            migrationBuilder.CreateIndex(
                name: "assessment_form_published_by_idx",
                table: "assessment_form",
                column: "published_by");

            migrationBuilder.CreateIndex(
                name: "assessment_goal_edited_by_idx",
                table: "assessment_goal",
                column: "edited_by");

            migrationBuilder.CreateIndex(
                name: "assessment_goal_partnership_id_assessment_id_idx",
                table: "assessment_goal",
                columns: new[] { "partnership_id", "assessment_id" });

            migrationBuilder.CreateIndex(
                name: "assessment_goal_recorded_by_idx",
                table: "assessment_goal",
                column: "recorded_by");

            migrationBuilder.CreateIndex(
                name: "assessment_rater_rater_id_idx",
                table: "assessment_rater",
                column: "rater_id");

            migrationBuilder.CreateIndex(
                name: "assessment_response_edited_by_idx",
                table: "assessment_response",
                column: "edited_by");

            migrationBuilder.CreateIndex(
                name: "assessment_response_partnership_id_assessment_id_idx",
                table: "assessment_response",
                columns: new[] { "partnership_id", "assessment_id" });

            migrationBuilder.CreateIndex(
                name: "assessment_response_partnership_id_goal_id_idx",
                table: "assessment_response",
                columns: new[] { "partnership_id", "goal_id" });

            migrationBuilder.CreateIndex(
                name: "assessment_response_partnership_id_status_due_on_idx",
                table: "assessment_response",
                columns: new[] { "partnership_id", "status", "due_on" });

            migrationBuilder.CreateIndex(
                name: "assessment_response_person_id_idx",
                table: "assessment_response",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "assessment_response_recorded_by_idx",
                table: "assessment_response",
                column: "recorded_by");

            migrationBuilder.CreateIndex(
                name: "assessment_use_edited_by_idx",
                table: "assessment_use",
                column: "edited_by");

            migrationBuilder.CreateIndex(
                name: "assessment_voice_partnership_id_assessment_id_idx",
                table: "assessment_voice",
                columns: new[] { "partnership_id", "assessment_id" });

            migrationBuilder.CreateIndex(
                name: "assessment_voice_recorded_by_idx",
                table: "assessment_voice",
                column: "recorded_by");

            migrationBuilder.Sql($"grant update (weighting_closed_at, change_first, change_first_words) on assessment to {RowSecurity.ApiRole};");
            RowSecurity.Protect(migrationBuilder, "assessment_voice", "select, insert");
            RowSecurity.Protect(migrationBuilder, "assessment_conference", "select, insert");
            RowSecurity.Protect(migrationBuilder, "assessment_form", "select, insert");
            RowSecurity.Protect(migrationBuilder, "assessment_rater", "select, insert, update (version, rated_at)");
            RowSecurity.Protect(migrationBuilder, "assessment_rating", "select, insert, delete");
            RowSecurity.ProtectRatings(migrationBuilder);
            RowSecurity.Protect(
                migrationBuilder, "assessment_goal",
                "select, insert, update (version, side, statement, hope, sign, method, baseline, result, dropped, drop_reason, effort_reason, language_reason, edited_by, edited_at)");
            RowSecurity.Protect(
                migrationBuilder, "assessment_response",
                "select, insert, update (version, what, owner, person_id, due_on, status, reason, language_reason, edited_by, edited_at)");
            RowSecurity.Protect(
                migrationBuilder, "assessment_use",
                "select, insert, update (version, number, used_on, season_note, language_reason, agency, edited_by, edited_at)");
            migrationBuilder.Sql(NamedSql.Read("erase_space_words"));
        }
    }
}
