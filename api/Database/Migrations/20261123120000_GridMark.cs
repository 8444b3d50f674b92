using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace SpacesPlaces.Api.Database.Migrations
{
    /// <summary>A database remembers that its positions were placed by OSTN15.</summary>
    [DbContext(typeof(SpacesContext))]
    [Migration("20261123120000_GridMark")]
    public sealed class GridMark : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql("alter table environment add column grid text check (grid = 'ostn15');");

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql("alter table environment drop column grid;");
    }
}
