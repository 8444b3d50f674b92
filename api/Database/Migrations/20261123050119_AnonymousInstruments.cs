using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SpacesPlaces.Api.Database.Migrations
{
    /// <inheritdoc />
    public partial class AnonymousInstruments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "assessment_collection",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    assessment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    instrument = table.Column<string>(type: "text", nullable: false),
                    wording = table.Column<int>(type: "integer", nullable: false),
                    opens_on = table.Column<DateOnly>(type: "date", nullable: false),
                    closes_on = table.Column<DateOnly>(type: "date", nullable: false),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    token_sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    names_place = table.Column<bool>(type: "boolean", nullable: false),
                    place_name_en = table.Column<string>(type: "text", nullable: true),
                    place_name_cy = table.Column<string>(type: "text", nullable: true),
                    agency = table.Column<string>(type: "text", nullable: false),
                    opened_by = table.Column<Guid>(type: "uuid", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("assessment_collection_pkey", x => new { x.partnership_id, x.id });
                    table.CheckConstraint("assessment_collection_agency_word", "agency in ('childrens_services', 'ce_team', 'education', 'post_sixteen', 'health', 'police', 'youth_service', 'youth_justice', 'probation', 'childrens_substance_misuse', 'adult_substance_misuse', 'missing_children_service', 'r_ictg', 'licensing', 'housing', 'vawdasv', 'street_pastors', 'event_safety', 'third_sector', 'other')");
                    table.CheckConstraint("assessment_collection_days", "opens_on <= closes_on");
                    table.CheckConstraint("assessment_collection_instrument_word", "instrument in ('observation_day', 'observation_night', 'survey_young_people', 'survey_residents', 'survey_businesses', 'safety_map', 'guardianship_map', 'conversation')");
                    table.CheckConstraint("assessment_collection_round_not_negative", "round >= 0");
                    table.CheckConstraint("assessment_collection_token_length", "octet_length(token_sha256) = 32");
                    table.ForeignKey(
                        name: "assessment_collection_assessment_id_fkey",
                        columns: x => new { x.partnership_id, x.assessment_id },
                        principalTable: "assessment",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "assessment_collection_opened_by_fkey",
                        column: x => x.opened_by,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "collection_answer",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    collection_id = table.Column<Guid>(type: "uuid", nullable: false),
                    detail = table.Column<string>(type: "jsonb", nullable: false),
                    keyed = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("collection_answer_pkey", x => new { x.partnership_id, x.id });
                    table.CheckConstraint("collection_answer_detail_object", "jsonb_typeof(detail) = 'object'");
                    table.ForeignKey(
                        name: "collection_answer_collection_id_fkey",
                        columns: x => new { x.partnership_id, x.collection_id },
                        principalTable: "assessment_collection",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "collection_ballot",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    collection_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ballot_sha256 = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("collection_ballot_pkey", x => new { x.partnership_id, x.collection_id, x.ballot_sha256 });
                    table.ForeignKey(
                        name: "collection_ballot_collection_id_fkey",
                        columns: x => new { x.partnership_id, x.collection_id },
                        principalTable: "assessment_collection",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "assessment_collection_opened_by_idx",
                table: "assessment_collection",
                column: "opened_by");

            migrationBuilder.CreateIndex(
                name: "assessment_collection_partnership_id_assessment_id_round_instrument_idx",
                table: "assessment_collection",
                columns: new[] { "partnership_id", "assessment_id", "round", "instrument" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "assessment_collection_token_sha256_idx",
                table: "assessment_collection",
                column: "token_sha256");

            migrationBuilder.CreateIndex(
                name: "collection_answer_partnership_id_collection_id_idx",
                table: "collection_answer",
                columns: new[] { "partnership_id", "collection_id" });

            RowSecurity.Protect(migrationBuilder, "assessment_collection", "select, insert, update");
            RowSecurity.Protect(migrationBuilder, "collection_ballot", "select, insert, delete");
            // What somebody answered is never changed, and taken away by the closing and by an erasure alone.
            RowSecurity.Protect(migrationBuilder, "collection_answer", "select, insert");
            RowSecurity.ProtectCollections(migrationBuilder);
            foreach (var function in (string[])["close_collection", "collection_has_enough", "erase_space_words"]) migrationBuilder.Sql(NamedSql.Read(function));
        }
    }
}
