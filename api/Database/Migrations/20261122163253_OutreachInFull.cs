using System;
using Microsoft.EntityFrameworkCore.Migrations;
using NetTopologySuite.Geometries;

#nullable disable

namespace SpacesPlaces.Api.Database.Migrations
{
    /// <inheritdoc />
    public partial class OutreachInFull : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "detail",
                table: "outreach_session",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "no_concern",
                table: "outreach_session",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "version",
                table: "outreach_session",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<DateOnly>(
                name: "looked_at_by_panel",
                table: "incident",
                type: "date",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "environment_task",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    point = table.Column<Point>(type: "geometry(Point,27700)", nullable: false),
                    cell_x = table.Column<int>(type: "integer", nullable: true, computedColumnSql: "case when st_x(point) between 0 and 1300000 then floor(st_x(point) / 1000)::integer end", stored: true),
                    cell_y = table.Column<int>(type: "integer", nullable: true, computedColumnSql: "case when st_y(point) between 0 and 1300000 then floor(st_y(point) / 1000)::integer end", stored: true),
                    accuracy_metres = table.Column<double>(type: "double precision", nullable: true),
                    placed_by = table.Column<string>(type: "text", nullable: false),
                    defect = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    owner = table.Column<string>(type: "text", nullable: false),
                    note = table.Column<string>(type: "text", nullable: true),
                    note_language = table.Column<string>(type: "text", nullable: true),
                    due = table.Column<DateOnly>(type: "date", nullable: true),
                    session_id = table.Column<Guid>(type: "uuid", nullable: true),
                    agency = table.Column<string>(type: "text", nullable: false),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    content_sha256 = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("environment_task_pkey", x => new { x.partnership_id, x.id });
                    table.CheckConstraint("environment_task_accuracy_sane", "accuracy_metres >= 0 and accuracy_metres <= 100000");
                    table.CheckConstraint("environment_task_agency_word", "agency in ('childrens_services', 'ce_team', 'education', 'post_sixteen', 'health', 'police', 'youth_service', 'youth_justice', 'probation', 'childrens_substance_misuse', 'adult_substance_misuse', 'missing_children_service', 'r_ictg', 'licensing', 'housing', 'vawdasv', 'street_pastors', 'event_safety', 'third_sector', 'other')");
                    table.CheckConstraint("environment_task_defect_word", "defect in ('light_broken', 'no_light', 'overgrown', 'hidden_corner', 'broken_shelter', 'broken_fence', 'camera_broken', 'no_signal', 'needles_or_glass', 'water_hazard', 'other')");
                    table.CheckConstraint("environment_task_note_has_a_language", "(note is null) = (note_language is null)");
                    table.CheckConstraint("environment_task_note_length", "char_length(note) <= 500");
                    table.CheckConstraint("environment_task_owner_word", "owner in ('childrens_services', 'ce_team', 'education', 'post_sixteen', 'health', 'police', 'youth_service', 'youth_justice', 'probation', 'childrens_substance_misuse', 'adult_substance_misuse', 'missing_children_service', 'r_ictg', 'licensing', 'housing', 'vawdasv', 'street_pastors', 'event_safety', 'third_sector', 'other')");
                    table.CheckConstraint("environment_task_placed_by_word", "placed_by in ('pin', 'gps', 'place', 'grid_ref', 'cell')");
                    table.CheckConstraint("environment_task_point_in_national_grid", "point is null or (st_x(point) between 0 and 700000 and st_y(point) between 0 and 1300000)");
                    table.CheckConstraint("environment_task_point_not_at_origin", "point is null or not (st_x(point) = 0 and st_y(point) = 0)");
                    table.CheckConstraint("environment_task_point_not_empty", "point is null or not st_isempty(point)");
                    table.CheckConstraint("environment_task_status_word", "status in ('open', 'with_owner', 'done', 'not_done')");
                    table.CheckConstraint("environment_task_version_positive", "version >= 1");
                    table.ForeignKey(
                        name: "environment_task_partnership_id_fkey",
                        column: x => x.partnership_id,
                        principalTable: "partnership",
                        principalColumn: "partnership_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "environment_task_recorded_by_fkey",
                        column: x => x.recorded_by,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "outreach_revision",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<string>(type: "jsonb", nullable: false),
                    replaced_by = table.Column<Guid>(type: "uuid", nullable: false),
                    replaced_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("outreach_revision_pkey", x => new { x.partnership_id, x.session_id, x.version });
                    table.ForeignKey(
                        name: "outreach_revision_session_id_fkey",
                        columns: x => new { x.partnership_id, x.session_id },
                        principalTable: "outreach_session",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "environment_task_step",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    owner = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    agency = table.Column<string>(type: "text", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("environment_task_step_pkey", x => new { x.partnership_id, x.task_id, x.version });
                    table.CheckConstraint("environment_task_step_agency_word", "agency in ('childrens_services', 'ce_team', 'education', 'post_sixteen', 'health', 'police', 'youth_service', 'youth_justice', 'probation', 'childrens_substance_misuse', 'adult_substance_misuse', 'missing_children_service', 'r_ictg', 'licensing', 'housing', 'vawdasv', 'street_pastors', 'event_safety', 'third_sector', 'other')");
                    table.CheckConstraint("environment_task_step_owner_word", "owner in ('childrens_services', 'ce_team', 'education', 'post_sixteen', 'health', 'police', 'youth_service', 'youth_justice', 'probation', 'childrens_substance_misuse', 'adult_substance_misuse', 'missing_children_service', 'r_ictg', 'licensing', 'housing', 'vawdasv', 'street_pastors', 'event_safety', 'third_sector', 'other')");
                    table.CheckConstraint("environment_task_step_reason_length", "char_length(reason) <= 500");
                    table.CheckConstraint("environment_task_step_status_word", "status in ('open', 'with_owner', 'done', 'not_done')");
                    table.ForeignKey(
                        name: "environment_task_step_by_fkey",
                        column: x => x.by,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "environment_task_step_task_id_fkey",
                        columns: x => new { x.partnership_id, x.task_id },
                        principalTable: "environment_task",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.AddCheckConstraint(
                name: "outreach_session_version_positive",
                table: "outreach_session",
                sql: "version >= 1");

            migrationBuilder.CreateIndex(
                name: "environment_task_cell",
                table: "environment_task",
                columns: new[] { "partnership_id", "cell_x", "cell_y" });

            migrationBuilder.CreateIndex(
                name: "environment_task_partnership_id_status_due_idx",
                table: "environment_task",
                columns: new[] { "partnership_id", "status", "due" });

            migrationBuilder.CreateIndex(
                name: "environment_task_point_idx",
                table: "environment_task",
                column: "point")
                .Annotation("Npgsql:IndexMethod", "gist");

            migrationBuilder.CreateIndex(
                name: "environment_task_recorded_by_idx",
                table: "environment_task",
                column: "recorded_by");

            migrationBuilder.CreateIndex(
                name: "environment_task_step_by_idx",
                table: "environment_task_step",
                column: "by");

            RowSecurity.Grant(migrationBuilder, "outreach_session", "update (version, point, started_at, ended_at, staff, spoken_to, no_concern, detail)");
            RowSecurity.Protect(migrationBuilder, "outreach_revision", "select, insert");
            RowSecurity.Protect(migrationBuilder, "environment_task", "select, insert, update (version, status, owner, due)");
            RowSecurity.Protect(migrationBuilder, "environment_task_step", "select, insert");
        }
    }
}
