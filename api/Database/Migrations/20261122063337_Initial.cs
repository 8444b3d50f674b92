using System;
using Microsoft.EntityFrameworkCore.Migrations;
using NetTopologySuite.Geometries;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace SpacesPlaces.Api.Database.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterDatabase()
                .Annotation("Npgsql:PostgresExtension:postgis", ",,");

            migrationBuilder.CreateTable(
                name: "account",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    disabled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    security_stamp = table.Column<string>(type: "text", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true),
                    phone_number = table.Column<string>(type: "text", nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("account_pkey", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "partnership",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false),
                    name_cy = table.Column<string>(type: "text", nullable: false),
                    area = table.Column<MultiPolygon>(type: "geometry(MultiPolygon,27700)", nullable: true),
                    buffer_metres = table.Column<double>(type: "double precision", nullable: false),
                    is_demonstration = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("partnership_pkey", x => x.partnership_id);
                    table.CheckConstraint("partnership_buffer_sane", "buffer_metres >= 0 and buffer_metres <= 100000");
                });

            migrationBuilder.CreateTable(
                name: "account_claim",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    claim_type = table.Column<string>(type: "text", nullable: true),
                    claim_value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("account_claim_pkey", x => x.id);
                    table.ForeignKey(
                        name: "account_claim_user_id_fkey",
                        column: x => x.user_id,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "account_login",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "text", nullable: false),
                    provider_key = table.Column<string>(type: "text", nullable: false),
                    provider_display_name = table.Column<string>(type: "text", nullable: true),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("account_login_pkey", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "account_login_user_id_fkey",
                        column: x => x.user_id,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "account_token",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    login_provider = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("account_token_pkey", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "account_token_user_id_fkey",
                        column: x => x.user_id,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "audit_entry",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    actor_name = table.Column<string>(type: "text", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false),
                    agency = table.Column<string>(type: "text", nullable: false),
                    action = table.Column<string>(type: "text", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    problem = table.Column<string>(type: "text", nullable: true),
                    subjects = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    address = table.Column<string>(type: "text", nullable: false),
                    detail = table.Column<string>(type: "jsonb", nullable: false),
                    previous_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("audit_entry_pkey", x => new { x.partnership_id, x.sequence });
                    table.ForeignKey(
                        name: "audit_entry_partnership_id_fkey",
                        column: x => x.partnership_id,
                        principalTable: "partnership",
                        principalColumn: "partnership_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "audit_head",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("audit_head_pkey", x => x.partnership_id);
                    table.ForeignKey(
                        name: "audit_head_partnership_id_fkey",
                        column: x => x.partnership_id,
                        principalTable: "partnership",
                        principalColumn: "partnership_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "basemap_layer",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    layer = table.Column<string>(type: "text", nullable: false),
                    geo_json_gzip = table.Column<byte[]>(type: "bytea", nullable: false),
                    sha256 = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("basemap_layer_pkey", x => new { x.partnership_id, x.layer });
                    table.ForeignKey(
                        name: "basemap_layer_partnership_id_fkey",
                        column: x => x.partnership_id,
                        principalTable: "partnership",
                        principalColumn: "partnership_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "child",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    token = table.Column<string>(type: "text", nullable: false),
                    holding_agency = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("child_pkey", x => new { x.partnership_id, x.id });
                    table.CheckConstraint("child_holding_agency_word", "holding_agency in ('childrens_services', 'ce_team', 'education', 'post_sixteen', 'health', 'police', 'youth_service', 'youth_justice', 'probation', 'childrens_substance_misuse', 'adult_substance_misuse', 'missing_children_service', 'r_ictg', 'licensing', 'housing', 'vawdasv', 'street_pastors', 'event_safety', 'third_sector', 'other')");
                    table.CheckConstraint("child_token_shape", "token ~ '^[0-9][0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'");
                    table.ForeignKey(
                        name: "child_partnership_id_fkey",
                        column: x => x.partnership_id,
                        principalTable: "partnership",
                        principalColumn: "partnership_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "hotspot_analysis",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    request = table.Column<string>(type: "jsonb", nullable: false),
                    method = table.Column<string>(type: "text", nullable: false),
                    method_version = table.Column<string>(type: "text", nullable: false),
                    input_digest = table.Column<byte[]>(type: "bytea", nullable: false),
                    events_considered = table.Column<int>(type: "integer", nullable: false),
                    events_clusterable = table.Column<int>(type: "integer", nullable: false),
                    noise_events = table.Column<int>(type: "integer", nullable: false),
                    clusters = table.Column<int>(type: "integer", nullable: false),
                    caveats = table.Column<string[]>(type: "text[]", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("hotspot_analysis_pkey", x => new { x.partnership_id, x.id });
                    table.CheckConstraint("hotspot_analysis_subject_word", "subject in ('harm', 'context')");
                    table.ForeignKey(
                        name: "hotspot_analysis_partnership_id_fkey",
                        column: x => x.partnership_id,
                        principalTable: "partnership",
                        principalColumn: "partnership_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "import",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    file_name = table.Column<string>(type: "text", nullable: false),
                    file_sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    publisher = table.Column<string>(type: "text", nullable: false),
                    licence = table.Column<string>(type: "text", nullable: false),
                    imported_by = table.Column<Guid>(type: "uuid", nullable: false),
                    imported_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    notices = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("import_pkey", x => new { x.partnership_id, x.id });
                    table.ForeignKey(
                        name: "import_partnership_id_fkey",
                        column: x => x.partnership_id,
                        principalTable: "partnership",
                        principalColumn: "partnership_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "job",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    parameters = table.Column<string>(type: "jsonb", nullable: false),
                    content_sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    requested_by = table.Column<Guid>(type: "uuid", nullable: false),
                    requested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    fraction = table.Column<double>(type: "double precision", nullable: false),
                    step = table.Column<string>(type: "text", nullable: true),
                    problem = table.Column<string>(type: "text", nullable: true),
                    problem_fields = table.Column<string>(type: "jsonb", nullable: false),
                    result = table.Column<string>(type: "text", nullable: true),
                    cancel_requested = table.Column<bool>(type: "boolean", nullable: false),
                    lease_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("job_pkey", x => new { x.partnership_id, x.id });
                    table.CheckConstraint("job_fraction_sane", "fraction between 0 and 1");
                    table.CheckConstraint("job_state_word", "state in ('queued', 'running', 'succeeded', 'failed', 'cancelled')");
                    table.ForeignKey(
                        name: "job_partnership_id_fkey",
                        column: x => x.partnership_id,
                        principalTable: "partnership",
                        principalColumn: "partnership_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "job_requested_by_fkey",
                        column: x => x.requested_by,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "membership",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false),
                    agency = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("membership_pkey", x => new { x.partnership_id, x.account_id });
                    table.CheckConstraint("membership_agency_word", "agency in ('childrens_services', 'ce_team', 'education', 'post_sixteen', 'health', 'police', 'youth_service', 'youth_justice', 'probation', 'childrens_substance_misuse', 'adult_substance_misuse', 'missing_children_service', 'r_ictg', 'licensing', 'housing', 'vawdasv', 'street_pastors', 'event_safety', 'third_sector', 'other')");
                    table.CheckConstraint("membership_role_word", "role in ('reporter', 'youth_lead', 'analyst', 'mace_member', 'mace_chair', 'planner', 'assessor', 'data_protection', 'admin')");
                    table.ForeignKey(
                        name: "membership_account_id_fkey",
                        column: x => x.account_id,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "membership_partnership_id_fkey",
                        column: x => x.partnership_id,
                        principalTable: "partnership",
                        principalColumn: "partnership_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "place",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false),
                    name_cy = table.Column<string>(type: "text", nullable: false),
                    place_type = table.Column<string>(type: "text", nullable: false),
                    shape = table.Column<Geometry>(type: "geometry(Geometry,27700)", nullable: false),
                    point = table.Column<Point>(type: "geometry(Point,27700)", nullable: false),
                    cell_x = table.Column<int>(type: "integer", nullable: true, computedColumnSql: "case when st_x(point) between 0 and 1300000 then floor(st_x(point) / 1000)::integer end", stored: true),
                    cell_y = table.Column<int>(type: "integer", nullable: true, computedColumnSql: "case when st_y(point) between 0 and 1300000 then floor(st_y(point) / 1000)::integer end", stored: true),
                    town_en = table.Column<string>(type: "text", nullable: true),
                    town_cy = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("place_pkey", x => new { x.partnership_id, x.id });
                    table.CheckConstraint("place_place_type_word", "place_type in ('park_open_space', 'play_skate', 'riverside_water', 'street_alley', 'town_centre', 'car_park', 'transport_hub', 'bus_train_route', 'taxi_vehicle', 'takeaway_cafe', 'shop_centre', 'licensed_premises', 'hotel_bnb', 'short_term_let', 'campsite', 'leisure_gym', 'school', 'college', 'youth_club', 'residential_home', 'private_address_area', 'disused_premises', 'event_site', 'farm_rural_site', 'online_platform', 'other')");
                    table.CheckConstraint("place_point_in_national_grid", "point is null or (st_x(point) between 0 and 700000 and st_y(point) between 0 and 1300000)");
                    table.CheckConstraint("place_point_not_at_origin", "point is null or not (st_x(point) = 0 and st_y(point) = 0)");
                    table.CheckConstraint("place_point_not_empty", "point is null or not st_isempty(point)");
                    table.CheckConstraint("place_shape_valid", "st_isvalid(shape)");
                    table.ForeignKey(
                        name: "place_partnership_id_fkey",
                        column: x => x.partnership_id,
                        principalTable: "partnership",
                        principalColumn: "partnership_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "hotspot",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    analysis_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    @class = table.Column<string>(name: "class", type: "text", nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    distinct_children = table.Column<int>(type: "integer", nullable: false),
                    children_unknown = table.Column<int>(type: "integer", nullable: false),
                    agencies = table.Column<int>(type: "integer", nullable: false),
                    dates = table.Column<int>(type: "integer", nullable: false),
                    first = table.Column<DateOnly>(type: "date", nullable: false),
                    last = table.Column<DateOnly>(type: "date", nullable: false),
                    hull = table.Column<Polygon>(type: "geometry(Polygon,27700)", nullable: false),
                    source_mix = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("hotspot_pkey", x => new { x.partnership_id, x.analysis_id, x.number });
                    table.CheckConstraint("hotspot_class_word", "class in ('place_repeat', 'individual_repeat', 'unknown_children', 'insufficient', 'context_only')");
                    table.CheckConstraint("hotspot_hull_valid", "st_isvalid(hull)");
                    table.CheckConstraint("hotspot_repeat_means_different_children", "class <> 'place_repeat' or (events >= 3 and distinct_children >= 2 and dates >= 2)");
                    table.ForeignKey(
                        name: "hotspot_analysis_id_fkey",
                        columns: x => new { x.partnership_id, x.analysis_id },
                        principalTable: "hotspot_analysis",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "import_edition",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    import_id = table.Column<Guid>(type: "uuid", nullable: false),
                    edition = table.Column<string>(type: "text", nullable: false),
                    month = table.Column<DateOnly>(type: "date", nullable: true),
                    force = table.Column<string>(type: "text", nullable: true),
                    file_name = table.Column<string>(type: "text", nullable: false),
                    rows_read = table.Column<int>(type: "integer", nullable: false),
                    located = table.Column<int>(type: "integer", nullable: false),
                    unlocated = table.Column<int>(type: "integer", nullable: false),
                    rejected = table.Column<int>(type: "integer", nullable: false),
                    outside_area = table.Column<int>(type: "integer", nullable: false),
                    without_id = table.Column<int>(type: "integer", nullable: false),
                    reused_ids = table.Column<int>(type: "integer", nullable: false),
                    exact_duplicates = table.Column<int>(type: "integer", nullable: false),
                    added = table.Column<int>(type: "integer", nullable: false),
                    removed = table.Column<int>(type: "integer", nullable: false),
                    changed = table.Column<int>(type: "integer", nullable: false),
                    replaced_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("import_edition_pkey", x => new { x.partnership_id, x.id });
                    table.CheckConstraint("import_edition_rows_accounted_for", "rows_read = located + unlocated + rejected");
                    table.ForeignKey(
                        name: "import_edition_import_id_fkey",
                        columns: x => new { x.partnership_id, x.import_id },
                        principalTable: "import",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "import_edition_replaced_by_fkey",
                        columns: x => new { x.partnership_id, x.replaced_by },
                        principalTable: "import",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "incident",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    point = table.Column<Point>(type: "geometry(Point,27700)", nullable: true),
                    cell_x = table.Column<int>(type: "integer", nullable: true, computedColumnSql: "case when st_x(point) between 0 and 1300000 then floor(st_x(point) / 1000)::integer end", stored: true),
                    cell_y = table.Column<int>(type: "integer", nullable: true, computedColumnSql: "case when st_y(point) between 0 and 1300000 then floor(st_y(point) / 1000)::integer end", stored: true),
                    accuracy_metres = table.Column<double>(type: "double precision", nullable: true),
                    placed_by = table.Column<string>(type: "text", nullable: true),
                    place_id = table.Column<Guid>(type: "uuid", nullable: true),
                    occurred_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    occurred_to = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    time_confidence = table.Column<string>(type: "text", nullable: false),
                    harm_types = table.Column<string[]>(type: "text[]", nullable: false),
                    context_level = table.Column<string>(type: "text", nullable: false),
                    source_kind = table.Column<string>(type: "text", nullable: false),
                    info_grade = table.Column<string>(type: "text", nullable: false),
                    source_agency = table.Column<string>(type: "text", nullable: false),
                    recorded_by_agency = table.Column<string>(type: "text", nullable: false),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: false),
                    children_unknown_count = table.Column<int>(type: "integer", nullable: false),
                    cross_boundary = table.Column<bool>(type: "boolean", nullable: false),
                    narrative = table.Column<string>(type: "text", nullable: true),
                    narrative_language = table.Column<string>(type: "text", nullable: true),
                    withdrawn_reason = table.Column<string>(type: "text", nullable: true),
                    first_content_sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    content_sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("incident_pkey", x => new { x.partnership_id, x.id });
                    table.CheckConstraint("incident_accuracy_sane", "accuracy_metres >= 0 and accuracy_metres <= 100000");
                    table.CheckConstraint("incident_context_level_word", "context_level in ('child', 'home', 'peer', 'school', 'neighbourhood', 'online', 'society')");
                    table.CheckConstraint("incident_end_not_before_start", "occurred_to >= occurred_from");
                    table.CheckConstraint("incident_harm_types_words", "harm_types <@ array['cse', 'cce', 'county_lines', 'hsb_peer_on_peer', 'online_abuse', 'trafficking_modern_slavery', 'forced_labour', 'financial_exploitation', 'serious_violence', 'drug_alcohol_supply_to_children', 'harassment', 'missing_link', 'radicalisation', 'other']::text[]");
                    table.CheckConstraint("incident_has_a_where", "point is not null or place_id is not null");
                    table.CheckConstraint("incident_has_harm_type", "cardinality(harm_types) between 1 and 13");
                    table.CheckConstraint("incident_info_grade_word", "info_grade in ('first_hand', 'second_hand', 'unverified')");
                    table.CheckConstraint("incident_kind_word", "kind in ('harm', 'hotspot_report')");
                    table.CheckConstraint("incident_narrative_length", "char_length(narrative) <= 4000");
                    table.CheckConstraint("incident_placed_by_word", "placed_by in ('pin', 'gps', 'place', 'grid_ref', 'cell')");
                    table.CheckConstraint("incident_point_in_national_grid", "point is null or (st_x(point) between 0 and 700000 and st_y(point) between 0 and 1300000)");
                    table.CheckConstraint("incident_point_not_at_origin", "point is null or not (st_x(point) = 0 and st_y(point) = 0)");
                    table.CheckConstraint("incident_point_not_empty", "point is null or not st_isempty(point)");
                    table.CheckConstraint("incident_recorded_by_agency_word", "recorded_by_agency in ('childrens_services', 'ce_team', 'education', 'post_sixteen', 'health', 'police', 'youth_service', 'youth_justice', 'probation', 'childrens_substance_misuse', 'adult_substance_misuse', 'missing_children_service', 'r_ictg', 'licensing', 'housing', 'vawdasv', 'street_pastors', 'event_safety', 'third_sector', 'other')");
                    table.CheckConstraint("incident_source_agency_word", "source_agency in ('childrens_services', 'ce_team', 'education', 'post_sixteen', 'health', 'police', 'youth_service', 'youth_justice', 'probation', 'childrens_substance_misuse', 'adult_substance_misuse', 'missing_children_service', 'r_ictg', 'licensing', 'housing', 'vawdasv', 'street_pastors', 'event_safety', 'third_sector', 'other')");
                    table.CheckConstraint("incident_source_kind_word", "source_kind in ('practitioner_observed', 'child_told_us', 'parent', 'community', 'business', 'partner_report', 'police_record')");
                    table.CheckConstraint("incident_status_word", "status in ('recorded', 'withdrawn')");
                    table.CheckConstraint("incident_time_confidence_word", "time_confidence in ('exact', 'approximate', 'unsure')");
                    table.CheckConstraint("incident_unknown_children_sane", "children_unknown_count between 0 and 50");
                    table.CheckConstraint("incident_version_positive", "version >= 1");
                    table.CheckConstraint("incident_withdrawn_with_reason", "(status = 'withdrawn') = (withdrawn_reason is not null)");
                    table.ForeignKey(
                        name: "incident_partnership_id_fkey",
                        column: x => x.partnership_id,
                        principalTable: "partnership",
                        principalColumn: "partnership_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "incident_place_known",
                        columns: x => new { x.partnership_id, x.place_id },
                        principalTable: "place",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "boundary",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    edition_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    boundary_set = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: true),
                    name_cy = table.Column<string>(type: "text", nullable: true),
                    shape = table.Column<MultiPolygon>(type: "geometry(MultiPolygon,27700)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("boundary_pkey", x => new { x.partnership_id, x.edition_id, x.code });
                    table.CheckConstraint("boundary_shape_valid", "st_isvalid(shape)");
                    table.ForeignKey(
                        name: "boundary_edition_id_fkey",
                        columns: x => new { x.partnership_id, x.edition_id },
                        principalTable: "import_edition",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "context_event",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    edition_id = table.Column<Guid>(type: "uuid", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false),
                    publisher_id = table.Column<string>(type: "text", nullable: true),
                    month_from = table.Column<DateOnly>(type: "date", nullable: false),
                    month_to = table.Column<DateOnly>(type: "date", nullable: false),
                    reported_by = table.Column<string>(type: "text", nullable: false),
                    falls_within = table.Column<string>(type: "text", nullable: false),
                    lon = table.Column<double>(type: "double precision", nullable: true),
                    lat = table.Column<double>(type: "double precision", nullable: true),
                    point = table.Column<Point>(type: "geometry(Point,27700)", nullable: true),
                    cell_x = table.Column<int>(type: "integer", nullable: true, computedColumnSql: "case when st_x(point) between 0 and 1300000 then floor(st_x(point) / 1000)::integer end", stored: true),
                    cell_y = table.Column<int>(type: "integer", nullable: true, computedColumnSql: "case when st_y(point) between 0 and 1300000 then floor(st_y(point) / 1000)::integer end", stored: true),
                    inside_area = table.Column<bool>(type: "boolean", nullable: false),
                    location = table.Column<string>(type: "text", nullable: false),
                    lsoa_code = table.Column<string>(type: "text", nullable: true),
                    lsoa_name = table.Column<string>(type: "text", nullable: true),
                    crime_type = table.Column<string>(type: "text", nullable: false),
                    last_outcome = table.Column<string>(type: "text", nullable: true),
                    context = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("context_event_pkey", x => new { x.partnership_id, x.edition_id, x.line });
                    table.CheckConstraint("context_event_month_range", "month_to > month_from");
                    table.CheckConstraint("context_event_point_in_national_grid", "point is null or (st_x(point) between 0 and 700000 and st_y(point) between 0 and 1300000)");
                    table.CheckConstraint("context_event_point_not_at_origin", "point is null or not (st_x(point) = 0 and st_y(point) = 0)");
                    table.CheckConstraint("context_event_point_not_empty", "point is null or not st_isempty(point)");
                    table.ForeignKey(
                        name: "context_event_edition_id_fkey",
                        columns: x => new { x.partnership_id, x.edition_id },
                        principalTable: "import_edition",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "hotspot_member",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    analysis_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    event_key = table.Column<string>(type: "text", nullable: false),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: true),
                    is_core = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("hotspot_member_pkey", x => new { x.partnership_id, x.analysis_id, x.number, x.event_key });
                    table.ForeignKey(
                        name: "hotspot_member_analysis_id_number_fkey",
                        columns: x => new { x.partnership_id, x.analysis_id, x.number },
                        principalTable: "hotspot",
                        principalColumns: new[] { "partnership_id", "analysis_id", "number" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "hotspot_member_incident_id_fkey",
                        columns: x => new { x.partnership_id, x.incident_id },
                        principalTable: "incident",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "incident_child",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: false),
                    child_id = table.Column<Guid>(type: "uuid", nullable: false),
                    age_band = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("incident_child_pkey", x => new { x.partnership_id, x.incident_id, x.child_id });
                    table.CheckConstraint("incident_child_age_band_word", "age_band in ('under_10', '10_12', '13_15', '16_17', '18_25')");
                    table.ForeignKey(
                        name: "incident_child_child_id_fkey",
                        columns: x => new { x.partnership_id, x.child_id },
                        principalTable: "child",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "incident_child_incident_id_fkey",
                        columns: x => new { x.partnership_id, x.incident_id },
                        principalTable: "incident",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "incident_revision",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<string>(type: "jsonb", nullable: false),
                    replaced_by = table.Column<Guid>(type: "uuid", nullable: false),
                    replaced_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("incident_revision_pkey", x => new { x.partnership_id, x.incident_id, x.version });
                    table.ForeignKey(
                        name: "incident_revision_incident_id_fkey",
                        columns: x => new { x.partnership_id, x.incident_id },
                        principalTable: "incident",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "account",
                column: "normalized_email");

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "account",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "account_claim_user_id_idx",
                table: "account_claim",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "account_login_user_id_idx",
                table: "account_login",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "audit_entry_partnership_id_at_idx",
                table: "audit_entry",
                columns: new[] { "partnership_id", "at" });

            migrationBuilder.CreateIndex(
                name: "boundary_partnership_id_boundary_set_idx",
                table: "boundary",
                columns: new[] { "partnership_id", "boundary_set" });

            migrationBuilder.CreateIndex(
                name: "boundary_shape_idx",
                table: "boundary",
                column: "shape")
                .Annotation("Npgsql:IndexMethod", "gist");

            migrationBuilder.CreateIndex(
                name: "child_token_once",
                table: "child",
                columns: new[] { "partnership_id", "token" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "context_event_partnership_id_cell_x_cell_y_idx",
                table: "context_event",
                columns: new[] { "partnership_id", "cell_x", "cell_y" });

            migrationBuilder.CreateIndex(
                name: "context_event_partnership_id_month_from_idx",
                table: "context_event",
                columns: new[] { "partnership_id", "month_from" });

            migrationBuilder.CreateIndex(
                name: "context_event_point_idx",
                table: "context_event",
                column: "point")
                .Annotation("Npgsql:IndexMethod", "gist");

            migrationBuilder.CreateIndex(
                name: "hotspot_hull_idx",
                table: "hotspot",
                column: "hull")
                .Annotation("Npgsql:IndexMethod", "gist");

            migrationBuilder.CreateIndex(
                name: "hotspot_analysis_partnership_id_subject_created_at_idx",
                table: "hotspot_analysis",
                columns: new[] { "partnership_id", "subject", "created_at" });

            migrationBuilder.CreateIndex(
                name: "hotspot_member_partnership_id_incident_id_idx",
                table: "hotspot_member",
                columns: new[] { "partnership_id", "incident_id" });

            migrationBuilder.CreateIndex(
                name: "import_edition_current_once",
                table: "import_edition",
                columns: new[] { "partnership_id", "edition" },
                unique: true,
                filter: "replaced_by is null");

            migrationBuilder.CreateIndex(
                name: "import_edition_partnership_id_import_id_idx",
                table: "import_edition",
                columns: new[] { "partnership_id", "import_id" });

            migrationBuilder.CreateIndex(
                name: "import_edition_partnership_id_replaced_by_idx",
                table: "import_edition",
                columns: new[] { "partnership_id", "replaced_by" });

            migrationBuilder.CreateIndex(
                name: "incident_partnership_id_cell_x_cell_y_idx",
                table: "incident",
                columns: new[] { "partnership_id", "cell_x", "cell_y" });

            migrationBuilder.CreateIndex(
                name: "incident_partnership_id_occurred_from_id_idx",
                table: "incident",
                columns: new[] { "partnership_id", "occurred_from", "id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "incident_partnership_id_place_id_idx",
                table: "incident",
                columns: new[] { "partnership_id", "place_id" });

            migrationBuilder.CreateIndex(
                name: "incident_point_idx",
                table: "incident",
                column: "point")
                .Annotation("Npgsql:IndexMethod", "gist");

            migrationBuilder.CreateIndex(
                name: "incident_child_partnership_id_child_id_idx",
                table: "incident_child",
                columns: new[] { "partnership_id", "child_id" });

            migrationBuilder.CreateIndex(
                name: "job_requested_by_idx",
                table: "job",
                column: "requested_by");

            migrationBuilder.CreateIndex(
                name: "job_to_claim",
                table: "job",
                columns: new[] { "state", "lease_until", "requested_at" },
                filter: "state in ('queued', 'running')");

            migrationBuilder.CreateIndex(
                name: "membership_account_id_idx",
                table: "membership",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "partnership_area_idx",
                table: "partnership",
                column: "area")
                .Annotation("Npgsql:IndexMethod", "gist");

            migrationBuilder.CreateIndex(
                name: "place_partnership_id_cell_x_cell_y_idx",
                table: "place",
                columns: new[] { "partnership_id", "cell_x", "cell_y" });

            migrationBuilder.CreateIndex(
                name: "place_point_idx",
                table: "place",
                column: "point")
                .Annotation("Npgsql:IndexMethod", "gist");

            migrationBuilder.CreateIndex(
                name: "place_shape_idx",
                table: "place",
                column: "shape")
                .Annotation("Npgsql:IndexMethod", "gist");

            CloseTables(migrationBuilder);
        }

        // Row-level security, grants and the audit function: what EF Core has no words for.
        private static void CloseTables(MigrationBuilder migration)
        {
            RowSecurity.CreateActorFunctions(migration);
            RowSecurity.Protect(migration, "partnership", "select, insert");
            RowSecurity.Protect(migration, "membership", "select, insert, update", alsoRead: "account_id = acting_account()");
            RowSecurity.Protect(migration, "audit_entry", "select");
            RowSecurity.Protect(migration, "audit_head", "select");
            const string worker = "current_setting('spacesplaces.worker', true) = 'on'";
            RowSecurity.Protect(migration, "job", "select, insert, update", alsoRead: worker, alsoWrite: worker);
            RowSecurity.Protect(migration, "place", "select, insert, update, delete");
            RowSecurity.Protect(migration, "basemap_layer", "select, insert, update, delete");
            RowSecurity.Protect(migration, "import", "select, insert");
            RowSecurity.Protect(migration, "import_edition", "select, insert, update");
            RowSecurity.Protect(migration, "context_event", "select, insert, delete");
            RowSecurity.Protect(migration, "boundary", "select, insert, delete");
            RowSecurity.Protect(migration, "incident", "select, insert, update");
            RowSecurity.Protect(migration, "incident_child", "select, insert, delete");
            RowSecurity.Protect(migration, "incident_revision", "select, insert");
            RowSecurity.Protect(migration, "child", "select, insert");
            RowSecurity.Protect(migration, "hotspot_analysis", "select, insert");
            RowSecurity.Protect(migration, "hotspot", "select, insert");
            RowSecurity.Protect(migration, "hotspot_member", "select, insert");

            RowSecurity.Grant(migration, "account", "select, insert, update");
            RowSecurity.Grant(migration, "account_claim", "select, insert, update, delete");
            RowSecurity.Grant(migration, "account_login", "select, insert, update, delete");
            RowSecurity.Grant(migration, "account_token", "select, insert, update, delete");

            migration.Sql(NamedSql.Read("append_audit"));
            migration.Sql($"""
                revoke execute on function append_audit from public;
                grant execute on function append_audit to {RowSecurity.ApiRole};
                """);
            // The chain of what belongs to no partnership.
            migration.Sql("""
                select set_config('spacesplaces.partnership', '00000000-0000-0000-0000-000000000000', true);
                insert into partnership (partnership_id, name_en, name_cy, buffer_metres, is_demonstration, created_at)
                values ('00000000-0000-0000-0000-000000000000', 'House', 'Y Tŷ', 0, false, now());
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "account_claim");

            migrationBuilder.DropTable(
                name: "account_login");

            migrationBuilder.DropTable(
                name: "account_token");

            migrationBuilder.DropTable(
                name: "audit_entry");

            migrationBuilder.DropTable(
                name: "audit_head");

            migrationBuilder.DropTable(
                name: "basemap_layer");

            migrationBuilder.DropTable(
                name: "boundary");

            migrationBuilder.DropTable(
                name: "context_event");

            migrationBuilder.DropTable(
                name: "hotspot_member");

            migrationBuilder.DropTable(
                name: "incident_child");

            migrationBuilder.DropTable(
                name: "incident_revision");

            migrationBuilder.DropTable(
                name: "job");

            migrationBuilder.DropTable(
                name: "membership");

            migrationBuilder.DropTable(
                name: "import_edition");

            migrationBuilder.DropTable(
                name: "hotspot");

            migrationBuilder.DropTable(
                name: "child");

            migrationBuilder.DropTable(
                name: "incident");

            migrationBuilder.DropTable(
                name: "account");

            migrationBuilder.DropTable(
                name: "import");

            migrationBuilder.DropTable(
                name: "hotspot_analysis");

            migrationBuilder.DropTable(
                name: "place");

            migrationBuilder.DropTable(
                name: "partnership");
        }
    }
}
