using System;
using Microsoft.EntityFrameworkCore.Migrations;
using NetTopologySuite.Geometries;

#nullable disable

namespace SpacesPlaces.Api.Database.Migrations
{
    /// <inheritdoc />
    public partial class Spaces : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "retention_rule_class_word",
                table: "retention_rule");

            migrationBuilder.DropCheckConstraint(
                name: "erasure_class_word",
                table: "erasure");

            migrationBuilder.CreateTable(
                name: "space",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: true),
                    name_cy = table.Column<string>(type: "text", nullable: true),
                    local_names = table.Column<string[]>(type: "text[]", nullable: false),
                    place_type = table.Column<string>(type: "text", nullable: false),
                    owner_type = table.Column<string>(type: "text", nullable: false),
                    sensitivity = table.Column<string>(type: "text", nullable: false),
                    shape = table.Column<Geometry>(type: "geometry(Geometry,27700)", nullable: true),
                    point = table.Column<Point>(type: "geometry(Point,27700)", nullable: true),
                    cell_x = table.Column<int>(type: "integer", nullable: true, computedColumnSql: "case when st_x(point) between 0 and 1300000 then floor(st_x(point) / 1000)::integer end", stored: true),
                    cell_y = table.Column<int>(type: "integer", nullable: true, computedColumnSql: "case when st_y(point) between 0 and 1300000 then floor(st_y(point) / 1000)::integer end", stored: true),
                    platform = table.Column<string>(type: "text", nullable: true),
                    status = table.Column<string>(type: "text", nullable: false),
                    review_on = table.Column<DateOnly>(type: "date", nullable: false),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    opened_from = table.Column<string>(type: "text", nullable: false),
                    analysis_id = table.Column<Guid>(type: "uuid", nullable: true),
                    cluster_number = table.Column<int>(type: "integer", nullable: true),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: true),
                    agency = table.Column<string>(type: "text", nullable: false),
                    opened_by = table.Column<Guid>(type: "uuid", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    content_sha256 = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("space_pkey", x => new { x.partnership_id, x.id });
                    table.CheckConstraint("space_agency_word", "agency in ('childrens_services', 'ce_team', 'education', 'post_sixteen', 'health', 'police', 'youth_service', 'youth_justice', 'probation', 'childrens_substance_misuse', 'adult_substance_misuse', 'missing_children_service', 'r_ictg', 'licensing', 'housing', 'vawdasv', 'street_pastors', 'event_safety', 'third_sector', 'other')");
                    table.CheckConstraint("space_ended_when_its_work_is_over", "(ended_on is not null) = (status in ('closed', 'no_further_action', 'merged'))");
                    table.CheckConstraint("space_has_a_name", "name_en is not null or name_cy is not null");
                    table.CheckConstraint("space_is_on_the_ground_or_a_platform", "(shape is null) = (point is null) and (shape is null) <> (platform is null)");
                    table.CheckConstraint("space_name_length", "char_length(name_en) <= 120 and char_length(name_cy) <= 120 and char_length(platform) <= 120");
                    table.CheckConstraint("space_opened_from_word", "opened_from in ('hotspot', 'report', 'hand', 'split')");
                    table.CheckConstraint("space_owner_type_word", "owner_type in ('council', 'private', 'transport', 'online', 'other')");
                    table.CheckConstraint("space_place_type_word", "place_type in ('park_open_space', 'play_skate', 'riverside_water', 'street_alley', 'town_centre', 'car_park', 'transport_hub', 'bus_train_route', 'taxi_vehicle', 'takeaway_cafe', 'shop_centre', 'licensed_premises', 'hotel_bnb', 'short_term_let', 'campsite', 'leisure_gym', 'school', 'college', 'youth_club', 'residential_home', 'private_address_area', 'disused_premises', 'event_site', 'farm_rural_site', 'online_platform', 'other')");
                    table.CheckConstraint("space_point_in_national_grid", "point is null or (st_x(point) between 0 and 700000 and st_y(point) between 0 and 1300000)");
                    table.CheckConstraint("space_point_not_at_origin", "point is null or not (st_x(point) = 0 and st_y(point) = 0)");
                    table.CheckConstraint("space_point_not_empty", "point is null or not st_isempty(point)");
                    table.CheckConstraint("space_sensitivity_word", "sensitivity in ('ordinary', 'restricted')");
                    table.CheckConstraint("space_shape_in_national_grid", "shape is null or (st_xmin(shape) >= 0 and st_ymin(shape) >= 0 and st_xmax(shape) <= 700000 and st_ymax(shape) <= 1300000)");
                    table.CheckConstraint("space_shape_is_area", "shape is null or st_geometrytype(shape) in ('ST_Polygon', 'ST_MultiPolygon')");
                    table.CheckConstraint("space_shape_of_a_size", "shape is null or st_area(shape) between 1 and 5000000");
                    table.CheckConstraint("space_shape_valid", "shape is null or (not st_isempty(shape) and st_isvalid(shape))");
                    table.CheckConstraint("space_status_word", "status in ('noted', 'screening', 'under_assessment', 'plan_active', 'review', 'stepped_down', 'closed', 'no_further_action', 'merged', 're_opened')");
                    table.CheckConstraint("space_version_positive", "version >= 1");
                    table.ForeignKey(
                        name: "space_opened_by_fkey",
                        column: x => x.opened_by,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "space_partnership_id_fkey",
                        column: x => x.partnership_id,
                        principalTable: "partnership",
                        principalColumn: "partnership_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "space_link",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_id = table.Column<Guid>(type: "uuid", nullable: false),
                    to_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    linked_by = table.Column<Guid>(type: "uuid", nullable: false),
                    linked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("space_link_pkey", x => new { x.partnership_id, x.from_id, x.to_id });
                    table.CheckConstraint("space_link_kind_word", "kind in ('merged', 'split')");
                    table.CheckConstraint("space_link_of_two", "from_id <> to_id");
                    table.ForeignKey(
                        name: "space_link_from_id_fkey",
                        columns: x => new { x.partnership_id, x.from_id },
                        principalTable: "space",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "space_link_linked_by_fkey",
                        column: x => x.linked_by,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "space_link_to_id_fkey",
                        columns: x => new { x.partnership_id, x.to_id },
                        principalTable: "space",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "space_move",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    space_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    from_status = table.Column<string>(type: "text", nullable: true),
                    to_status = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    language_reason = table.Column<string>(type: "text", nullable: true),
                    review_on = table.Column<DateOnly>(type: "date", nullable: false),
                    agency = table.Column<string>(type: "text", nullable: false),
                    moved_by = table.Column<Guid>(type: "uuid", nullable: false),
                    moved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("space_move_pkey", x => new { x.partnership_id, x.space_id, x.version });
                    table.CheckConstraint("space_move_agency_word", "agency in ('childrens_services', 'ce_team', 'education', 'post_sixteen', 'health', 'police', 'youth_service', 'youth_justice', 'probation', 'childrens_substance_misuse', 'adult_substance_misuse', 'missing_children_service', 'r_ictg', 'licensing', 'housing', 'vawdasv', 'street_pastors', 'event_safety', 'third_sector', 'other')");
                    table.CheckConstraint("space_move_from_status_word", "from_status in ('noted', 'screening', 'under_assessment', 'plan_active', 'review', 'stepped_down', 'closed', 'no_further_action', 'merged', 're_opened')");
                    table.CheckConstraint("space_move_merged_is_final", "from_status is distinct from 'merged'");
                    table.CheckConstraint("space_move_reason_length", "char_length(reason) between 1 and 1000");
                    table.CheckConstraint("space_move_to_status_word", "to_status in ('noted', 'screening', 'under_assessment', 'plan_active', 'review', 'stepped_down', 'closed', 'no_further_action', 'merged', 're_opened')");
                    table.ForeignKey(
                        name: "space_move_moved_by_fkey",
                        column: x => x.moved_by,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "space_move_space_id_fkey",
                        columns: x => new { x.partnership_id, x.space_id },
                        principalTable: "space",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "venue_reply",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    space_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<string>(type: "text", nullable: true),
                    text_language = table.Column<string>(type: "text", nullable: false),
                    language_reason = table.Column<string>(type: "text", nullable: true),
                    received_on = table.Column<DateOnly>(type: "date", nullable: false),
                    agency = table.Column<string>(type: "text", nullable: false),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    content_sha256 = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("venue_reply_pkey", x => new { x.partnership_id, x.id });
                    table.CheckConstraint("venue_reply_agency_word", "agency in ('childrens_services', 'ce_team', 'education', 'post_sixteen', 'health', 'police', 'youth_service', 'youth_justice', 'probation', 'childrens_substance_misuse', 'adult_substance_misuse', 'missing_children_service', 'r_ictg', 'licensing', 'housing', 'vawdasv', 'street_pastors', 'event_safety', 'third_sector', 'other')");
                    table.CheckConstraint("venue_reply_text_length", "char_length(text) between 1 and 2000");
                    table.ForeignKey(
                        name: "venue_reply_recorded_by_fkey",
                        column: x => x.recorded_by,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "venue_reply_space_id_fkey",
                        columns: x => new { x.partnership_id, x.space_id },
                        principalTable: "space",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.AddCheckConstraint(
                name: "retention_rule_class_word",
                table: "retention_rule",
                sql: "class in ('incident_detail', 'incident_coarse', 'analysis', 'audit', 'access_record', 'export_register', 'outreach_text', 'space_reputation')");

            migrationBuilder.AddCheckConstraint(
                name: "erasure_class_word",
                table: "erasure",
                sql: "class in ('incident_detail', 'incident_coarse', 'analysis', 'audit', 'access_record', 'export_register', 'outreach_text', 'space_reputation')");

            migrationBuilder.CreateIndex(
                name: "space_cell",
                table: "space",
                columns: new[] { "partnership_id", "cell_x", "cell_y" });

            migrationBuilder.CreateIndex(
                name: "space_opened_by_idx",
                table: "space",
                column: "opened_by");

            migrationBuilder.CreateIndex(
                name: "space_partnership_id_status_review_on_idx",
                table: "space",
                columns: new[] { "partnership_id", "status", "review_on" });

            migrationBuilder.CreateIndex(
                name: "space_point_idx",
                table: "space",
                column: "point")
                .Annotation("Npgsql:IndexMethod", "gist");

            migrationBuilder.CreateIndex(
                name: "space_shape_idx",
                table: "space",
                column: "shape")
                .Annotation("Npgsql:IndexMethod", "gist");

            migrationBuilder.CreateIndex(
                name: "space_link_linked_by_idx",
                table: "space_link",
                column: "linked_by");

            migrationBuilder.CreateIndex(
                name: "space_link_partnership_id_to_id_idx",
                table: "space_link",
                columns: new[] { "partnership_id", "to_id" });

            migrationBuilder.CreateIndex(
                name: "space_move_moved_by_idx",
                table: "space_move",
                column: "moved_by");

            migrationBuilder.CreateIndex(
                name: "venue_reply_partnership_id_space_id_received_on_idx",
                table: "venue_reply",
                columns: new[] { "partnership_id", "space_id", "received_on" });

            migrationBuilder.CreateIndex(
                name: "venue_reply_recorded_by_idx",
                table: "venue_reply",
                column: "recorded_by");

            RowSecurity.Protect(
                migrationBuilder, "space",
                "select, insert, update (version, name_en, name_cy, local_names, place_type, owner_type, sensitivity, shape, point, platform, status, review_on, ended_on)");
            RowSecurity.Protect(migrationBuilder, "space_move", "select, insert");
            RowSecurity.Protect(migrationBuilder, "space_link", "select, insert");
            RowSecurity.Protect(migrationBuilder, "venue_reply", "select, insert");
            migrationBuilder.Sql(NamedSql.Read("erase_space_words"));
            const string erase = "erase_space_words(uuid, uuid, text, text, uuid, timestamptz, boolean)";
            migrationBuilder.Sql($"revoke execute on function {erase} from public;");
            migrationBuilder.Sql($"grant execute on function {erase} to {RowSecurity.ApiRole};");
        }
    }
}
