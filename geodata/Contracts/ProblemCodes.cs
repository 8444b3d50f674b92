#pragma warning disable CS1591 // the name is the meaning; the sentence people read is problem.<code> in Language/text.*.json
namespace SpacesPlaces.Contracts;

/// <summary>A way to be refused: the stable code that programs read and the HTTP status it travels with.</summary>
/// <param name="Code">Lower snake case; never changes meaning, never reused.</param>
/// <param name="Status">HTTP status code.</param>
public sealed record ProblemCode(string Code, int Status);

/// <summary>Every refusal the API can give, one line each (RFC 9457 problem details carry <c>code</c>).</summary>
public static class ProblemCodes
{
    // The request as a whole.
    public static readonly ProblemCode BodyNotReadable = new("body_not_readable", 400);
    public static readonly ProblemCode BodyTooDeep = new("body_too_deep", 400);
    public static readonly ProblemCode BodyTooLarge = new("body_too_large", 413);
    public static readonly ProblemCode MediaTypeNotSupported = new("media_type_not_supported", 415);
    public static readonly ProblemCode ParameterNotReadable = new("parameter_not_readable", 400);
    public static readonly ProblemCode ParameterUnknown = new("parameter_unknown", 400);
    public static readonly ProblemCode RecordIdNotValid = new("record_id_not_valid", 400);
    public static readonly ProblemCode PageTokenNotValid = new("page_token_not_valid", 400);
    public static readonly ProblemCode MethodNotAllowed = new("method_not_allowed", 405);
    public static readonly ProblemCode NotAcceptable = new("not_acceptable", 406);
    public static readonly ProblemCode FilterNotReadable = new("filter_not_readable", 400);
    public static readonly ProblemCode AddressTooLong = new("address_too_long", 414);
    public static readonly ProblemCode BodyTooSlow = new("body_too_slow", 408);
    public static readonly ProblemCode TlsNeeded = new("tls_needed", 403);
    public static readonly ProblemCode TooManyRequests = new("too_many_requests", 429);
    public static readonly ProblemCode ViewBudgetSpent = new("view_budget_spent", 429);
    public static readonly ProblemCode TookTooLong = new("took_too_long", 503);
    public static readonly ProblemCode Unexpected = new("unexpected", 500);
    public static readonly ProblemCode DatabaseUnavailable = new("database_unavailable", 503);
    public static readonly ProblemCode AuditUnavailable = new("audit_unavailable", 503);

    // Access.
    public static readonly ProblemCode SignInNeeded = new("sign_in_needed", 401);
    public static readonly ProblemCode SignInRefused = new("sign_in_refused", 401);
    public static readonly ProblemCode SecondFactorNeeded = new("second_factor_needed", 401);
    public static readonly ProblemCode SecondFactorSetupNeeded = new("second_factor_setup_needed", 401);
    public static readonly ProblemCode SecondFactorCodeWrong = new("second_factor_code_wrong", 422);
    public static readonly ProblemCode ProofRefused = new("proof_refused", 403);
    public static readonly ProblemCode ProofNeedsCode = new("proof_needs_code", 403);
    public static readonly ProblemCode InvitationNotValid = new("invitation_not_valid", 422);
    public static readonly ProblemCode UserNameNotValid = new("user_name_not_valid", 422);
    public static readonly ProblemCode PasswordTooWeak = new("password_too_weak", 422);
    public static readonly ProblemCode AlreadyMember = new("already_member", 409);
    public static readonly ProblemCode AlreadyDecided = new("already_decided", 409);
    public static readonly ProblemCode LastAdmin = new("last_admin", 409);
    public static readonly ProblemCode TooManyAccessKeys = new("too_many_access_keys", 409);
    public static readonly ProblemCode AccountSharedElsewhere = new("account_shared_elsewhere", 403);
    public static readonly ProblemCode SignInLocked = new("sign_in_locked", 429);
    public static readonly ProblemCode NotAllowed = new("not_allowed", 403);
    public static readonly ProblemCode CrossSiteRefused = new("cross_site_refused", 403);
    public static readonly ProblemCode NotFound = new("not_found", 404);
    public static readonly ProblemCode SharingAgreementNeeded = new("sharing_agreement_needed", 403);
    public static readonly ProblemCode PurposeNeeded = new("purpose_needed", 403);
    public static readonly ProblemCode FreshSignInNeeded = new("fresh_sign_in_needed", 403);
    public static readonly ProblemCode SecondPersonNeeded = new("second_person_needed", 403);

    // Fields in general.
    public static readonly ProblemCode FieldMissing = new("field_missing", 400);
    public static readonly ProblemCode FieldUnknown = new("field_unknown", 400);
    public static readonly ProblemCode FieldTooLong = new("field_too_long", 400);
    public static readonly ProblemCode FieldNotAllowedHere = new("field_not_allowed_here", 400);
    public static readonly ProblemCode WordUnknown = new("word_unknown", 400);
    public static readonly ProblemCode NumberOutOfRange = new("number_out_of_range", 400);
    public static readonly ProblemCode TextNotClean = new("text_not_clean", 400);

    public static readonly ProblemCode TextMayIdentify = new("text_may_identify", 422);
    public static readonly ProblemCode LanguageReasonNeeded = new("language_reason_needed", 422);

    // Where.
    public static readonly ProblemCode CoordinateNotANumber = new("coordinate_not_a_number", 400);
    public static readonly ProblemCode CoordinateCount = new("coordinate_count", 400);
    public static readonly ProblemCode CoordinateOutOfRange = new("coordinate_out_of_range", 400);
    public static readonly ProblemCode CoordinatesSwapped = new("coordinates_swapped", 400);
    public static readonly ProblemCode NullIsland = new("null_island", 422);
    public static readonly ProblemCode OutsideArea = new("outside_area", 422);
    public static readonly ProblemCode CrsNotSupported = new("crs_not_supported", 400);
    public static readonly ProblemCode GeometryTypeNotSupported = new("geometry_type_not_supported", 400);
    public static readonly ProblemCode PolygonNotClosed = new("polygon_not_closed", 400);
    public static readonly ProblemCode PolygonTooFewCorners = new("polygon_too_few_corners", 400);
    public static readonly ProblemCode PolygonCrossesItself = new("polygon_crosses_itself", 400);
    public static readonly ProblemCode PolygonTooLarge = new("polygon_too_large", 400);
    public static readonly ProblemCode PolygonTooManyVertices = new("polygon_too_many_vertices", 400);
    public static readonly ProblemCode WhereMissing = new("where_missing", 400);
    public static readonly ProblemCode PlaceUnknown = new("place_unknown", 422);

    // When.
    public static readonly ProblemCode InTheFuture = new("in_the_future", 400);
    public static readonly ProblemCode TooLongAgo = new("too_long_ago", 400);
    public static readonly ProblemCode EndBeforeStart = new("end_before_start", 400);
    public static readonly ProblemCode RangeTooLong = new("range_too_long", 400);

    // Children.
    public static readonly ProblemCode ChildTokenNotValid = new("child_token_not_valid", 400);
    public static readonly ProblemCode ChildTwice = new("child_twice", 400);
    public static readonly ProblemCode ChildHeldElsewhere = new("child_held_elsewhere", 422);
    public static readonly ProblemCode ChildNotInReport = new("child_not_in_report", 400);
    public static readonly ProblemCode HarmWithoutChild = new("harm_without_child", 400);

    // Records.
    public static readonly ProblemCode IdTakenByOtherContent = new("id_taken_by_other_content", 409);
    public static readonly ProblemCode AlreadyWithdrawn = new("already_withdrawn", 409);
    public static readonly ProblemCode RecordErased = new("record_erased", 410);
    public static readonly ProblemCode VersionNeeded = new("version_needed", 428);
    public static readonly ProblemCode VersionStale = new("version_stale", 412);
    public static readonly ProblemCode ConstraintBroken = new("constraint_broken", 422);

    // Spaces.
    public static readonly ProblemCode SpaceMoveNotAllowed = new("space_move_not_allowed", 409);
    public static readonly ProblemCode PartNotInside = new("part_not_inside", 422);

    // Assessments.
    public static readonly ProblemCode SpaceNotReady = new("space_not_ready", 409);
    public static readonly ProblemCode AssessmentUnderWay = new("assessment_under_way", 409);
    public static readonly ProblemCode AssessmentOver = new("assessment_over", 409);
    public static readonly ProblemCode AssessmentMoveNotAllowed = new("assessment_move_not_allowed", 409);
    public static readonly ProblemCode AssessmentMoveBlocked = new("assessment_move_blocked", 409);
    public static readonly ProblemCode WeightingOver = new("weighting_over", 409);
    public static readonly ProblemCode WeightingNotClosed = new("weighting_not_closed", 409);
    public static readonly ProblemCode OnlyTheLead = new("only_the_lead", 403);
    public static readonly ProblemCode GoalsFull = new("goals_full", 409);
    public static readonly ProblemCode EffortNotChange = new("effort_not_change", 422);
    public static readonly ProblemCode RoundNotOpen = new("round_not_open", 409);
    public static readonly ProblemCode SafetyMapTooLarge = new("safety_map_too_large", 422);
    public static readonly ProblemCode MapCodeNotKnown = new("map_code_not_known", 404);
    public static readonly ProblemCode MapCodeNotRead = new("map_code_not_read", 422);
    public static readonly ProblemCode MapCodeTaken = new("map_code_taken", 409);
    public static readonly ProblemCode AssessmentHoldsWork = new("assessment_holds_work", 409);
    public static readonly ProblemCode InstrumentCounted = new("instrument_counted", 409);
    public static readonly ProblemCode TrainedBeforeRound = new("trained_before_round", 422);
    public static readonly ProblemCode PeerMapNotAgreed = new("peer_map_not_agreed", 409);
    public static readonly ProblemCode PeerMapUpdateDue = new("peer_map_update_due", 409);
    public static readonly ProblemCode FormVersionNotNext = new("form_version_not_next", 409);
    public static readonly ProblemCode FormNotValid = new("form_not_valid", 422);
    public static readonly ProblemCode AreasOverlap = new("areas_overlap", 400);
    public static readonly ProblemCode PeriodsUnlike = new("periods_unlike", 400);
    public static readonly ProblemCode PeriodNotOver = new("period_not_over", 409);
    public static readonly ProblemCode SpaceWithoutArea = new("space_without_area", 409);
    public static readonly ProblemCode TooManyComparisons = new("too_many_comparisons", 409);

    // Instruments that are answered without a name.
    public static readonly ProblemCode InstrumentNotAnonymous = new("instrument_not_anonymous", 422);
    public static readonly ProblemCode AlreadyAsked = new("already_asked", 409);
    public static readonly ProblemCode CollectionOver = new("collection_over", 409);
    public static readonly ProblemCode LinkNotValid = new("link_not_valid", 404);
    public static readonly ProblemCode LinkNotOpenYet = new("link_not_open_yet", 409);
    public static readonly ProblemCode LinkClosed = new("link_closed", 410);
    public static readonly ProblemCode BallotNotValid = new("ballot_not_valid", 409);
    public static readonly ProblemCode CollectionFull = new("collection_full", 409);

    // Files of partners.
    public static readonly ProblemCode UploadEmpty = new("upload_empty", 422);
    public static readonly ProblemCode UploadTooLarge = new("upload_too_large", 413);
    public static readonly ProblemCode UploadNotText = new("upload_not_text", 422);
    public static readonly ProblemCode UploadTooManyRows = new("upload_too_many_rows", 422);
    public static readonly ProblemCode UploadTooManyColumns = new("upload_too_many_columns", 422);
    public static readonly ProblemCode UploadColumnsMissing = new("upload_columns_missing", 422);
    public static readonly ProblemCode ColumnTwice = new("column_twice", 400);
    public static readonly ProblemCode CellQuoteOpen = new("cell_quote_open", 422);
    public static readonly ProblemCode RowTooLong = new("row_too_long", 422);
    public static readonly ProblemCode CellNotANumber = new("cell_not_a_number", 422);
    public static readonly ProblemCode CellNotADay = new("cell_not_a_day", 422);
    public static readonly ProblemCode CellNotATime = new("cell_not_a_time", 422);
    public static readonly ProblemCode CellNotAGridReference = new("cell_not_a_grid_reference", 422);
    public static readonly ProblemCode HourLeftOut = new("hour_left_out", 422);
    public static readonly ProblemCode PlaceNotPlain = new("place_not_plain", 422);
    // Photos.
    public static readonly ProblemCode PhotoEmpty = new("photo_empty", 422);
    public static readonly ProblemCode PhotoNotReadable = new("photo_not_readable", 422);
    public static readonly ProblemCode PhotoTooManyPixels = new("photo_too_many_pixels", 422);
    public static readonly ProblemCode PhotoAwaited = new("photo_awaited", 404);

    // Imports.
    public static readonly ProblemCode ImportHeaderWrong = new("import_header_wrong", 422);
    public static readonly ProblemCode ImportFileTypeUnknown = new("import_file_type_unknown", 422);
    public static readonly ProblemCode ImportFileTruncated = new("import_file_truncated", 422);
    public static readonly ProblemCode ImportFileTooLarge = new("import_file_too_large", 413);
    public static readonly ProblemCode ImportArchiveUnsafe = new("import_archive_unsafe", 422);
    public static readonly ProblemCode ImportMonthContradictsName = new("import_month_contradicts_name", 422);
    public static readonly ProblemCode ImportForceContradictsName = new("import_force_contradicts_name", 422);
    public static readonly ProblemCode ImportEditionTwice = new("import_edition_twice", 422);
    public static readonly ProblemCode ImportRowNotReadable = new("import_row_not_readable", 422);
    public static readonly ProblemCode ImportEmpty = new("import_empty", 422);
    /// <summary>No file says in its name of which square of 20 km it is.</summary>
    public static readonly ProblemCode ImportSquareMissing = new("import_square_missing", 422);
    public static readonly ProblemCode ImportNotUtf8 = new("import_not_utf8", 422);
    public static readonly ProblemCode ImportStopsMissing = new("import_stops_missing", 422);
    public static readonly ProblemCode ImportTooManyRows = new("import_too_many_rows", 422);
    public static readonly ProblemCode ImportBoundaryCodeMissing = new("import_boundary_code_missing", 422);

    // Governance.
    public static readonly ProblemCode PersonUnknown = new("person_unknown", 422);
    public static readonly ProblemCode AlreadyEnded = new("already_ended", 409);
    public static readonly ProblemCode FieldTooShort = new("field_too_short", 400);
    public static readonly ProblemCode DayNotInRange = new("day_not_in_range", 400);
    public static readonly ProblemCode TooFewToTell = new("too_few_to_tell", 409);
    public static readonly ProblemCode GlassNotNeeded = new("glass_not_needed", 409);
    public static readonly ProblemCode RecordHeld = new("record_held", 409);

    // Exports.
    public static readonly ProblemCode ExportNotForRecipient = new("export_not_for_recipient", 422);
    public static readonly ProblemCode SheetsNotPossible = new("sheets_not_possible", 422);
    public static readonly ProblemCode ExportTooLarge = new("export_too_large", 422);
    public static readonly ProblemCode ExportGone = new("export_gone", 410);
    public static readonly ProblemCode ExportChanged = new("export_changed", 409);
    public static readonly ProblemCode RangeNotSatisfiable = new("range_not_satisfiable", 416);

    // Analyses.
    public static readonly ProblemCode DistanceNotPositive = new("distance_not_positive", 400);
    public static readonly ProblemCode DistanceTooLarge = new("distance_too_large", 400);
    public static readonly ProblemCode CountOutOfRange = new("count_out_of_range", 400);
    public static readonly ProblemCode TooManyEvents = new("too_many_events", 422);
    public static readonly ProblemCode TimesTooCoarse = new("times_too_coarse", 422);
    public static readonly ProblemCode MonthNotValid = new("month_not_valid", 400);
    public static readonly ProblemCode AreaNeeded = new("area_needed", 400);
    public static readonly ProblemCode TooManyCells = new("too_many_cells", 422);
    public static readonly ProblemCode BaselineAbsent = new("baseline_absent", 422);
    public static readonly ProblemCode WindowNotWholePeriods = new("window_not_whole_periods", 400);
    public static readonly ProblemCode AlreadyFinished = new("already_finished", 409);
    public static readonly ProblemCode PeriodNotFixed = new("period_not_fixed", 400);
    public static readonly ProblemCode PeriodNotPublished = new("period_not_published", 422);

    // Planning.
    public static readonly ProblemCode TooManySites = new("too_many_sites", 409);
    public static readonly ProblemCode SiteUnknown = new("site_unknown", 422);
    public static readonly ProblemCode SiteInsidePlan = new("site_inside_plan", 422);
    public static readonly ProblemCode SpaceUnknown = new("space_unknown", 422);
    public static readonly ProblemCode ActivityUnknown = new("activity_unknown", 422);
    public static readonly ProblemCode OutsideItsTime = new("outside_its_time", 400);

    /// <summary>All problems, for the catalogue page and for the test that each has its words in both languages.</summary>
    public static IReadOnlyList<ProblemCode> All { get; } =
        [.. typeof(ProblemCodes).GetFields().Select(field => field.GetValue(null)).OfType<ProblemCode>()];
}
