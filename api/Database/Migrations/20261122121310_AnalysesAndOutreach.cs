using System;
using Microsoft.EntityFrameworkCore.Migrations;
using NetTopologySuite.Geometries;

#nullable disable

namespace SpacesPlaces.Api.Database.Migrations
{
    /// <inheritdoc />
    public partial class AnalysesAndOutreach : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "case_closed_month",
                table: "child",
                type: "date",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "analysis",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    window_from = table.Column<DateOnly>(type: "date", nullable: false),
                    window_to = table.Column<DateOnly>(type: "date", nullable: false),
                    request = table.Column<string>(type: "jsonb", nullable: false),
                    method = table.Column<string>(type: "text", nullable: false),
                    method_version = table.Column<string>(type: "text", nullable: false),
                    seed = table.Column<string>(type: "text", nullable: true),
                    input_digest = table.Column<byte[]>(type: "bytea", nullable: false),
                    facts = table.Column<string>(type: "jsonb", nullable: false),
                    too_few = table.Column<bool>(type: "boolean", nullable: false),
                    caveats = table.Column<string[]>(type: "text[]", nullable: false),
                    result = table.Column<string>(type: "json", nullable: true),
                    created_by = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    shown_to_panel_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("analysis_pkey", x => new { x.partnership_id, x.id });
                    table.CheckConstraint("analysis_subject_word", "subject in ('harm', 'context')");
                    table.ForeignKey(
                        name: "analysis_partnership_id_fkey",
                        column: x => x.partnership_id,
                        principalTable: "partnership",
                        principalColumn: "partnership_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "incident_change",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: false),
                    changed_in = table.Column<ulong>(type: "xid8", nullable: false, defaultValueSql: "pg_current_xact_id()"),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("incident_change_pkey", x => new { x.partnership_id, x.changed_in, x.incident_id });
                    table.ForeignKey(
                        name: "incident_change_partnership_id_fkey",
                        column: x => x.partnership_id,
                        principalTable: "partnership",
                        principalColumn: "partnership_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "outreach_session",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    point = table.Column<Point>(type: "geometry(Point,27700)", nullable: false),
                    cell_x = table.Column<int>(type: "integer", nullable: true, computedColumnSql: "case when st_x(point) between 0 and 1300000 then floor(st_x(point) / 1000)::integer end", stored: true),
                    cell_y = table.Column<int>(type: "integer", nullable: true, computedColumnSql: "case when st_y(point) between 0 and 1300000 then floor(st_y(point) / 1000)::integer end", stored: true),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    staff = table.Column<int>(type: "integer", nullable: false),
                    spoken_to = table.Column<int>(type: "integer", nullable: false),
                    agency = table.Column<string>(type: "text", nullable: false),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    content_sha256 = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("outreach_session_pkey", x => new { x.partnership_id, x.id });
                    table.CheckConstraint("outreach_session_agency_word", "agency in ('childrens_services', 'ce_team', 'education', 'post_sixteen', 'health', 'police', 'youth_service', 'youth_justice', 'probation', 'childrens_substance_misuse', 'adult_substance_misuse', 'missing_children_service', 'r_ictg', 'licensing', 'housing', 'vawdasv', 'street_pastors', 'event_safety', 'third_sector', 'other')");
                    table.CheckConstraint("outreach_session_counts_sane", "staff between 1 and 50 and spoken_to between 0 and 10000");
                    table.CheckConstraint("outreach_session_point_in_national_grid", "point is null or (st_x(point) between 0 and 700000 and st_y(point) between 0 and 1300000)");
                    table.CheckConstraint("outreach_session_point_not_at_origin", "point is null or not (st_x(point) = 0 and st_y(point) = 0)");
                    table.CheckConstraint("outreach_session_point_not_empty", "point is null or not st_isempty(point)");
                    table.CheckConstraint("outreach_session_times_in_order", "ended_at > started_at and ended_at <= started_at + interval '24 hours'");
                    table.ForeignKey(
                        name: "outreach_session_partnership_id_fkey",
                        column: x => x.partnership_id,
                        principalTable: "partnership",
                        principalColumn: "partnership_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "outreach_session_recorded_by_fkey",
                        column: x => x.recorded_by,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.AddCheckConstraint(
                name: "child_case_closed_month_is_a_month",
                table: "child",
                sql: "extract(day from case_closed_month) = 1");

            migrationBuilder.CreateIndex(
                name: "analysis_partnership_id_created_at_idx",
                table: "analysis",
                columns: new[] { "partnership_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "outreach_session_cell",
                table: "outreach_session",
                columns: new[] { "partnership_id", "cell_x", "cell_y" });

            migrationBuilder.CreateIndex(
                name: "outreach_session_point_idx",
                table: "outreach_session",
                column: "point")
                .Annotation("Npgsql:IndexMethod", "gist");

            migrationBuilder.CreateIndex(
                name: "outreach_session_partnership_id_started_at_idx",
                table: "outreach_session",
                columns: new[] { "partnership_id", "started_at" });

            migrationBuilder.CreateIndex(
                name: "outreach_session_recorded_by_idx",
                table: "outreach_session",
                column: "recorded_by");

            foreach (var name in (string[])["forget_what_hangs_on", "drop_aged"]) migrationBuilder.Sql(NamedSql.Read(name));
            RowSecurity.Protect(migrationBuilder, "analysis", "select, insert, update (shown_to_panel_at)");
            RowSecurity.Protect(migrationBuilder, "incident_change", "select, insert");
            RowSecurity.Protect(migrationBuilder, "outreach_session", "select, insert");
            RowSecurity.Grant(migrationBuilder, "child", "update (case_closed_month)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "analysis");

            migrationBuilder.DropTable(
                name: "incident_change");

            migrationBuilder.DropTable(
                name: "outreach_session");

            migrationBuilder.DropCheckConstraint(
                name: "child_case_closed_month_is_a_month",
                table: "child");

            migrationBuilder.DropColumn(
                name: "case_closed_month",
                table: "child");
        }
    }
}
