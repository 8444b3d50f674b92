using System;
using Microsoft.EntityFrameworkCore.Migrations;
using NetTopologySuite.Geometries;

#nullable disable

namespace SpacesPlaces.Api.Database.Migrations
{
    /// <inheritdoc />
    public partial class Planning : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "opens",
                table: "access_key",
                type: "text",
                nullable: false,
                defaultValue: "map_data");

            migrationBuilder.CreateTable(
                name: "candidate_site",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: true),
                    name_cy = table.Column<string>(type: "text", nullable: true),
                    point = table.Column<Point>(type: "geometry(Point,27700)", nullable: false),
                    cell_x = table.Column<int>(type: "integer", nullable: true, computedColumnSql: "case when st_x(point) between 0 and 1300000 then floor(st_x(point) / 1000)::integer end", stored: true),
                    cell_y = table.Column<int>(type: "integer", nullable: true, computedColumnSql: "case when st_y(point) between 0 and 1300000 then floor(st_y(point) / 1000)::integer end", stored: true),
                    place_type = table.Column<string>(type: "text", nullable: false),
                    host = table.Column<string>(type: "text", nullable: true),
                    trust = table.Column<string>(type: "text", nullable: true),
                    footfall_school_out = table.Column<int>(type: "integer", nullable: true),
                    footfall_market_day = table.Column<int>(type: "integer", nullable: true),
                    footfall_saturday = table.Column<int>(type: "integer", nullable: true),
                    footfall_evening = table.Column<int>(type: "integer", nullable: true),
                    bus = table.Column<string>(type: "text", nullable: true),
                    welsh_speaking = table.Column<bool>(type: "boolean", nullable: true),
                    staff_safety = table.Column<int>(type: "integer", nullable: true),
                    in_use = table.Column<bool>(type: "boolean", nullable: false),
                    agency = table.Column<string>(type: "text", nullable: false),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    content_sha256 = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("candidate_site_pkey", x => new { x.partnership_id, x.id });
                    table.CheckConstraint("candidate_site_agency_word", "agency in ('childrens_services', 'ce_team', 'education', 'post_sixteen', 'health', 'police', 'youth_service', 'youth_justice', 'probation', 'childrens_substance_misuse', 'adult_substance_misuse', 'missing_children_service', 'r_ictg', 'licensing', 'housing', 'vawdasv', 'street_pastors', 'event_safety', 'third_sector', 'other')");
                    table.CheckConstraint("candidate_site_bus_word", "bus in ('none', 'some', 'frequent')");
                    table.CheckConstraint("candidate_site_has_a_name", "coalesce(name_en, name_cy) is not null");
                    table.CheckConstraint("candidate_site_marks_sane", "footfall_school_out between 0 and 3 and footfall_market_day between 0 and 3 and footfall_saturday between 0 and 3\nand footfall_evening between 0 and 3 and staff_safety between 0 and 3");
                    table.CheckConstraint("candidate_site_place_type_word", "place_type in ('park_open_space', 'play_skate', 'riverside_water', 'street_alley', 'town_centre', 'car_park', 'transport_hub', 'bus_train_route', 'taxi_vehicle', 'takeaway_cafe', 'shop_centre', 'licensed_premises', 'hotel_bnb', 'short_term_let', 'campsite', 'leisure_gym', 'school', 'college', 'youth_club', 'residential_home', 'private_address_area', 'disused_premises', 'event_site', 'farm_rural_site', 'online_platform', 'other')");
                    table.CheckConstraint("candidate_site_point_in_national_grid", "point is null or (st_x(point) between 0 and 700000 and st_y(point) between 0 and 1300000)");
                    table.CheckConstraint("candidate_site_point_not_at_origin", "point is null or not (st_x(point) = 0 and st_y(point) = 0)");
                    table.CheckConstraint("candidate_site_point_not_empty", "point is null or not st_isempty(point)");
                    table.CheckConstraint("candidate_site_texts_length", "char_length(name_en) <= 120 and char_length(name_cy) <= 120 and char_length(host) <= 120");
                    table.CheckConstraint("candidate_site_trust_word", "trust in ('none', 'new', 'known', 'trusted')");
                    table.CheckConstraint("candidate_site_version_positive", "version >= 1");
                    table.ForeignKey(
                        name: "candidate_site_partnership_id_fkey",
                        column: x => x.partnership_id,
                        principalTable: "partnership",
                        principalColumn: "partnership_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "candidate_site_recorded_by_fkey",
                        column: x => x.recorded_by,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "published_hour",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    period = table.Column<string>(type: "text", nullable: false),
                    side_km = table.Column<int>(type: "integer", nullable: false),
                    x = table.Column<int>(type: "integer", nullable: false),
                    y = table.Column<int>(type: "integer", nullable: false),
                    blocks = table.Column<int[]>(type: "integer[]", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("published_hour_pkey", x => new { x.partnership_id, x.period, x.side_km, x.x, x.y });
                    table.ForeignKey(
                        name: "published_hour_partnership_id_fkey",
                        column: x => x.partnership_id,
                        principalTable: "partnership",
                        principalColumn: "partnership_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "siting",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    answer = table.Column<string>(type: "jsonb", nullable: false),
                    asked_by = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    content_sha256 = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("siting_pkey", x => new { x.partnership_id, x.id });
                    table.ForeignKey(
                        name: "siting_asked_by_fkey",
                        column: x => x.asked_by,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "siting_partnership_id_fkey",
                        column: x => x.partnership_id,
                        principalTable: "partnership",
                        principalColumn: "partnership_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "siting_weighting",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    weights = table.Column<string>(type: "jsonb", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("siting_weighting_pkey", x => new { x.partnership_id, x.id });
                    table.CheckConstraint("siting_weighting_name_length", "char_length(name) between 1 and 60");
                    table.CheckConstraint("siting_weighting_version_positive", "version >= 1");
                    table.ForeignKey(
                        name: "siting_weighting_changed_by_fkey",
                        column: x => x.changed_by,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "siting_weighting_partnership_id_fkey",
                        column: x => x.partnership_id,
                        principalTable: "partnership",
                        principalColumn: "partnership_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "activity",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    point = table.Column<Point>(type: "geometry(Point,27700)", nullable: false),
                    cell_x = table.Column<int>(type: "integer", nullable: true, computedColumnSql: "case when st_x(point) between 0 and 1300000 then floor(st_x(point) / 1000)::integer end", stored: true),
                    cell_y = table.Column<int>(type: "integer", nullable: true, computedColumnSql: "case when st_y(point) between 0 and 1300000 then floor(st_y(point) / 1000)::integer end", stored: true),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    lead = table.Column<string>(type: "text", nullable: false),
                    site_id = table.Column<Guid>(type: "uuid", nullable: true),
                    earlier_id = table.Column<Guid>(type: "uuid", nullable: true),
                    plan = table.Column<string>(type: "jsonb", nullable: false),
                    feedback = table.Column<string>(type: "jsonb", nullable: true),
                    agency = table.Column<string>(type: "text", nullable: false),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    content_sha256 = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("activity_pkey", x => new { x.partnership_id, x.id });
                    table.CheckConstraint("activity_agency_word", "agency in ('childrens_services', 'ce_team', 'education', 'post_sixteen', 'health', 'police', 'youth_service', 'youth_justice', 'probation', 'childrens_substance_misuse', 'adult_substance_misuse', 'missing_children_service', 'r_ictg', 'licensing', 'housing', 'vawdasv', 'street_pastors', 'event_safety', 'third_sector', 'other')");
                    table.CheckConstraint("activity_kind_word", "kind in ('stall', 'patrol', 'event')");
                    table.CheckConstraint("activity_lead_word", "lead in ('childrens_services', 'ce_team', 'education', 'post_sixteen', 'health', 'police', 'youth_service', 'youth_justice', 'probation', 'childrens_substance_misuse', 'adult_substance_misuse', 'missing_children_service', 'r_ictg', 'licensing', 'housing', 'vawdasv', 'street_pastors', 'event_safety', 'third_sector', 'other')");
                    table.CheckConstraint("activity_point_in_national_grid", "point is null or (st_x(point) between 0 and 700000 and st_y(point) between 0 and 1300000)");
                    table.CheckConstraint("activity_point_not_at_origin", "point is null or not (st_x(point) = 0 and st_y(point) = 0)");
                    table.CheckConstraint("activity_point_not_empty", "point is null or not st_isempty(point)");
                    table.CheckConstraint("activity_status_word", "status in ('planned', 'done', 'cancelled')");
                    table.CheckConstraint("activity_times_in_order", "ends_at > starts_at and ends_at <= starts_at + interval '14 days'");
                    table.CheckConstraint("activity_version_positive", "version >= 1");
                    table.ForeignKey(
                        name: "activity_earlier_id_fkey",
                        columns: x => new { x.partnership_id, x.earlier_id },
                        principalTable: "activity",
                        principalColumns: new[] { "partnership_id", "id" });
                    table.ForeignKey(
                        name: "activity_partnership_id_fkey",
                        column: x => x.partnership_id,
                        principalTable: "partnership",
                        principalColumn: "partnership_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "activity_recorded_by_fkey",
                        column: x => x.recorded_by,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "activity_site_id_fkey",
                        columns: x => new { x.partnership_id, x.site_id },
                        principalTable: "candidate_site",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "activity_space",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    activity_id = table.Column<Guid>(type: "uuid", nullable: false),
                    space_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("activity_space_pkey", x => new { x.partnership_id, x.activity_id, x.space_id });
                    table.ForeignKey(
                        name: "activity_space_activity_id_fkey",
                        columns: x => new { x.partnership_id, x.activity_id },
                        principalTable: "activity",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "activity_space_space_id_fkey",
                        columns: x => new { x.partnership_id, x.space_id },
                        principalTable: "space",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "activity_tally",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    activity_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                    counted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    agency = table.Column<string>(type: "text", nullable: false),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    taken_back_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("activity_tally_pkey", x => new { x.partnership_id, x.id });
                    table.CheckConstraint("activity_tally_agency_word", "agency in ('childrens_services', 'ce_team', 'education', 'post_sixteen', 'health', 'police', 'youth_service', 'youth_justice', 'probation', 'childrens_substance_misuse', 'adult_substance_misuse', 'missing_children_service', 'r_ictg', 'licensing', 'housing', 'vawdasv', 'street_pastors', 'event_safety', 'third_sector', 'other')");
                    table.CheckConstraint("activity_tally_count_sane", "count between 1 and 100000");
                    table.CheckConstraint("activity_tally_kind_word", "kind in ('spoken_to', 'supported', 'led_away', 'walked_home', 'first_aid', 'information', 'items_given')");
                    table.ForeignKey(
                        name: "activity_tally_activity_id_fkey",
                        columns: x => new { x.partnership_id, x.activity_id },
                        principalTable: "activity",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "activity_tally_recorded_by_fkey",
                        column: x => x.recorded_by,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.AddCheckConstraint(
                name: "access_key_opens_word",
                table: "access_key",
                sql: "opens in ('map_data', 'calendar')");

            migrationBuilder.CreateIndex(
                name: "activity_cell",
                table: "activity",
                columns: new[] { "partnership_id", "cell_x", "cell_y" });

            migrationBuilder.CreateIndex(
                name: "activity_partnership_id_earlier_id_idx",
                table: "activity",
                columns: new[] { "partnership_id", "earlier_id" });

            migrationBuilder.CreateIndex(
                name: "activity_partnership_id_site_id_idx",
                table: "activity",
                columns: new[] { "partnership_id", "site_id" });

            migrationBuilder.CreateIndex(
                name: "activity_partnership_id_starts_at_idx",
                table: "activity",
                columns: new[] { "partnership_id", "starts_at" });

            migrationBuilder.CreateIndex(
                name: "activity_point_idx",
                table: "activity",
                column: "point")
                .Annotation("Npgsql:IndexMethod", "gist");

            migrationBuilder.CreateIndex(
                name: "activity_recorded_by_idx",
                table: "activity",
                column: "recorded_by");

            migrationBuilder.CreateIndex(
                name: "activity_space_partnership_id_space_id_idx",
                table: "activity_space",
                columns: new[] { "partnership_id", "space_id" });

            migrationBuilder.CreateIndex(
                name: "activity_tally_partnership_id_activity_id_idx",
                table: "activity_tally",
                columns: new[] { "partnership_id", "activity_id" });

            migrationBuilder.CreateIndex(
                name: "activity_tally_recorded_by_idx",
                table: "activity_tally",
                column: "recorded_by");

            migrationBuilder.CreateIndex(
                name: "candidate_site_cell",
                table: "candidate_site",
                columns: new[] { "partnership_id", "cell_x", "cell_y" });

            migrationBuilder.CreateIndex(
                name: "candidate_site_point_idx",
                table: "candidate_site",
                column: "point")
                .Annotation("Npgsql:IndexMethod", "gist");

            migrationBuilder.CreateIndex(
                name: "candidate_site_recorded_by_idx",
                table: "candidate_site",
                column: "recorded_by");

            migrationBuilder.CreateIndex(
                name: "siting_asked_by_idx",
                table: "siting",
                column: "asked_by");

            migrationBuilder.CreateIndex(
                name: "siting_partnership_id_asked_at_idx",
                table: "siting",
                columns: new[] { "partnership_id", "asked_at" });

            migrationBuilder.CreateIndex(
                name: "siting_weighting_changed_by_idx",
                table: "siting_weighting",
                column: "changed_by");

            RowSecurity.Protect(migrationBuilder, "candidate_site", "select, insert, update");
            RowSecurity.Protect(migrationBuilder, "siting_weighting", "select, insert, update");
            RowSecurity.Protect(migrationBuilder, "siting", "select, insert");
            RowSecurity.Protect(migrationBuilder, "activity", "select, insert, update");
            RowSecurity.Protect(migrationBuilder, "activity_space", "select, insert, delete");
            RowSecurity.Protect(migrationBuilder, "activity_tally", "select, insert, update (taken_back_at)");
            RowSecurity.Protect(migrationBuilder, "published_hour", "select, insert");
            migrationBuilder.Sql(NamedSql.Read("drop_aged"));
        }
    }
}
