using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Http;

/// <summary>
/// The one place where a failure below becomes an answer: unreadable bodies, constraints that the database refused, a database
/// that is away. Exception texts never leave the house.
/// </summary>
internal sealed partial class ExceptionsToProblems(IProblemDetailsService problems, ILogger<ExceptionsToProblems> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext http, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && http.RequestAborted.IsCancellationRequested)
        {
            http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var refusal = ToRefusal(exception);
        if (refusal is null)
        {
            // Type and place only: a message may quote what a person wrote.
            Failed(log, exception.GetType().Name, http.GetEndpoint()?.DisplayName, http.TraceIdentifier, Frames(exception));
            refusal = new(ProblemCodes.Unexpected);
        }

        if (exception is AuditUnavailableException unwritten) NotWritten(log, unwritten.SqlState, http.GetEndpoint()?.DisplayName, http.TraceIdentifier);
        http.Response.StatusCode = refusal.Code.Status;
        if (refusal.Code.Status == StatusCodes.Status503ServiceUnavailable) http.Response.Headers.RetryAfter = "5";
        return await problems.TryWriteAsync(new()
        {
            HttpContext = http,
            ProblemDetails = Problems.Of([refusal]).ProblemDetails,
        });
    }

    internal static Refusal? ToRefusal(Exception exception) => exception switch
    {
        BadHttpRequestException { InnerException: JsonException json } => FromJson(json),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => new(ProblemCodes.BodyTooLarge),
        BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } => new(ProblemCodes.BodyTooSlow),
        BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } => new(ProblemCodes.MediaTypeNotSupported),
        BadHttpRequestException bad => new(ProblemCodes.ParameterNotReadable, ParameterNamed(bad.Message)),
        JsonException json => FromJson(json),
        DbUpdateException { InnerException: PostgresException database } => Constraints.ToRefusal(database),
        AuditUnavailableException => new(ProblemCodes.AuditUnavailable),
        AdmissionEndedException => new(ProblemCodes.SignInNeeded),
        PostgresException database => Constraints.ToRefusal(database),
        NpgsqlException or { InnerException: NpgsqlException and not PostgresException } => new(ProblemCodes.DatabaseUnavailable),
        // EF Core wraps what it takes for a passing fault, such as a server process that was ended, once more.
        InvalidOperationException { InnerException: { } wrapped and (DbUpdateException or NpgsqlException) } => ToRefusal(wrapped),
        _ => null,
    };

    private static Refusal FromJson(JsonException json)
    {
        var field = json.Path is { Length: > 2 } path && path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : null;
        if (json is RefusedWhileReadingException refused) return Refusal.Of(refused.Problem, field, ("field", field ?? ""));
        // System.Text.Json has no type of its own for these; the texts are part of its resources and pinned by tests.
        if (json.Message.Contains("depth", StringComparison.Ordinal)) return new(ProblemCodes.BodyTooDeep, field);
        if (json.Message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal)) return new(ProblemCodes.FieldUnknown, field);
        if (json.Message.Contains("missing required properties", StringComparison.Ordinal)) return new(ProblemCodes.FieldMissing, field);
        return new(ProblemCodes.BodyNotReadable, field);
    }

    // 'Failed to bind parameter "DateOnly from" from "yesterday"': only the name goes out.
    private static string? ParameterNamed(string message)
    {
        var parts = message.Split('"');
        return parts.Length > 1 ? parts[1].Split(' ')[^1] : null;
    }

    private static string Frames(Exception exception) =>
        string.Join(" < ", (exception.StackTrace ?? "").Split('\n').Take(4).Select(frame => frame.Trim()));

    [LoggerMessage(LogLevel.Critical, "The audit cannot be written ({SqlState}), so {Endpoint} was refused, reference {Reference}")]
    private static partial void NotWritten(ILogger log, string sqlState, string? endpoint, string reference);

    [LoggerMessage(LogLevel.Error, "Request failed: {Exception} at {Endpoint}, reference {Reference}, {Frames}")]
    private static partial void Failed(ILogger log, string exception, string? endpoint, string reference, string frames);
}
