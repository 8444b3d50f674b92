using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SpacesPlaces.Api.Database.Migrations
{
    /// <inheritdoc />
    public partial class PaperCodesAndWithdrawnAssessments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "assessment_ended_when_it_is_over",
                table: "assessment");

            migrationBuilder.AddColumn<bool>(
                name: "assessment_withdrawn",
                table: "space_move",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "withdrawal",
                table: "assessment_step",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "withdrawn",
                table: "assessment",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddCheckConstraint(
                name: "assessment_ended_when_it_is_over",
                table: "assessment",
                sql: "(ended_on is not null) = (withdrawn or status in ('closed_safer', 'closed_no_change', 'stepped_down', 'escalated'))");

            migrationBuilder.AddCheckConstraint(
                name: "assessment_withdrawn_early",
                table: "assessment",
                sql: "not withdrawn or status in ('draft', 'scoping', 'gathering')");

            RowSecurity.Grant(migrationBuilder, "assessment", "update (withdrawn)");
            // Paper can be copied: a code stands for one map, or whoever deletes theirs would delete another's too.
            migrationBuilder.Sql("""
                drop index collection_answer_code_idx;
                create unique index collection_answer_code_once on collection_answer ((detail ->> 'code'));
                """);
        }
    }
}
