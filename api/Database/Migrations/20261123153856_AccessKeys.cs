using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SpacesPlaces.Api.Database.Migrations
{
    /// <inheritdoc />
    public partial class AccessKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "access_key",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    purpose = table.Column<string>(type: "text", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false),
                    agency = table.Column<string>(type: "text", nullable: false),
                    secret_sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    security_stamp = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_on = table.Column<DateOnly>(type: "date", nullable: false),
                    last_used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("access_key_pkey", x => new { x.partnership_id, x.id });
                    table.CheckConstraint("access_key_agency_word", "agency in ('childrens_services', 'ce_team', 'education', 'post_sixteen', 'health', 'police', 'youth_service', 'youth_justice', 'probation', 'childrens_substance_misuse', 'adult_substance_misuse', 'missing_children_service', 'r_ictg', 'licensing', 'housing', 'vawdasv', 'street_pastors', 'event_safety', 'third_sector', 'other')");
                    table.CheckConstraint("access_key_ends_soon", "ends_on <= (created_at at time zone 'UTC')::date + 91");
                    table.CheckConstraint("access_key_name_length", "char_length(name) between 1 and 60");
                    table.CheckConstraint("access_key_purpose_word", "purpose in ('panel_preparation', 'safeguarding_child', 'space_assessment', 'outreach_planning', 'data_quality', 'subject_access', 'governance')");
                    table.CheckConstraint("access_key_role_word", "role in ('reporter', 'youth_lead', 'analyst', 'mace_member', 'mace_chair', 'planner', 'assessor', 'data_protection', 'admin')");
                    table.ForeignKey(
                        name: "access_key_account_id_fkey",
                        columns: x => new { x.partnership_id, x.account_id },
                        principalTable: "membership",
                        principalColumns: new[] { "partnership_id", "account_id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "access_key_partnership_id_account_id_idx",
                table: "access_key",
                columns: new[] { "partnership_id", "account_id" });

            RowSecurity.Protect(migrationBuilder, "access_key", "select, insert, update (last_used_at, revoked_at)");
            migrationBuilder.Sql(NamedSql.Read("drop_aged"));
        }
    }
}
