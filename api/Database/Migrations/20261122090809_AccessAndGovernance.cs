using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SpacesPlaces.Api.Database.Migrations
{
    /// <inheritdoc />
    public partial class AccessAndGovernance : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "incident_has_a_where",
                table: "incident");

            migrationBuilder.AddColumn<int>(
                name: "browser_idle_minutes",
                table: "partnership",
                type: "integer",
                nullable: false,
                defaultValue: 15);

            migrationBuilder.AddColumn<int>(
                name: "inside_threshold",
                table: "partnership",
                type: "integer",
                nullable: false,
                defaultValue: 5);

            migrationBuilder.AddColumn<int>(
                name: "outside_threshold",
                table: "partnership",
                type: "integer",
                nullable: false,
                defaultValue: 10);

            migrationBuilder.AddColumn<int>(
                name: "program_idle_minutes",
                table: "partnership",
                type: "integer",
                nullable: false,
                defaultValue: 30);

            migrationBuilder.AddColumn<string[]>(
                name: "second_factor_roles",
                table: "partnership",
                type: "text[]",
                nullable: false,
                defaultValue: new string[0]);

            migrationBuilder.AddColumn<int>(
                name: "views_per_hour",
                table: "partnership",
                type: "integer",
                nullable: false,
                defaultValue: 2000);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "coarsened_at",
                table: "incident",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "controller",
                table: "incident",
                type: "text",
                nullable: false,
                defaultValue: "other");

            migrationBuilder.AddColumn<string>(
                name: "identifying_reason",
                table: "incident",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "regime",
                table: "incident",
                type: "text",
                nullable: false,
                defaultValue: "uk_gdpr");

            migrationBuilder.AddColumn<DateOnly>(
                name: "review_on",
                table: "incident",
                type: "date",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1));

            migrationBuilder.AddColumn<string>(
                name: "sensitivity",
                table: "incident",
                type: "text",
                nullable: false,
                defaultValue: "ordinary");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "last_signed_in_at",
                table: "account",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "second_factor_at",
                table: "account",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "break_glass",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("break_glass_pkey", x => new { x.partnership_id, x.id });
                    table.CheckConstraint("break_glass_short", "ends_at > opened_at and ends_at <= opened_at + interval '4 hours'");
                    table.ForeignKey(
                        name: "break_glass_account_id_fkey",
                        columns: x => new { x.partnership_id, x.account_id },
                        principalTable: "membership",
                        principalColumns: new[] { "partnership_id", "account_id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "erasure",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    @class = table.Column<string>(name: "class", type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    ordered_by = table.Column<Guid>(type: "uuid", nullable: true),
                    erased_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("erasure_pkey", x => new { x.partnership_id, x.id });
                    table.CheckConstraint("erasure_class_word", "class in ('incident_detail', 'incident_coarse', 'analysis', 'audit', 'access_record', 'export_register')");
                    table.CheckConstraint("erasure_kind_word", "kind in ('coarsened', 'erased')");
                    table.ForeignKey(
                        name: "erasure_partnership_id_fkey",
                        column: x => x.partnership_id,
                        principalTable: "partnership",
                        principalColumn: "partnership_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "exclusion",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: true),
                    place_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false),
                    made_by = table.Column<Guid>(type: "uuid", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_by = table.Column<Guid>(type: "uuid", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("exclusion_pkey", x => new { x.partnership_id, x.id });
                    table.CheckConstraint("exclusion_names_one_thing", "num_nonnulls(incident_id, place_id) = 1");
                    table.ForeignKey(
                        name: "exclusion_account_id_fkey",
                        columns: x => new { x.partnership_id, x.account_id },
                        principalTable: "membership",
                        principalColumns: new[] { "partnership_id", "account_id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "export",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    format = table.Column<string>(type: "text", nullable: false),
                    request = table.Column<string>(type: "jsonb", nullable: false),
                    content_sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    recipient = table.Column<string>(type: "text", nullable: false),
                    purpose = table.Column<string>(type: "text", nullable: false),
                    agreement_id = table.Column<Guid>(type: "uuid", nullable: true),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    suppressed = table.Column<string>(type: "jsonb", nullable: false),
                    file_name = table.Column<string>(type: "text", nullable: false),
                    file_sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    requested_by = table.Column<Guid>(type: "uuid", nullable: false),
                    requested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    fetched_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("export_pkey", x => new { x.partnership_id, x.id });
                    table.CheckConstraint("export_format_word", "format in ('csv', 'xlsx', 'json')");
                    table.CheckConstraint("export_purpose_word", "purpose in ('panel_preparation', 'safeguarding_child', 'space_assessment', 'outreach_planning', 'data_quality', 'subject_access', 'governance')");
                    table.CheckConstraint("export_subject_word", "subject in ('incidents', 'hotspots', 'subject_access')");
                    table.ForeignKey(
                        name: "export_partnership_id_fkey",
                        column: x => x.partnership_id,
                        principalTable: "partnership",
                        principalColumn: "partnership_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "hotspot_publication",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    period_end = table.Column<DateOnly>(type: "date", nullable: false),
                    window_months = table.Column<int>(type: "integer", nullable: false),
                    analysis_id = table.Column<Guid>(type: "uuid", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("hotspot_publication_pkey", x => new { x.partnership_id, x.period_end, x.window_months });
                    table.ForeignKey(
                        name: "hotspot_publication_analysis_id_fkey",
                        columns: x => new { x.partnership_id, x.analysis_id },
                        principalTable: "hotspot_analysis",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "invitation",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_name = table.Column<string>(type: "text", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false),
                    agency = table.Column<string>(type: "text", nullable: false),
                    code_sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    invited_by = table.Column<Guid>(type: "uuid", nullable: false),
                    invited_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    accepted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("invitation_pkey", x => new { x.partnership_id, x.id });
                    table.CheckConstraint("invitation_agency_word", "agency in ('childrens_services', 'ce_team', 'education', 'post_sixteen', 'health', 'police', 'youth_service', 'youth_justice', 'probation', 'childrens_substance_misuse', 'adult_substance_misuse', 'missing_children_service', 'r_ictg', 'licensing', 'housing', 'vawdasv', 'street_pastors', 'event_safety', 'third_sector', 'other')");
                    table.CheckConstraint("invitation_role_word", "role in ('reporter', 'youth_lead', 'analyst', 'mace_member', 'mace_chair', 'planner', 'assessor', 'data_protection', 'admin')");
                    table.ForeignKey(
                        name: "invitation_partnership_id_fkey",
                        column: x => x.partnership_id,
                        principalTable: "partnership",
                        principalColumn: "partnership_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "legal_hold",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    placed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_on = table.Column<DateOnly>(type: "date", nullable: false),
                    released_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    released_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("legal_hold_pkey", x => new { x.partnership_id, x.id });
                    table.ForeignKey(
                        name: "legal_hold_owner_id_fkey",
                        columns: x => new { x.partnership_id, x.owner_id },
                        principalTable: "membership",
                        principalColumns: new[] { "partnership_id", "account_id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "notice",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    detail = table.Column<string>(type: "jsonb", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    read_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("notice_pkey", x => new { x.partnership_id, x.id });
                    table.CheckConstraint("notice_kind_word", "kind in ('glass_broken', 'role_asked', 'role_decided', 'agreement_ending', 'hold_ending', 'sign_in_braked', 'text_may_identify')");
                    table.ForeignKey(
                        name: "notice_account_id_fkey",
                        columns: x => new { x.partnership_id, x.account_id },
                        principalTable: "membership",
                        principalColumns: new[] { "partnership_id", "account_id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "published_area",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    period = table.Column<string>(type: "text", nullable: false),
                    side_km = table.Column<int>(type: "integer", nullable: false),
                    x = table.Column<int>(type: "integer", nullable: false),
                    y = table.Column<int>(type: "integer", nullable: false),
                    band = table.Column<string>(type: "text", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("published_area_pkey", x => new { x.partnership_id, x.period, x.side_km, x.x, x.y });
                    table.ForeignKey(
                        name: "published_area_partnership_id_fkey",
                        column: x => x.partnership_id,
                        principalTable: "partnership",
                        principalColumn: "partnership_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "retention_rule",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    @class = table.Column<string>(name: "class", type: "text", nullable: false),
                    months = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    set_by = table.Column<Guid>(type: "uuid", nullable: false),
                    set_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("retention_rule_pkey", x => new { x.partnership_id, x.@class });
                    table.CheckConstraint("retention_rule_class_word", "class in ('incident_detail', 'incident_coarse', 'analysis', 'audit', 'access_record', 'export_register')");
                    table.CheckConstraint("retention_rule_months_sane", "months between 1 and 1200");
                    table.ForeignKey(
                        name: "retention_rule_partnership_id_fkey",
                        column: x => x.partnership_id,
                        principalTable: "partnership",
                        principalColumn: "partnership_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "role_request",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false),
                    agency = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    asked_by = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    granted = table.Column<bool>(type: "boolean", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("role_request_pkey", x => new { x.partnership_id, x.id });
                    table.CheckConstraint("role_request_agency_word", "agency in ('childrens_services', 'ce_team', 'education', 'post_sixteen', 'health', 'police', 'youth_service', 'youth_justice', 'probation', 'childrens_substance_misuse', 'adult_substance_misuse', 'missing_children_service', 'r_ictg', 'licensing', 'housing', 'vawdasv', 'street_pastors', 'event_safety', 'third_sector', 'other')");
                    table.CheckConstraint("role_request_role_word", "role in ('reporter', 'youth_lead', 'analyst', 'mace_member', 'mace_chair', 'planner', 'assessor', 'data_protection', 'admin')");
                    table.CheckConstraint("role_request_second_person", "decided_by is null or (decided_by <> asked_by and decided_by <> account_id)");
                    table.ForeignKey(
                        name: "role_request_account_id_fkey",
                        columns: x => new { x.partnership_id, x.account_id },
                        principalTable: "membership",
                        principalColumns: new[] { "partnership_id", "account_id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "session",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    authenticated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_why = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("session_pkey", x => new { x.partnership_id, x.id });
                    table.CheckConstraint("session_kind_word", "kind in ('bearer', 'cookie', 'outside')");
                    table.ForeignKey(
                        name: "session_account_id_fkey",
                        columns: x => new { x.partnership_id, x.account_id },
                        principalTable: "membership",
                        principalColumns: new[] { "partnership_id", "account_id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sharing_agreement",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    reference = table.Column<string>(type: "text", nullable: false),
                    purpose_en = table.Column<string>(type: "text", nullable: false),
                    purpose_cy = table.Column<string>(type: "text", nullable: false),
                    parties = table.Column<string[]>(type: "text[]", nullable: false),
                    items = table.Column<string[]>(type: "text[]", nullable: false),
                    signed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    starts_on = table.Column<DateOnly>(type: "date", nullable: false),
                    ends_on = table.Column<DateOnly>(type: "date", nullable: false),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("sharing_agreement_pkey", x => new { x.partnership_id, x.id });
                    table.CheckConstraint("sharing_agreement_days", "ends_on >= starts_on");
                    table.CheckConstraint("sharing_agreement_has_items", "cardinality(items) >= 1");
                    table.CheckConstraint("sharing_agreement_has_parties", "cardinality(parties) >= 2");
                    table.CheckConstraint("sharing_agreement_items_words", "items <@ array['coarse_incident', 'exact_place', 'narrative', 'child_token', 'hotspots', 'exports']::text[]");
                    table.CheckConstraint("sharing_agreement_parties_words", "parties <@ array['childrens_services', 'ce_team', 'education', 'post_sixteen', 'health', 'police', 'youth_service', 'youth_justice', 'probation', 'childrens_substance_misuse', 'adult_substance_misuse', 'missing_children_service', 'r_ictg', 'licensing', 'housing', 'vawdasv', 'street_pastors', 'event_safety', 'third_sector', 'other']::text[]");
                    table.ForeignKey(
                        name: "sharing_agreement_partnership_id_fkey",
                        column: x => x.partnership_id,
                        principalTable: "partnership",
                        principalColumn: "partnership_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "export_file",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    export_id = table.Column<Guid>(type: "uuid", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("export_file_pkey", x => new { x.partnership_id, x.export_id });
                    table.ForeignKey(
                        name: "export_file_export_id_fkey",
                        columns: x => new { x.partnership_id, x.export_id },
                        principalTable: "export",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "purpose_statement",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    purpose = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    stated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("purpose_statement_pkey", x => new { x.partnership_id, x.id });
                    table.CheckConstraint("purpose_statement_ends_later", "ends_at > stated_at");
                    table.CheckConstraint("purpose_statement_purpose_word", "purpose in ('panel_preparation', 'safeguarding_child', 'space_assessment', 'outreach_planning', 'data_quality', 'subject_access', 'governance')");
                    table.ForeignKey(
                        name: "purpose_statement_session_id_fkey",
                        columns: x => new { x.partnership_id, x.session_id },
                        principalTable: "session",
                        principalColumns: new[] { "partnership_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.AddCheckConstraint(
                name: "partnership_idle_sane",
                table: "partnership",
                sql: "browser_idle_minutes between 1 and 60 and program_idle_minutes between 1 and 720");

            migrationBuilder.AddCheckConstraint(
                name: "partnership_second_factor_roles_words",
                table: "partnership",
                sql: "second_factor_roles <@ array['reporter', 'youth_lead', 'analyst', 'mace_member', 'mace_chair', 'planner', 'assessor', 'data_protection', 'admin']::text[]");

            migrationBuilder.AddCheckConstraint(
                name: "partnership_thresholds_sane",
                table: "partnership",
                sql: "inside_threshold between 3 and 100 and outside_threshold >= inside_threshold");

            migrationBuilder.AddCheckConstraint(
                name: "partnership_views_sane",
                table: "partnership",
                sql: "views_per_hour between 50 and 100000");

            migrationBuilder.AddCheckConstraint(
                name: "incident_controller_word",
                table: "incident",
                sql: "controller in ('childrens_services', 'ce_team', 'education', 'post_sixteen', 'health', 'police', 'youth_service', 'youth_justice', 'probation', 'childrens_substance_misuse', 'adult_substance_misuse', 'missing_children_service', 'r_ictg', 'licensing', 'housing', 'vawdasv', 'street_pastors', 'event_safety', 'third_sector', 'other')");

            migrationBuilder.AddCheckConstraint(
                name: "incident_has_a_where",
                table: "incident",
                sql: "point is not null or place_id is not null or coarsened_at is not null");

            migrationBuilder.AddCheckConstraint(
                name: "incident_identifying_reason_length",
                table: "incident",
                sql: "char_length(identifying_reason) <= 500");

            migrationBuilder.AddCheckConstraint(
                name: "incident_regime_word",
                table: "incident",
                sql: "regime in ('uk_gdpr', 'law_enforcement')");

            migrationBuilder.AddCheckConstraint(
                name: "incident_sensitivity_word",
                table: "incident",
                sql: "sensitivity in ('ordinary', 'restricted')");

            migrationBuilder.CreateIndex(
                name: "break_glass_partnership_id_account_id_ends_at_idx",
                table: "break_glass",
                columns: new[] { "partnership_id", "account_id", "ends_at" });

            migrationBuilder.CreateIndex(
                name: "erasure_partnership_id_subject_id_idx",
                table: "erasure",
                columns: new[] { "partnership_id", "subject_id" });

            migrationBuilder.CreateIndex(
                name: "exclusion_partnership_id_account_id_ended_at_idx",
                table: "exclusion",
                columns: new[] { "partnership_id", "account_id", "ended_at" });

            migrationBuilder.CreateIndex(
                name: "export_partnership_id_requested_at_idx",
                table: "export",
                columns: new[] { "partnership_id", "requested_at" });

            migrationBuilder.CreateIndex(
                name: "hotspot_publication_partnership_id_analysis_id_idx",
                table: "hotspot_publication",
                columns: new[] { "partnership_id", "analysis_id" });

            migrationBuilder.CreateIndex(
                name: "invitation_partnership_id_code_sha256_idx",
                table: "invitation",
                columns: new[] { "partnership_id", "code_sha256" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "legal_hold_partnership_id_incident_id_idx",
                table: "legal_hold",
                columns: new[] { "partnership_id", "incident_id" });

            migrationBuilder.CreateIndex(
                name: "legal_hold_partnership_id_owner_id_idx",
                table: "legal_hold",
                columns: new[] { "partnership_id", "owner_id" });

            migrationBuilder.CreateIndex(
                name: "notice_partnership_id_account_id_idx",
                table: "notice",
                columns: new[] { "partnership_id", "account_id" });

            migrationBuilder.CreateIndex(
                name: "purpose_statement_partnership_id_session_id_idx",
                table: "purpose_statement",
                columns: new[] { "partnership_id", "session_id" });

            migrationBuilder.CreateIndex(
                name: "role_request_partnership_id_account_id_idx",
                table: "role_request",
                columns: new[] { "partnership_id", "account_id" });

            migrationBuilder.CreateIndex(
                name: "session_partnership_id_account_id_ended_at_idx",
                table: "session",
                columns: new[] { "partnership_id", "account_id", "ended_at" });
            GovernRecords(migrationBuilder);
            CloseTables(migrationBuilder);
        }

        // What the records and partnerships of before have in the new columns. The owner is held by row-level security too.
        private static void GovernRecords(MigrationBuilder migration)
        {
            migration.Sql("""
                alter table incident no force row level security;
                alter table partnership no force row level security;
                update incident set controller = recorded_by_agency,
                    regime = case when recorded_by_agency = 'police' then 'law_enforcement' else 'uk_gdpr' end,
                    review_on = (recorded_at + interval '24 months')::date;
                update partnership set second_factor_roles = array['reporter', 'youth_lead', 'analyst', 'mace_member', 'mace_chair',
                    'planner', 'assessor', 'data_protection', 'admin'] where not is_demonstration;
                alter table incident force row level security;
                alter table partnership force row level security;
                alter table incident alter column controller drop default, alter column regime drop default,
                    alter column review_on drop default;
                """);
        }

        // Row-level security and grants: what EF Core has no words for.
        private static void CloseTables(MigrationBuilder migration)
        {
            RowSecurity.CreateMemberFunctions(migration);
            RowSecurity.Protect(migration, "session", "select, insert, update", alsoRead: "account_id = acting_account()");
            // An invited person belongs to no partnership yet: the digest of their code opens their own invitation.
            const string invited = "code_sha256 = decode(nullif(current_setting('spacesplaces.invitation', true), ''), 'hex')";
            RowSecurity.Protect(migration, "invitation", "select, insert, update", alsoRead: invited);
            RowSecurity.Protect(migration, "role_request", "select, insert, update");
            RowSecurity.Protect(migration, "purpose_statement", "select, insert, update");
            RowSecurity.Protect(migration, "notice", "select, insert, update");
            RowSecurity.Protect(migration, "exclusion", "select, insert, update");
            RowSecurity.Protect(migration, "break_glass", "select, insert");
            RowSecurity.Protect(migration, "sharing_agreement", "select, insert, update");
            RowSecurity.Protect(migration, "export", "select, insert, update");
            RowSecurity.Protect(migration, "export_file", "select, insert, delete");
            RowSecurity.Protect(migration, "retention_rule", "select, insert, update");
            RowSecurity.Protect(migration, "legal_hold", "select, insert, update");
            RowSecurity.Protect(migration, "erasure", "select, insert");
            RowSecurity.Protect(migration, "hotspot_publication", "select, insert");
            RowSecurity.Protect(migration, "published_area", "select, insert");
            RowSecurity.Grant(migration, "partnership",
                "update (second_factor_roles, browser_idle_minutes, program_idle_minutes, views_per_hour, inside_threshold, outside_threshold)");
            RowSecurity.ProtectIncidents(migration);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            RowSecurity.ReleaseIncidents(migrationBuilder);

            migrationBuilder.DropTable(
                name: "break_glass");

            migrationBuilder.DropTable(
                name: "erasure");

            migrationBuilder.DropTable(
                name: "exclusion");

            migrationBuilder.DropTable(
                name: "export_file");

            migrationBuilder.DropTable(
                name: "hotspot_publication");

            migrationBuilder.DropTable(
                name: "invitation");

            migrationBuilder.DropTable(
                name: "legal_hold");

            migrationBuilder.DropTable(
                name: "notice");

            migrationBuilder.DropTable(
                name: "published_area");

            migrationBuilder.DropTable(
                name: "purpose_statement");

            migrationBuilder.DropTable(
                name: "retention_rule");

            migrationBuilder.DropTable(
                name: "role_request");

            migrationBuilder.DropTable(
                name: "sharing_agreement");

            migrationBuilder.DropTable(
                name: "export");

            migrationBuilder.DropTable(
                name: "session");

            migrationBuilder.DropCheckConstraint(
                name: "partnership_idle_sane",
                table: "partnership");

            migrationBuilder.DropCheckConstraint(
                name: "partnership_second_factor_roles_words",
                table: "partnership");

            migrationBuilder.DropCheckConstraint(
                name: "partnership_thresholds_sane",
                table: "partnership");

            migrationBuilder.DropCheckConstraint(
                name: "partnership_views_sane",
                table: "partnership");

            migrationBuilder.DropCheckConstraint(
                name: "incident_controller_word",
                table: "incident");

            migrationBuilder.DropCheckConstraint(
                name: "incident_has_a_where",
                table: "incident");

            migrationBuilder.DropCheckConstraint(
                name: "incident_identifying_reason_length",
                table: "incident");

            migrationBuilder.DropCheckConstraint(
                name: "incident_regime_word",
                table: "incident");

            migrationBuilder.DropCheckConstraint(
                name: "incident_sensitivity_word",
                table: "incident");

            migrationBuilder.DropColumn(
                name: "browser_idle_minutes",
                table: "partnership");

            migrationBuilder.DropColumn(
                name: "inside_threshold",
                table: "partnership");

            migrationBuilder.DropColumn(
                name: "outside_threshold",
                table: "partnership");

            migrationBuilder.DropColumn(
                name: "program_idle_minutes",
                table: "partnership");

            migrationBuilder.DropColumn(
                name: "second_factor_roles",
                table: "partnership");

            migrationBuilder.DropColumn(
                name: "views_per_hour",
                table: "partnership");

            migrationBuilder.DropColumn(
                name: "coarsened_at",
                table: "incident");

            migrationBuilder.DropColumn(
                name: "controller",
                table: "incident");

            migrationBuilder.DropColumn(
                name: "identifying_reason",
                table: "incident");

            migrationBuilder.DropColumn(
                name: "regime",
                table: "incident");

            migrationBuilder.DropColumn(
                name: "review_on",
                table: "incident");

            migrationBuilder.DropColumn(
                name: "sensitivity",
                table: "incident");

            migrationBuilder.DropColumn(
                name: "last_signed_in_at",
                table: "account");

            migrationBuilder.DropColumn(
                name: "second_factor_at",
                table: "account");

            migrationBuilder.AddCheckConstraint(
                name: "incident_has_a_where",
                table: "incident",
                sql: "point is not null or place_id is not null");
        }
    }
}
