using System.Net;

namespace SpacesPlaces.Api.Http;

/// <summary>What an operator opens: everything is closed until it is named. Read from the environment.</summary>
public sealed record DoorSettings
{
    /// <summary>Web servers in front that end TLS: only they may say who asks and whether the way there was encrypted.</summary>
    public IReadOnlyList<IPNetwork> Proxies { get; init; } = [];

    /// <summary>Where plain HTTP may come from besides this machine, because something else guards the way.</summary>
    public IReadOnlyList<IPNetwork> PlainHttpFrom { get; init; } = [];

    /// <summary>Exact origins of other sites whose pages may ask the API, always with a bearer token.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>Exact origins inside the operator's own network that the program may call, for instance a directory's sign-in.</summary>
    public IReadOnlyList<string> OutgoingInside { get; init; } = [];

    /// <summary>False where nobody gets published boundaries and places without saying who they are.</summary>
    public bool OpenData { get; init; } = true;

    /// <summary>The partnership whose published boundaries and places anybody may have; the only one there is when none is named.</summary>
    public Guid? OpenDataOf { get; init; }

    /// <summary>Longest that a request may take; uploads and streams name their own.</summary>
    public TimeSpan RequestLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How much one person and one address may ask.</summary>
    public RateSettings Rates { get; init; } = new();

    /// <summary>Reads the settings; lists are separated by commas.</summary>
    /// <param name="read">The value of a variable of the environment.</param>
    /// <exception cref="FormatException">A value cannot be used; the message names the variable.</exception>
    public static DoorSettings FromEnvironment(Func<string, string?> read) => new()
    {
        Proxies = Networks("SPACESPLACES_PROXIES", read),
        PlainHttpFrom = Networks("SPACESPLACES_PLAIN_HTTP_FROM", read),
        Origins = SiteOrigins("SPACESPLACES_ORIGINS", read),
        OutgoingInside = SiteOrigins("SPACESPLACES_OUTGOING_INSIDE", read),
        OpenData = read("SPACESPLACES_OPEN_DATA") is not "off",
        OpenDataOf = read("SPACESPLACES_OPEN_DATA") switch
        {
            null or "" or "on" or "off" => null,
            var id => Guid.TryParse(id, out var partnership) ? partnership : throw Unusable("SPACESPLACES_OPEN_DATA", id, "on, off or the id of a partnership"),
        },
        Rates = read("SPACESPLACES_BRAKES") switch
        {
            null or "" or "on" => new(),
            "off" => RateSettings.None,
            var other => throw Unusable("SPACESPLACES_BRAKES", other, "on or off"),
        },
    };

    private static IPNetwork[] Networks(string variable, Func<string, string?> read) =>
        [.. Parts(variable, read).Select(part => Network(part) ?? throw Unusable(variable, part, "an IP address or a network such as 192.0.2.0/24"))];

    private static string[] SiteOrigins(string variable, Func<string, string?> read) =>
        [.. Parts(variable, read).Select(part =>
            Uri.TryCreate(part, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.GetLeftPart(UriPartial.Authority) == part
                ? part
                : throw Unusable(variable, part, "an origin such as https://maps.example.org, without a path or a star"))];

    private static IPNetwork? Network(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new(address, address.GetAddressBytes().Length * 8)
        : null;

    private static string[] Parts(string variable, Func<string, string?> read) =>
        (read(variable) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static FormatException Unusable(string variable, string value, string wanted) => new($"{variable}: '{value}' is not {wanted}.");
}

/// <summary>Budgets that refill steadily: as many requests at once as the burst, then so many a second.</summary>
public sealed record RateSettings
{
    /// <summary>A page loads some twenty things at once; a person cannot keep this up, a script can.</summary>
    public RequestBudget PerPerson { get; init; } = new(600, 100);

    /// <summary>A whole office may share one address.</summary>
    public RequestBudget PerAddress { get; init; } = new(6_000, 1_000);

    /// <summary>Ways in without a sign-in. Guessing at one account is braked by the account's own lock.</summary>
    public RequestBudget SignInPerAddress { get; init; } = new(60, 1);

    /// <summary>Those who answer an instrument without a name: a whole class may do so at once behind one address.</summary>
    public RequestBudget TakePartPerAddress { get; init; } = new(300, 5);

    /// <summary>How many may answer one collection from one address within an hour: a class with some to spare.</summary>
    public int BallotsPerAddressAndHour { get; init; } = 40;

    /// <summary>Wrong codes of own maps from one address within an hour.</summary>
    public int WrongCodesPerAddressAndHour { get; init; } = 20;

    /// <summary>No brake, for tests of other things and for benchmarks.</summary>
    public static RateSettings None { get; } = new()
    {
        PerPerson = new(int.MaxValue, int.MaxValue),
        PerAddress = new(int.MaxValue, int.MaxValue),
        SignInPerAddress = new(int.MaxValue, int.MaxValue),
        TakePartPerAddress = new(int.MaxValue, int.MaxValue),
        BallotsPerAddressAndHour = int.MaxValue,
        WrongCodesPerAddressAndHour = int.MaxValue,
    };
}

/// <summary>So many requests at once, then so many a second.</summary>
public sealed record RequestBudget(int Burst, int PerSecond);
