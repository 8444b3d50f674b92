using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SpacesPlaces.Api.Database.Migrations
{
    /// <inheritdoc />
    public partial class FilesInPieces : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "export_format_word",
                table: "export");

            // Files wait for half an hour at most; those of the earlier form are asked for again.
            migrationBuilder.Sql("truncate export_file;");

            migrationBuilder.RenameColumn(
                name: "content",
                table: "export_file",
                newName: "sealed_key");

            migrationBuilder.AddColumn<long>(
                name: "length",
                table: "export_file",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "export_piece",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    export_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("export_piece_pkey", x => new { x.partnership_id, x.export_id, x.number });
                    table.ForeignKey(
                        name: "export_piece_export_id_fkey",
                        columns: x => new { x.partnership_id, x.export_id },
                        principalTable: "export_file",
                        principalColumns: new[] { "partnership_id", "export_id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.AddCheckConstraint(
                name: "export_format_word",
                table: "export",
                sql: "format in ('csv', 'xlsx', 'json', 'html', 'pdf', 'geojson', 'gpkg')");

            RowSecurity.Protect(migrationBuilder, "export_piece", "select, insert");
            // The length is known once the file is written.
            migrationBuilder.Sql($"grant update (length) on export_file to {RowSecurity.ApiRole};");
            // What is sealed cannot be packed.
            migrationBuilder.Sql("alter table export_piece alter column content set storage external;");
        }
    }
}
