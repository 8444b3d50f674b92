using Avalonia.Controls;
using Avalonia.Threading;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.MapClient.Access;
using SpacesPlaces.MapClient.Cache;
using SpacesPlaces.MapClient.Http;
using SpacesPlaces.MapClient.Language;

namespace SpacesPlaces.MapClient.Desktop;

/// <summary>What stands behind the window: the map, the workspace, the way to the service, and who is signed in.</summary>
internal sealed class Desk : IDisposable
{
    private static readonly TimeSpan KeepFor = TimeSpan.FromDays(3);
    private readonly OfflineCache cache;
    private readonly PrintFolder prints;
    private readonly CancellationTokenSource ending = new();
    private HttpClient? http;
    private bool isReading;

    /// <param name="words">The language.</param>
    /// <param name="folder">This program's own folder; that of whoever uses the computer when null.</param>
    public Desk(Words words, string? folder = null)
    {
        Words = words;
        Workspace = new(Surface, words, NationalGrid.Helmert, TimeProvider.System);
        Folder = folder ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "SpacesPlaces");
        Directory.CreateDirectory(Folder);
        prints = new(Path.Combine(Folder, "print"));
        cache = new(Path.Combine(Folder, "kept"), KeepFor, TimeProvider.System);
        Address = Program.Option("--server") ?? "http://127.0.0.1:5000";
        Connection.Changed += (_, _) => Dispatcher.UIThread.Post(() => Changed?.Invoke(this, EventArgs.Empty));
        words.Changed += (_, _) =>
        {
            // What was said was said in the other language.
            Fault = null;
            if (Client is { } client) client.Tongue = words.Tongue;
        };
    }

    public Words Words { get; }

    public MapsuiSurface Surface { get; } = new();

    public Workspace Workspace { get; }

    public Connection Connection { get; } = new(TimeProvider.System);

    /// <summary>This program's own folder of this user.</summary>
    public string Folder { get; }

    /// <summary>Address of the service as it was typed.</summary>
    public string Address { get; set; }

    public ApiClient? Client { get; private set; }

    public SignInModel? SignIn { get; private set; }

    /// <summary>Who is signed in, or whose kept view is shown.</summary>
    public Me? Me => Workspace.Data.Me;

    /// <summary>True while somebody must show who they are before anything can be done.</summary>
    public bool IsLocked { get; private set; } = true;

    /// <summary>How far reading is, 0 to 1; null while nothing is read.</summary>
    public double? Reading { get; private set; }

    /// <summary>What went wrong last, in words; null when nothing did.</summary>
    public string? Fault { get; private set; }

    public CancellationToken Ending => ending.Token;

    /// <summary>Who is there, how things stand, or how far reading is changed.</summary>
    public event EventHandler? Changed;

    public bool May(string permission) => Me?.Permissions.Contains(permission) == true;

    /// <summary>Signs in, opens what was kept, and reads everything; false when the sign-in asks for something else.</summary>
    public async Task<bool> SignInAsync(string user, string password, string? code)
    {
        if (ServerAddress.Read(Address) is not { } address)
        {
            Say(Words["desktop.address_wrong"]);
            return false;
        }

        if (http?.BaseAddress != address || SignIn is null) Reach(address);
        Say(null);
        if (!await SignIn!.TryAsync(user, password, code, Ending)) return false;
        await Task.Run(() => cache.Open(user.Trim(), password));
        IsLocked = false;
        await ReadAsync();
        return true;
    }

    /// <summary>Shows what was kept of an earlier visit; false when the password opens nothing.</summary>
    public async Task<bool> RecallAsync(string user, string password)
    {
        if (string.IsNullOrWhiteSpace(user) || password.Length == 0)
        {
            Say(Words[string.IsNullOrWhiteSpace(user) ? "access.user_missing" : "access.password_missing"]);
            return false;
        }

        var kept = await Task.Run(() =>
        {
            cache.Open(user.Trim(), password);
            return Workspace.Kept(cache);
        });
        if (kept is var (data, keptAt)) Workspace.Take(data, keptAt);
        else
        {
            cache.Lock();
            Say(Words["desktop.nothing_kept"]);
            return false;
        }

        IsLocked = false;
        WholeArea();
        Say(null);
        return true;
    }

    /// <summary>Reads everything anew; what is on screen stays until it is there.</summary>
    public async Task ReadAsync()
    {
        if (isReading || Client is not { } client || SignIn?.Me is not { } me) return;
        isReading = true;
        var isFirst = Me is null;
        (Reading, Fault) = (0, null);
        Changed?.Invoke(this, EventArgs.Empty);
        try
        {
            var progress = new Progress<double>(done =>
            {
                if (!isReading) return;
                Reading = done;
                Changed?.Invoke(this, EventArgs.Empty);
            });
            var span = Workspace.Slider.Span;
            var received = await Task.Run(() => WorkspaceData.ReadAsync(client, Connection, me, span, Workspace.Grid, progress, Ending), Ending);
            Workspace.Take(received);
            if (isFirst) WholeArea();
            await Task.Run(() => Workspace.Keep(cache), Ending);
        }
        catch (ApiProblemException problem)
        {
            Fault = problem.Message;
        }
        catch (OperationCanceledException)
        {
            // The program ends.
        }
        finally
        {
            isReading = false;
            Reading = null;
            Changed?.Invoke(this, EventArgs.Empty);
        }
    }

    /// <summary>Asks the service, again by itself when the connection breaks; null when it refused, which is then said.</summary>
    public async Task<T?> AskAsync<T>(Func<ApiClient, CancellationToken, Task<T>> ask) where T : class
    {
        if (Client is not { } client)
        {
            Say(Words["house.unreachable"]);
            return null;
        }

        try
        {
            return await Connection.UntilAnsweredAsync(stop => ask(client, stop), Ending);
        }
        catch (ApiProblemException problem)
        {
            Say(problem.Message);
            return null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    public void WholeArea()
    {
        if (Me?.Partnership.Bounds is [var west, var south, var east, var north]) Surface.GoTo(new(west, east, south, north));
    }

    /// <summary>Signs out, and takes everything off the screen.</summary>
    public async Task SignOutAsync()
    {
        var client = Client;
        IsLocked = true;
        Workspace.Clear();
        cache.Lock();
        prints.Clear();
        SignIn?.Restart();
        (Client, SignIn) = (null, null);
        Changed?.Invoke(this, EventArgs.Empty);
        try
        {
            if (client is not null) await client.SignOutAsync(Ending);
        }
        catch (Exception fault) when (fault is ApiProblemException or UnreachableException)
        {
            // The session ends by itself in the office; here nothing is left of it.
        }
    }

    /// <summary>Prints what is on screen.</summary>
    public void Print() => Say(Words.Say("desktop.printed_to", ("path", prints.Show(Workspace.Print(Surface.ExportPng())))));

    /// <summary>Saves what is on screen as a picture where its reader wants it, marked as paper is.</summary>
    public async Task SavePictureAsync(TopLevel window)
    {
        if (await window.StorageProvider.SaveFilePickerAsync(new() { SuggestedFileName = "spacesplaces-map.png", DefaultExtension = "png" }) is not { } file) return;
        await using var to = await file.OpenWriteAsync();
        PictureSheet.Write(Workspace.Head(), Surface.ExportPng(), to);
        Say(Words["desktop.picture_saved"]);
    }

    /// <summary>Says what went wrong, or takes back what was said.</summary>
    public void Say(string? fault)
    {
        Fault = fault;
        Changed?.Invoke(this, EventArgs.Empty);
    }

    public void Dispose()
    {
        ending.Cancel();
        Workspace.Dispose();
        Surface.Dispose();
        cache.Dispose();
        http?.Dispose();
        ending.Dispose();
    }

    private void Reach(Uri address)
    {
        http?.Dispose();
        http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(100) };
        http.DefaultRequestHeaders.UserAgent.Add(new("SpacesPlaces", typeof(Desk).Assembly.GetName().Version?.ToString(3)));
        Client = new(http) { Tongue = Words.Tongue };
        Client.SessionEnded += (_, _) => Dispatcher.UIThread.Post(() =>
        {
            IsLocked = true;
            SignIn?.Restart();
            Say(Words["desktop.session_ended"]);
        });
        SignIn = new(Client, Words);
        SignIn.Changed += (_, _) => Dispatcher.UIThread.Post(() => Changed?.Invoke(this, EventArgs.Empty));
    }
}
