using System;
using Microsoft.EntityFrameworkCore.Migrations;
using NetTopologySuite.Geometries;

#nullable disable

namespace SpacesPlaces.Api.Database.Migrations
{
    /// <inheritdoc />
    public partial class EarlierNamesAndAreas : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "content_sha256",
                table: "space_move",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "id",
                table: "space_move",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "space_earlier",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    space_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: true),
                    name_cy = table.Column<string>(type: "text", nullable: true),
                    local_names = table.Column<string[]>(type: "text[]", nullable: false),
                    shape = table.Column<Geometry>(type: "geometry(Geometry,27700)", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false),
                    language_reason = table.Column<string>(type: "text", nullable: true),
                    agency = table.Column<string>(type: "text", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("space_earlier_pkey", x => new { x.partnership_id, x.space_id, x.version });
                    table.CheckConstraint("space_earlier_agency_word", "agency in ('childrens_services', 'ce_team', 'education', 'post_sixteen', 'health', 'police', 'youth_service', 'youth_justice', 'probation', 'childrens_substance_misuse', 'adult_substance_misuse', 'missing_children_service', 'r_ictg', 'licensing', 'housing', 'vawdasv', 'street_pastors', 'event_safety', 'third_sector', 'other')");
                    table.CheckConstraint("space_earlier_name_length", "char_length(name_en) <= 120 and char_length(name_cy) <= 120");
                    table.CheckConstraint("space_earlier_reason_length", "char_length(reason) between 1 and 1000");
                    table.CheckConstraint("space_earlier_shape_in_national_grid", "shape is null or (st_xmin(shape) >= 0 and st_ymin(shape) >= 0 and st_xmax(shape) <= 700000 and st_ymax(shape) <= 1300000)");
                    table.CheckConstraint("space_earlier_shape_is_area", "shape is null or st_geometrytype(shape) in ('ST_Polygon', 'ST_MultiPolygon')");
                    table.CheckConstraint("space_earlier_shape_valid", "shape is null or (not st_isempty(shape) and st_isvalid(shape))");
                    table.ForeignKey(
                        name: "space_earlier_changed_by_fkey",
                        column: x => x.changed_by,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "space_earlier_space_id_fkey",
                        columns: x => new { x.partnership_id, x.space_id },
                        principalTable: "space",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "space_move_partnership_id_id_idx",
                table: "space_move",
                columns: new[] { "partnership_id", "id" },
                unique: true);

            migrationBuilder.AddCheckConstraint(
                name: "space_move_sent_has_digest",
                table: "space_move",
                sql: "(id is null) = (content_sha256 is null)");

            migrationBuilder.CreateIndex(
                name: "space_earlier_changed_by_idx",
                table: "space_earlier",
                column: "changed_by");

            migrationBuilder.CreateIndex(
                name: "space_earlier_shape_idx",
                table: "space_earlier",
                column: "shape")
                .Annotation("Npgsql:IndexMethod", "gist");

            RowSecurity.Protect(migrationBuilder, "space_earlier", "select, insert");
            migrationBuilder.Sql(NamedSql.Read("erase_space_words"));
        }
    }
}
