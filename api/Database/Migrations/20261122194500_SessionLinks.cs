using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace SpacesPlaces.Api.Database.Migrations
{
    /// <summary>Which session an incident was seen in, and which partner's file brought a session.</summary>
    [DbContext(typeof(SpacesContext))]
    [Migration("20261122194500_SessionLinks")]
    public sealed class SessionLinks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(name: "outreach_session_id", table: "incident", type: "uuid", nullable: true);
            migrationBuilder.AddColumn<string>(name: "partner", table: "outreach_session", type: "text", nullable: true);
            migrationBuilder.AddColumn<Guid>(name: "upload_id", table: "outreach_session", type: "uuid", nullable: true);
            migrationBuilder.AddCheckConstraint(
                name: "outreach_session_partner_word",
                table: "outreach_session",
                sql: "partner in ('childrens_services', 'ce_team', 'education', 'post_sixteen', 'health', 'police', 'youth_service', 'youth_justice', 'probation', 'childrens_substance_misuse', 'adult_substance_misuse', 'missing_children_service', 'r_ictg', 'licensing', 'housing', 'vawdasv', 'street_pastors', 'event_safety', 'third_sector', 'other')");
            migrationBuilder.CreateIndex(
                name: "incident_of_session",
                table: "incident",
                columns: ["partnership_id", "outreach_session_id"],
                filter: "outreach_session_id is not null");
            // The function that takes a record's place and time away takes the session away too: it tells both.
            migrationBuilder.Sql(NamedSql.Read("coarsen_incident"));
        }
    }
}
