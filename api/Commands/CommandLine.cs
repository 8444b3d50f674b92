using System.CommandLine;
using System.Net;
using System.Runtime.InteropServices;
using Npgsql;
using SpacesPlaces.Api.Database;

namespace SpacesPlaces.Api.Commands;

/// <summary>The program's commands; each is thin, over the rooms.</summary>
public static class CommandLine
{
    /// <summary>Exit code when the program cannot do what was asked; the reason is one line on standard error.</summary>
    public const int Refused = 1;

    /// <summary>Exit code of a fault of the program.</summary>
    public const int Fault = 70;

    public static async Task<int> RunAsync(string[] args)
    {
        var options = new CommonOptions();
        var root = new RootCommand("SpacesPlaces: finds spaces where harm repeats to different children.")
        {
            options.Data,
            RunCommand.Define(options),
            ServeCommand.Define(options),
            MigrateCommand.Define(options),
            PartnershipCommand.Define(options),
            UserCommand.Define(options),
            ImportFilesCommand.Define(options),
            DemonstrationCommand.Define(options),
            VerifyAuditCommand.Define(options),
            RetentionCommand.Define(options),
            ErasuresCommand.Define(options),
            OpenApiCommand.Define(),
        };

        // The commands stop what they started themselves, in their own time; the parser's handler would cut them short.
        using var stop = new StopSignals();
        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        try
        {
            return await root.Parse(args).InvokeAsync(configuration, stop.Token);
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return 128 + stop.Signal;
        }
        catch (Exception fault)
        {
            // Caught in any case: an exception that nobody catches ends the program without stopping what it started.
            await Console.Error.WriteLineAsync(Explain(fault) ?? fault.ToString());
            return (fault as OperatorException)?.ExitCode ?? (Explain(fault) is null ? Fault : Refused);
        }
    }

    // What an operator can put right is said in one line. Anything else is a fault of the program and shows its trace.
    private static string? Explain(Exception fault) => fault switch
    {
        // The last are files that an operator put into the data folder.
        OperatorException or DatabaseNotUsableException or PrivateClusterException or InvalidDataException => fault.Message,
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
            "The database refused the user name or password of its connection string.",
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } refused => $"The database server answers: {refused.MessageText}.",
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } refused =>
            $"The database role may not do this: {refused.MessageText}.",
        NpgsqlException { InnerException: System.Net.Sockets.SocketException or TimeoutException or IOException } away =>
            $"The database cannot be reached: {away.Message}",
        _ => null,
    };
}

/// <summary>What was asked cannot be done; the message is one clear line for the operator.</summary>
public sealed class OperatorException(string message, int exitCode = CommandLine.Refused) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}

/// <summary>Ctrl-C, a closed terminal and an ordinary kill, from the first moment on: also before there is a web server to stop.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly List<PosixSignalRegistration> registrations = [];

    public StopSignals()
    {
        foreach (var (signal, number) in new[] { (PosixSignal.SIGHUP, 1), (PosixSignal.SIGINT, 2), (PosixSignal.SIGTERM, 15) })
            registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                Signal = number;
                source.Cancel();
            }));
    }

    public CancellationToken Token => source.Token;

    /// <summary>Number of the signal that came last.</summary>
    public int Signal { get; private set; }

    public void Dispose()
    {
        foreach (var registration in registrations) registration.Dispose();
        source.Dispose();
    }
}

/// <summary>Options that several commands share.</summary>
internal sealed class CommonOptions
{
    public Option<string> Data { get; } = new("--data")
    {
        Description = "Data folder: accounts of the demonstration, keys, and the private database unless SPACESPLACES_DB names another.",
        HelpName = "FOLDER",
        Recursive = true,
        DefaultValueFactory = _ => DataFolder.DefaultPath,
    };

    public Option<int> Port { get; } = new("--port")
    {
        Description = "Port to listen on; 0 takes a free one.",
        DefaultValueFactory = _ => 8080,
    };

    public Option<string> Bind { get; } = new("--bind")
    {
        Description = "Address to listen on; 0.0.0.0 for every network of this machine.",
        DefaultValueFactory = _ => "127.0.0.1",
    };

    public Option<string?> Partnership { get; } = new("--partnership")
    {
        Description = "Name (in either language) or id of the partnership; may be left out where there is only one.",
    };

    public CommonOptions()
    {
        Port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 65_535) result.AddError("--port must be from 0 to 65535.");
        });
        Bind.Validators.Add(result =>
        {
            if (!IPAddress.TryParse(result.GetValueOrDefault<string>(), out _)) result.AddError("--bind must be an IP address, such as 127.0.0.1.");
        });
    }
}
