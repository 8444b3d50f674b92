using System.Collections.Frozen;
using Npgsql;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Http;

/// <summary>What the database refuses, translated once: constraint name → problem.</summary>
internal static class Constraints
{
    private static readonly FrozenDictionary<string, ProblemCode> Named = new Dictionary<string, ProblemCode>
    {
        ["incident_pkey"] = ProblemCodes.IdTakenByOtherContent,
        ["job_pkey"] = ProblemCodes.IdTakenByOtherContent,
        ["incident_place_known"] = ProblemCodes.PlaceUnknown,
        ["incident_has_a_where"] = ProblemCodes.WhereMissing,
        ["incident_end_not_before_start"] = ProblemCodes.EndBeforeStart,
        ["incident_point_in_national_grid"] = ProblemCodes.CoordinateOutOfRange,
        ["incident_point_not_at_origin"] = ProblemCodes.NullIsland,
        ["incident_point_not_empty"] = ProblemCodes.CoordinateNotANumber,
        ["incident_narrative_length"] = ProblemCodes.FieldTooLong,
        ["child_token_shape"] = ProblemCodes.ChildTokenNotValid,
        ["collection_answer_code_once"] = ProblemCodes.MapCodeTaken,
        ["child_token_once"] = ProblemCodes.ChildHeldElsewhere,
    }.ToFrozenDictionary();

    /// <summary>The refusal for a database error; null for one that is a fault of ours.</summary>
    public static Refusal? ToRefusal(PostgresException error) => error.SqlState switch
    {
        PostgresErrorCodes.CheckViolation or PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ForeignKeyViolation =>
            new(Named.GetValueOrDefault(error.ConstraintName ?? "", ProblemCodes.ConstraintBroken)),
        // Text that the database's encoding cannot hold, such as a NUL.
        PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter => new(ProblemCodes.TextNotClean),
        // Two who change each other at the same moment, for instance two administrators: the database lets one of them through.
        PostgresErrorCodes.DeadlockDetected => new(ProblemCodes.VersionStale),
        // Our own limit on a statement.
        PostgresErrorCodes.QueryCanceled => new(ProblemCodes.TookTooLong),
        // Stopped, starting, out of room or connections.
        "57P01" or "57P02" or "57P03" or "53100" or "53200" or "53300" => new(ProblemCodes.DatabaseUnavailable),
        _ => null,
    };
}
