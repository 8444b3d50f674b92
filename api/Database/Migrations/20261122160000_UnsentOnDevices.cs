using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace SpacesPlaces.Api.Database.Migrations
{
    /// <summary>How many records a device said were waiting on it, at the session that said so.</summary>
    [DbContext(typeof(SpacesContext))]
    [Migration("20261122160000_UnsentOnDevices")]
    public sealed class UnsentOnDevices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(name: "device_id", table: "session", type: "uuid", nullable: true);
            migrationBuilder.AddColumn<int>(name: "unsent", table: "session", type: "integer", nullable: true);
            migrationBuilder.AddColumn<DateTimeOffset>(name: "unsent_said_at", table: "session", type: "timestamp with time zone", nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var column in (string[])["device_id", "unsent", "unsent_said_at"])
                migrationBuilder.DropColumn(name: column, table: "session");
        }
    }
}
