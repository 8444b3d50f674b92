using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SpacesPlaces.Api.Database.Migrations
{
    /// <inheritdoc />
    public partial class Photos : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "photo",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: true),
                    session_id = table.Column<Guid>(type: "uuid", nullable: true),
                    task_id = table.Column<Guid>(type: "uuid", nullable: true),
                    position = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    sent_sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    sent_bytes = table.Column<int>(type: "integer", nullable: false),
                    announced_by = table.Column<Guid>(type: "uuid", nullable: false),
                    announced_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    content_sha256 = table.Column<byte[]>(type: "bytea", nullable: true),
                    bytes = table.Column<int>(type: "integer", nullable: true),
                    width = table.Column<int>(type: "integer", nullable: true),
                    height = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("photo_pkey", x => new { x.partnership_id, x.id });
                    table.CheckConstraint("photo_name_length", "char_length(name) between 1 and 120");
                    table.CheckConstraint("photo_of_one_record", "num_nonnulls(incident_id, session_id, task_id) = 1");
                    table.CheckConstraint("photo_position_sane", "position between 0 and 4");
                    table.CheckConstraint("photo_received_whole", "num_nonnulls(received_at, content_sha256, bytes, width, height) in (0, 5)");
                    table.CheckConstraint("photo_size_sane", "sent_bytes between 1 and 2097152 and width between 1 and 65535 and height between 1 and 65535");
                    table.ForeignKey(
                        name: "photo_announced_by_fkey",
                        column: x => x.announced_by,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "photo_incident_id_fkey",
                        columns: x => new { x.partnership_id, x.incident_id },
                        principalTable: "incident",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "photo_partnership_id_fkey",
                        column: x => x.partnership_id,
                        principalTable: "partnership",
                        principalColumn: "partnership_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "photo_session_id_fkey",
                        columns: x => new { x.partnership_id, x.session_id },
                        principalTable: "outreach_session",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "photo_task_id_fkey",
                        columns: x => new { x.partnership_id, x.task_id },
                        principalTable: "environment_task",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "photo_content",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    photo_id = table.Column<Guid>(type: "uuid", nullable: false),
                    jpeg = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("photo_content_pkey", x => new { x.partnership_id, x.photo_id });
                    table.ForeignKey(
                        name: "photo_content_photo_id_fkey",
                        columns: x => new { x.partnership_id, x.photo_id },
                        principalTable: "photo",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "photo_announced_by_idx",
                table: "photo",
                column: "announced_by");

            migrationBuilder.CreateIndex(
                name: "photo_partnership_id_incident_id_idx",
                table: "photo",
                columns: new[] { "partnership_id", "incident_id" });

            migrationBuilder.CreateIndex(
                name: "photo_partnership_id_session_id_idx",
                table: "photo",
                columns: new[] { "partnership_id", "session_id" });

            migrationBuilder.CreateIndex(
                name: "photo_partnership_id_task_id_idx",
                table: "photo",
                columns: new[] { "partnership_id", "task_id" });

            // The picture is written once: no right to change it or take it away is given.
            RowSecurity.Protect(migrationBuilder, "photo", "select, insert, update (received_at, content_sha256, bytes, width, height)");
            RowSecurity.Protect(migrationBuilder, "photo_content", "select, insert");
            RowSecurity.ProtectPhotos(migrationBuilder);
            foreach (var name in (string[])["forget_what_hangs_on", "erase_session_words"]) migrationBuilder.Sql(NamedSql.Read(name));
        }
    }
}
