using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SpacesPlaces.MapClient.Cache;

/// <summary>Something that was kept.</summary>
/// <param name="Content">What was kept.</param>
/// <param name="KeptAt">When; whoever shows it says so.</param>
public sealed record Kept(byte[] Content, DateTimeOffset KeptAt);

/// <summary>
/// What a reader saw last, kept for when there is no network: encrypted (AES-256-GCM) under a key made from their password, which is kept
/// nowhere. Without signing in, nothing in the folder can be read, not even whose it is or what it is of. After its time it is gone.
/// </summary>
/// <remarks>Key: PBKDF2 with SHA-256, 600,000 rounds (OWASP Password Storage Cheat Sheet, 2023), a random salt of 32 bytes for each user.</remarks>
public sealed class OfflineCache : IDisposable
{
    private const int Rounds = 600_000;
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int HeaderBytes = sizeof(long) + NonceBytes + TagBytes;
    private const string SaltFile = "salt";
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(5);

    private readonly string root;
    private readonly TimeSpan keep;
    private readonly TimeProvider clock;
    private byte[]? key;
    private string? folder;

    /// <summary>A cache in a folder; what is past its time there is deleted at once, whoever's it is.</summary>
    /// <param name="root">Folder of this program's own.</param>
    /// <param name="keep">How long something is kept.</param>
    /// <param name="clock">Time.</param>
    public OfflineCache(string root, TimeSpan keep, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        (this.root, this.keep, this.clock) = (root, keep, clock);
        Directory.CreateDirectory(root);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        WipeExpired();
    }

    /// <summary>True when somebody unlocked it.</summary>
    public bool IsOpen => key is not null;

    /// <summary>Opens the part of a user with their password. Whether it was the right one shows in that something can be read.</summary>
    public void Open(string user, string password)
    {
        ArgumentException.ThrowIfNullOrEmpty(user);
        ArgumentException.ThrowIfNullOrEmpty(password);
        Lock();
        folder = Path.Combine(root, NameOf(Encoding.UTF8.GetBytes("user"), user));
        var saltPath = Path.Combine(folder, SaltFile);
        if (!File.Exists(saltPath))
        {
            Directory.CreateDirectory(folder);
            WriteWhole(saltPath, RandomNumberGenerator.GetBytes(KeyBytes));
        }

        key = Rfc2898DeriveBytes.Pbkdf2(password, File.ReadAllBytes(saltPath), Rounds, HashAlgorithmName.SHA256, KeyBytes);
    }

    /// <summary>Forgets the key; what is kept stays, unreadable until the same person signs in.</summary>
    public void Lock()
    {
        if (key is not null) CryptographicOperations.ZeroMemory(key);
        (key, folder) = (null, null);
    }

    /// <summary>Keeps something in place of what was kept under the name.</summary>
    /// <exception cref="InvalidOperationException">Nobody unlocked the cache.</exception>
    public void Put(string name, ReadOnlySpan<byte> content)
    {
        var (secret, place) = Opened();
        var file = new byte[HeaderBytes + content.Length];
        BinaryPrimitives.WriteInt64LittleEndian(file, clock.GetUtcNow().UtcTicks);
        var nonce = file.AsSpan(sizeof(long), NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using AesGcm cipher = new(secret, TagBytes);
        cipher.Encrypt(nonce, content, file.AsSpan(HeaderBytes), file.AsSpan(sizeof(long) + NonceBytes, TagBytes), About(name, file));
        WriteWhole(Path.Combine(place, NameOf(secret, name)), file);
    }

    /// <summary>What was kept under a name; null when there is nothing, its time is over, it was changed by somebody, or the password was another.</summary>
    /// <exception cref="InvalidOperationException">Nobody unlocked the cache.</exception>
    public Kept? Get(string name)
    {
        var (secret, place) = Opened();
        var path = Path.Combine(place, NameOf(secret, name));
        if (!File.Exists(path)) return null;
        var file = File.ReadAllBytes(path);
        if (file.Length < HeaderBytes || IsPast(file))
        {
            File.Delete(path);
            return null;
        }

        var content = new byte[file.Length - HeaderBytes];
        using AesGcm cipher = new(secret, TagBytes);
        try
        {
            cipher.Decrypt(
                file.AsSpan(sizeof(long), NonceBytes), file.AsSpan(HeaderBytes), file.AsSpan(sizeof(long) + NonceBytes, TagBytes), content, About(name, file));
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return new(content, KeptAt(file));
    }

    /// <summary>Deletes what was kept under a name.</summary>
    /// <exception cref="InvalidOperationException">Nobody unlocked the cache.</exception>
    public void Remove(string name)
    {
        var (secret, place) = Opened();
        File.Delete(Path.Combine(place, NameOf(secret, name)));
    }

    /// <summary>Deletes everything of the user who unlocked it, and the salt with it: no password opens it again.</summary>
    public void WipeOwn()
    {
        if (folder is not null && Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Lock();
    }

    /// <summary>Deletes what is past its time, without knowing what it is.</summary>
    public void WipeExpired()
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        foreach (var file in Directory.GetFiles(root, "*", SearchOption.AllDirectories))
        {
            if (Path.GetFileName(file) == SaltFile) continue;
            bool past;
            using (var stream = File.OpenRead(file)) past = stream.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes || IsPast(header);
            if (past) File.Delete(file);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Lock();

    // A clock that was set back would keep things for ever: what comes from the future is past its time too.
    private bool IsPast(ReadOnlySpan<byte> file)
    {
        var ticks = BinaryPrimitives.ReadInt64LittleEndian(file);
        if (ticks < 0 || ticks > DateTimeOffset.MaxValue.UtcTicks) return true;
        var age = clock.GetUtcNow() - new DateTimeOffset(ticks, TimeSpan.Zero);
        return age > keep || age < -ClockSlack;
    }

    private static DateTimeOffset KeptAt(ReadOnlySpan<byte> file) => new(BinaryPrimitives.ReadInt64LittleEndian(file), TimeSpan.Zero);

    // The time and the name are part of what is sealed: nobody makes a file younger or passes one off as another.
    private static byte[] About(string name, ReadOnlySpan<byte> file) => [.. file[..sizeof(long)], .. Encoding.UTF8.GetBytes(name)];

    private static string NameOf(byte[] secret, string name) => Convert.ToHexString(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(name)));

    private (byte[] Key, string Folder) Opened() =>
        key is not null && folder is not null ? (key, folder) : throw new InvalidOperationException("Nobody unlocked the cache.");

    // Written beside and moved: a program that is killed leaves the old file or the new one, never half of one.
    private static void WriteWhole(string path, byte[] content)
    {
        var beside = path + ".new";
        File.WriteAllBytes(beside, content);
        File.Move(beside, path, overwrite: true);
    }
}
