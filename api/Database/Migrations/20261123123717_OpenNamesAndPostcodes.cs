using System;
using Microsoft.EntityFrameworkCore.Migrations;
using NetTopologySuite.Geometries;

#nullable disable

namespace SpacesPlaces.Api.Database.Migrations
{
    /// <inheritdoc />
    public partial class OpenNamesAndPostcodes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "incident_placed_by_word",
                table: "incident");

            migrationBuilder.DropCheckConstraint(
                name: "environment_task_placed_by_word",
                table: "environment_task");

            migrationBuilder.AddColumn<Guid>(
                name: "edition_id",
                table: "place",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "gone",
                table: "place",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<double>(
                name: "reach_metres",
                table: "place",
                type: "double precision",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "postcode_unit",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    postcode = table.Column<string>(type: "text", nullable: false),
                    edition_id = table.Column<Guid>(type: "uuid", nullable: false),
                    point = table.Column<Point>(type: "geometry(Point,27700)", nullable: false),
                    cell_x = table.Column<int>(type: "integer", nullable: true, computedColumnSql: "case when st_x(point) between 0 and 1300000 then floor(st_x(point) / 1000)::integer end", stored: true),
                    cell_y = table.Column<int>(type: "integer", nullable: true, computedColumnSql: "case when st_y(point) between 0 and 1300000 then floor(st_y(point) / 1000)::integer end", stored: true),
                    reach_metres = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("postcode_unit_pkey", x => new { x.partnership_id, x.postcode });
                    table.CheckConstraint("postcode_unit_is_no_place", "reach_metres between 101 and 10000");
                    table.CheckConstraint("postcode_unit_point_in_national_grid", "point is null or (st_x(point) between 0 and 700000 and st_y(point) between 0 and 1300000)");
                    table.CheckConstraint("postcode_unit_point_not_at_origin", "point is null or not (st_x(point) = 0 and st_y(point) = 0)");
                    table.CheckConstraint("postcode_unit_point_not_empty", "point is null or not st_isempty(point)");
                    table.ForeignKey(
                        name: "postcode_unit_edition_id_fkey",
                        columns: x => new { x.partnership_id, x.edition_id },
                        principalTable: "import_edition",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "place_partnership_id_edition_id_idx",
                table: "place",
                columns: new[] { "partnership_id", "edition_id" });

            migrationBuilder.AddCheckConstraint(
                name: "place_gone_from_an_edition",
                table: "place",
                sql: "edition_id is not null or not gone");

            migrationBuilder.AddCheckConstraint(
                name: "place_reach_sane",
                table: "place",
                sql: "reach_metres > 0 and reach_metres <= 100000");

            migrationBuilder.AddCheckConstraint(
                name: "incident_placed_by_word",
                table: "incident",
                sql: "placed_by in ('pin', 'gps', 'place', 'grid_ref', 'cell', 'postcode')");

            migrationBuilder.AddCheckConstraint(
                name: "environment_task_placed_by_word",
                table: "environment_task",
                sql: "placed_by in ('pin', 'gps', 'place', 'grid_ref', 'cell', 'postcode')");

            migrationBuilder.CreateIndex(
                name: "postcode_unit_partnership_id_cell_x_cell_y_idx",
                table: "postcode_unit",
                columns: new[] { "partnership_id", "cell_x", "cell_y" });

            migrationBuilder.CreateIndex(
                name: "postcode_unit_partnership_id_edition_id_idx",
                table: "postcode_unit",
                columns: new[] { "partnership_id", "edition_id" });

            migrationBuilder.CreateIndex(
                name: "postcode_unit_point_idx",
                table: "postcode_unit",
                column: "point")
                .Annotation("Npgsql:IndexMethod", "gist");

            migrationBuilder.AddForeignKey(
                name: "place_edition_id_fkey",
                table: "place",
                columns: new[] { "partnership_id", "edition_id" },
                principalTable: "import_edition",
                principalColumns: new[] { "partnership_id", "id" },
                onDelete: ReferentialAction.Restrict);

            RowSecurity.Protect(migrationBuilder, "postcode_unit", "select, insert, update, delete");
        }
    }
}
