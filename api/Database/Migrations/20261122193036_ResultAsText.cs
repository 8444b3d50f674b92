using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SpacesPlaces.Api.Database.Migrations
{
    /// <summary>What came out of an analysis is text: the database does not read through megabytes that it only keeps.</summary>
    public partial class ResultAsText : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "result",
                table: "analysis",
                type: "text",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "json",
                oldNullable: true);
            // How a column is packed is forgotten with its type; a server that was built without it goes on as before.
            migrationBuilder.Sql("""
                do $$ begin
                    alter table analysis alter column result set compression lz4;
                exception when feature_not_supported then null;
                end $$;
                """);
        }
    }
}
