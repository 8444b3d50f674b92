using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SpacesPlaces.Api.Database.Migrations
{
    /// <inheritdoc />
    public partial class SafetyMaps : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "detail",
                table: "assessment_collection",
                type: "jsonb",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "safety_map_release",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    collection_id = table.Column<Guid>(type: "uuid", nullable: false),
                    time = table.Column<string>(type: "text", nullable: false),
                    least = table.Column<int>(type: "integer", nullable: false),
                    merged = table.Column<string>(type: "jsonb", nullable: false),
                    compared = table.Column<string>(type: "jsonb", nullable: true),
                    released_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("safety_map_release_pkey", x => new { x.partnership_id, x.collection_id, x.time });
                    table.CheckConstraint("safety_map_release_least", "least >= 3");
                    table.CheckConstraint("safety_map_release_time_word", "time in ('day', 'night')");
                    table.ForeignKey(
                        name: "safety_map_release_collection_id_fkey",
                        columns: x => new { x.partnership_id, x.collection_id },
                        principalTable: "assessment_collection",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            // Told once; what changed between rounds comes to it later.
            RowSecurity.Protect(migrationBuilder, "safety_map_release", "select, insert, update (compared)");
            RowSecurity.ProtectOwnMaps(migrationBuilder);
            foreach (var function in (string[])["delete_own_map", "erase_space_words"]) migrationBuilder.Sql(NamedSql.Read(function));
        }
    }
}
