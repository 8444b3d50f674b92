using Microsoft.AspNetCore.Http.HttpResults;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Language;

namespace SpacesPlaces.Api.Http;

/// <summary>One reason to refuse, the field it concerns, and the values that its sentence names.</summary>
public sealed record Refusal(ProblemCode Code, string? Field = null, IReadOnlyDictionary<string, string>? Values = null)
{
    /// <summary>A refusal with values for its sentence.</summary>
    public static Refusal Of(ProblemCode code, string? field, params (string Name, object Value)[] values) => new(
        code, field,
        values.ToDictionary(v => v.Name, v => Convert.ToString(v.Value, System.Globalization.CultureInfo.InvariantCulture) ?? ""));
}

/// <summary>Turns refusals into RFC 9457 problem details; the words are added when the answer is written, in the request's language.</summary>
public static class Problems
{
    private const string RefusalsKey = "refusals";

    public static ProblemHttpResult Of(ProblemCode code, string? field = null, params (string Name, object Value)[] values) =>
        Of([Refusal.Of(code, field, values)]);

    /// <summary>One problem; its code and status are the first refusal's, all refusals are listed in <c>errors</c>.</summary>
    public static ProblemHttpResult Of(IReadOnlyList<Refusal> refusals) => TypedResults.Problem(
        statusCode: refusals[0].Code.Status,
        extensions: new Dictionary<string, object?> { [RefusalsKey] = refusals, ["code"] = refusals[0].Code.Code });

    /// <summary>Fills title, detail and errors in the request's language. Anything that is not one of our refusals is told by its status alone.</summary>
    internal static void Word(ProblemDetailsContext written)
    {
        var problem = written.ProblemDetails;
        var tongue = RequestLanguage.Of(written.HttpContext);
        var refusals = problem.Extensions.TryGetValue(RefusalsKey, out var held) && held is IReadOnlyList<Refusal> list
            ? list
            : [new Refusal(ForStatus(problem.Status ?? written.HttpContext.Response.StatusCode))];
        problem.Extensions.Remove(RefusalsKey);
        problem.Extensions.Remove("traceId");
        var first = refusals[0];
        problem.Status ??= first.Code.Status;
        problem.Type = $"urn:spacesplaces:problem:{first.Code.Code}";
        problem.Title = Texts.Get(tongue, $"problem.{first.Code.Code}", first.Values);
        problem.Detail = null;
        problem.Instance = null;
        problem.Extensions["code"] = first.Code.Code;
        problem.Extensions["errors"] = refusals
            .Select(refusal => new ProblemError(refusal.Field, refusal.Code.Code, Texts.Get(tongue, $"problem.{refusal.Code.Code}", refusal.Values)))
            .ToArray();
        problem.Extensions["reference"] = written.HttpContext.TraceIdentifier;
        written.HttpContext.Response.Headers.ContentLanguage = tongue == Tongue.Cy ? "cy" : "en";
    }

    private static ProblemCode ForStatus(int status) => status switch
    {
        401 => ProblemCodes.SignInNeeded,
        403 => ProblemCodes.NotAllowed,
        404 => ProblemCodes.NotFound,
        405 => ProblemCodes.MethodNotAllowed,
        408 => ProblemCodes.BodyTooSlow,
        413 => ProblemCodes.BodyTooLarge,
        414 => ProblemCodes.AddressTooLong,
        415 => ProblemCodes.MediaTypeNotSupported,
        429 => ProblemCodes.TooManyRequests,
        >= 400 and < 500 => ProblemCodes.BodyNotReadable,
        _ => ProblemCodes.Unexpected,
    };
}

/// <summary>One entry of a problem's <c>errors</c>.</summary>
public sealed record ProblemError(string? Field, string Code, string Message);
