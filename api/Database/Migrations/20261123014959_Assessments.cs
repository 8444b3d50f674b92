using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SpacesPlaces.Api.Database.Migrations
{
    /// <inheritdoc />
    public partial class Assessments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "assessment",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    space_id = table.Column<Guid>(type: "uuid", nullable: false),
                    form_version = table.Column<int>(type: "integer", nullable: false),
                    lead_id = table.Column<Guid>(type: "uuid", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    review_on = table.Column<DateOnly>(type: "date", nullable: false),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    agency = table.Column<string>(type: "text", nullable: false),
                    opened_by = table.Column<Guid>(type: "uuid", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    content_sha256 = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("assessment_pkey", x => new { x.partnership_id, x.id });
                    table.CheckConstraint("assessment_agency_word", "agency in ('childrens_services', 'ce_team', 'education', 'post_sixteen', 'health', 'police', 'youth_service', 'youth_justice', 'probation', 'childrens_substance_misuse', 'adult_substance_misuse', 'missing_children_service', 'r_ictg', 'licensing', 'housing', 'vawdasv', 'street_pastors', 'event_safety', 'third_sector', 'other')");
                    table.CheckConstraint("assessment_ended_when_it_is_over", "(ended_on is not null) = (status in ('closed_safer', 'closed_no_change', 'stepped_down', 'escalated'))");
                    table.CheckConstraint("assessment_round_not_negative", "round >= 0");
                    table.CheckConstraint("assessment_status_word", "status in ('draft', 'scoping', 'gathering', 'reflection', 'goals_set', 'conference', 'plan_agreed', 'delivering', 'review', 'closed_safer', 'closed_no_change', 'stepped_down', 'escalated')");
                    table.CheckConstraint("assessment_version_positive", "version >= 1");
                    table.ForeignKey(
                        name: "assessment_lead_id_fkey",
                        column: x => x.lead_id,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "assessment_opened_by_fkey",
                        column: x => x.opened_by,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "assessment_partnership_id_fkey",
                        column: x => x.partnership_id,
                        principalTable: "partnership",
                        principalColumn: "partnership_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "assessment_space_id_fkey",
                        columns: x => new { x.partnership_id, x.space_id },
                        principalTable: "space",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "assessment_answer",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    assessment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    prompt = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "text", nullable: true),
                    rating = table.Column<string>(type: "text", nullable: true),
                    source = table.Column<string>(type: "text", nullable: true),
                    grade = table.Column<string>(type: "text", nullable: true),
                    ticked = table.Column<bool>(type: "boolean", nullable: true),
                    language_reason = table.Column<string>(type: "text", nullable: true),
                    agency = table.Column<string>(type: "text", nullable: false),
                    edited_by = table.Column<Guid>(type: "uuid", nullable: false),
                    edited_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    content_sha256 = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("assessment_answer_pkey", x => new { x.partnership_id, x.assessment_id, x.prompt });
                    table.CheckConstraint("assessment_answer_agency_word", "agency in ('childrens_services', 'ce_team', 'education', 'post_sixteen', 'health', 'police', 'youth_service', 'youth_justice', 'probation', 'childrens_substance_misuse', 'adult_substance_misuse', 'missing_children_service', 'r_ictg', 'licensing', 'housing', 'vawdasv', 'street_pastors', 'event_safety', 'third_sector', 'other')");
                    table.CheckConstraint("assessment_answer_grade_word", "grade in ('first_hand', 'second_hand', 'unverified')");
                    table.CheckConstraint("assessment_answer_rating_word", "rating in ('strength', 'mixed', 'concern', 'not_known')");
                    table.CheckConstraint("assessment_answer_source_word", "source in ('practitioner_observed', 'child_told_us', 'parent', 'community', 'business', 'partner_report', 'police_record')");
                    table.CheckConstraint("assessment_answer_text_length", "char_length(text) between 1 and 4000");
                    table.CheckConstraint("assessment_answer_version_positive", "version >= 1");
                    table.ForeignKey(
                        name: "assessment_answer_assessment_id_fkey",
                        columns: x => new { x.partnership_id, x.assessment_id },
                        principalTable: "assessment",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "assessment_answer_edited_by_fkey",
                        column: x => x.edited_by,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "assessment_step",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    assessment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    from_status = table.Column<string>(type: "text", nullable: true),
                    to_status = table.Column<string>(type: "text", nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    language_reason = table.Column<string>(type: "text", nullable: true),
                    review_on = table.Column<DateOnly>(type: "date", nullable: false),
                    agency = table.Column<string>(type: "text", nullable: false),
                    moved_by = table.Column<Guid>(type: "uuid", nullable: false),
                    moved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("assessment_step_pkey", x => new { x.partnership_id, x.assessment_id, x.version });
                    table.CheckConstraint("assessment_step_agency_word", "agency in ('childrens_services', 'ce_team', 'education', 'post_sixteen', 'health', 'police', 'youth_service', 'youth_justice', 'probation', 'childrens_substance_misuse', 'adult_substance_misuse', 'missing_children_service', 'r_ictg', 'licensing', 'housing', 'vawdasv', 'street_pastors', 'event_safety', 'third_sector', 'other')");
                    table.CheckConstraint("assessment_step_from_status_word", "from_status in ('draft', 'scoping', 'gathering', 'reflection', 'goals_set', 'conference', 'plan_agreed', 'delivering', 'review', 'closed_safer', 'closed_no_change', 'stepped_down', 'escalated')");
                    table.CheckConstraint("assessment_step_reason_length", "char_length(reason) between 1 and 1000");
                    table.CheckConstraint("assessment_step_to_status_word", "to_status in ('draft', 'scoping', 'gathering', 'reflection', 'goals_set', 'conference', 'plan_agreed', 'delivering', 'review', 'closed_safer', 'closed_no_change', 'stepped_down', 'escalated')");
                    table.ForeignKey(
                        name: "assessment_step_assessment_id_fkey",
                        columns: x => new { x.partnership_id, x.assessment_id },
                        principalTable: "assessment",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "assessment_step_moved_by_fkey",
                        column: x => x.moved_by,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "assessment_lead_id_idx",
                table: "assessment",
                column: "lead_id");

            migrationBuilder.CreateIndex(
                name: "assessment_one_open",
                table: "assessment",
                columns: new[] { "partnership_id", "space_id" },
                unique: true,
                filter: "ended_on is null");

            migrationBuilder.CreateIndex(
                name: "assessment_opened_by_idx",
                table: "assessment",
                column: "opened_by");

            migrationBuilder.CreateIndex(
                name: "assessment_partnership_id_space_id_idx",
                table: "assessment",
                columns: new[] { "partnership_id", "space_id" });

            migrationBuilder.CreateIndex(
                name: "assessment_answer_edited_by_idx",
                table: "assessment_answer",
                column: "edited_by");

            migrationBuilder.CreateIndex(
                name: "assessment_step_moved_by_idx",
                table: "assessment_step",
                column: "moved_by");

            RowSecurity.Protect(
                migrationBuilder, "assessment", "select, insert, update (version, lead_id, status, round, review_on, ended_on)");
            RowSecurity.Protect(migrationBuilder, "assessment_step", "select, insert");
            RowSecurity.Protect(
                migrationBuilder, "assessment_answer",
                "select, insert, update (version, text, rating, source, grade, ticked, language_reason, agency, edited_by, edited_at, content_sha256)");
            migrationBuilder.Sql(NamedSql.Read("erase_space_words"));
        }
    }
}
