using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.ReferenceData;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Api.Commands;

/// <summary>The web server on one address.</summary>
internal sealed class Server : IAsyncDisposable
{
    /// <summary>Exit code when the port is taken.</summary>
    public const int PortTaken = 2;

    private readonly WebApplication app;

    private Server(WebApplication app) => this.app = app;

    public IServiceProvider Services => app.Services;

    /// <summary>The address in use, with the port that was chosen; known once started.</summary>
    public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>Refuses before anything is started: a first start would otherwise work for half a minute and then fail.</summary>
    /// <exception cref="OperatorException">The port is taken, or this address is not of this machine.</exception>
    public static void RefuseTakenPort(string bind, int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Parse(bind), port);
            listener.Start();
        }
        catch (SocketException error)
        {
            throw Refusal(bind, port, error);
        }
    }

    public static Server Build(string apiConnection, DataFolder data, string bind, int port)
    {
        RefuseTakenPort(bind, port);
        return new(Http.Host.Build(new HostSettings(apiConnection, data.Path) { Doors = Doors() }, [], builder =>
        {
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Parse(bind), port));
            // Followers of a job's progress would otherwise hold up the end for half a minute.
            builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(3));
            // The commands say themselves where the program listens and when it stops.
            builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        }));
    }

    /// <summary>Says which way between WGS84 and the National Grid is in use, and marks the database with it where it is its owner who serves.</summary>
    public async Task SayCoordinatesAsync(OpenDatabase database, DataFolder data, CancellationToken cancel)
    {
        Console.WriteLine(GridInUse.Say(Services.GetRequiredService<IGridTransform>()));
        if (database.OwnerConnection is { } owner && await GridMark.KeepAsync(owner, GridInUse.IsSupplied(data.Path), cancel))
            Console.WriteLine("What was recorded until now was placed without OSTN15 and stays as it is: up to 2 m off in Wales.");
    }

    public async Task StartAsync(CancellationToken cancel)
    {
        try
        {
            await app.StartAsync(cancel);
        }
        catch (IOException error) when (error.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new OperatorException($"The port is taken: {error.Message}", PortTaken);
        }
    }

    /// <summary>Serves until the token is cancelled, then lets requests that run come to their end.</summary>
    public Task UntilStoppedAsync(CancellationToken cancel) => app.WaitForShutdownAsync(cancel);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static DoorSettings Doors()
    {
        try
        {
            return DoorSettings.FromEnvironment(Environment.GetEnvironmentVariable);
        }
        catch (FormatException wrong)
        {
            throw new OperatorException(wrong.Message);
        }
    }

    private static OperatorException Refusal(string bind, int port, SocketException error) => error.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => new($"Port {port} is taken by another program: end it, or choose another with --port.", PortTaken),
        SocketError.AccessDenied => new($"Port {port} may not be used by this user: choose one above 1023 with --port.", PortTaken),
        _ => new($"The address {bind} cannot be used: {error.Message}.", PortTaken),
    };
}
