using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace SpacesPlaces.Api.Database.Migrations
{
    /// <summary>The audit's times follow its order, and the ends of all chains can be read for an anchor. Changes no table.</summary>
    [DbContext(typeof(SpacesContext))]
    [Migration("20261122093000_AuditOrder")]
    public sealed class AuditOrder : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(NamedSql.Read("append_audit"));
            // A position, a hash and an id: no content.
            migrationBuilder.Sql("""
                create policy anchors_read_every_head on audit_head for select
                    using (current_setting('spacesplaces.anchors', true) = 'on');
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql("drop policy anchors_read_every_head on audit_head;");
    }
}
