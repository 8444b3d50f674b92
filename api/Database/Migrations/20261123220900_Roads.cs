using System;
using Microsoft.EntityFrameworkCore.Migrations;
using NetTopologySuite.Geometries;

#nullable disable

namespace SpacesPlaces.Api.Database.Migrations
{
    /// <inheritdoc />
    public partial class Roads : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterDatabase()
                .Annotation("Npgsql:PostgresExtension:pgrouting", ",,")
                .Annotation("Npgsql:PostgresExtension:postgis", ",,")
                .OldAnnotation("Npgsql:PostgresExtension:postgis", ",,");

            migrationBuilder.CreateTable(
                name: "road",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<int>(type: "integer", nullable: false),
                    edition_id = table.Column<Guid>(type: "uuid", nullable: true),
                    source = table.Column<int>(type: "integer", nullable: false),
                    target = table.Column<int>(type: "integer", nullable: false),
                    length_metres = table.Column<double>(type: "double precision", nullable: false),
                    line = table.Column<LineString>(type: "geometry(LineString,27700)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("road_pkey", x => new { x.partnership_id, x.id });
                    table.CheckConstraint("road_length_sane", "length_metres >= 0 and length_metres <= 200000");
                    table.CheckConstraint("road_line_in_national_grid", "st_xmin(line) >= 0 and st_xmax(line) <= 700000 and st_ymin(line) >= 0 and st_ymax(line) <= 1300000");
                    table.ForeignKey(
                        name: "road_edition_id_fkey",
                        columns: x => new { x.partnership_id, x.edition_id },
                        principalTable: "import_edition",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "road_partnership_id_fkey",
                        column: x => x.partnership_id,
                        principalTable: "partnership",
                        principalColumn: "partnership_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "road_line_idx",
                table: "road",
                column: "line")
                .Annotation("Npgsql:IndexMethod", "gist");

            migrationBuilder.CreateIndex(
                name: "road_partnership_id_edition_id_idx",
                table: "road",
                columns: new[] { "partnership_id", "edition_id" });

            RowSecurity.Protect(migrationBuilder, "road", "select, insert, delete");
        }
    }
}
