using System.Text;

namespace SpacesPlaces.Api.Hotspots.Events;

/// <summary>
/// Numbers for tokens, so that columns hold numbers. Grows only; shared by the snapshots that follow each other. Tokens lie behind each
/// other as UTF-8: a text of its own would take four times the memory.
/// </summary>
internal sealed class TokenTable
{
    private readonly Lock _gate = new();
    private byte[] _text = [];
    private int[] _starts = [0];
    private int[] _slots = [];
    private int _count;

    public int Count
    {
        get { lock (_gate) return _count; }
    }

    public int NumberOf(string token)
    {
        Span<byte> bytes = token.Length <= 64 ? stackalloc byte[token.Length * 3] : new byte[token.Length * 3];
        bytes = bytes[..Encoding.UTF8.GetBytes(token, bytes)];
        lock (_gate)
        {
            if (_slots.Length < (_count + 1) * 2) Widen();
            var slot = SlotOf(bytes);
            if (_slots[slot] == 0) _slots[slot] = Append(bytes) + 1;
            return _slots[slot] - 1;
        }
    }

    public string TokenOf(int number) => Encoding.UTF8.GetString(Utf8Of(number));

    /// <summary>The bytes of a token; they stay as they are while the table grows.</summary>
    public ReadOnlySpan<byte> Utf8Of(int number)
    {
        lock (_gate) return Bytes(number);
    }

    private ReadOnlySpan<byte> Bytes(int number) => _text.AsSpan(_starts[number], _starts[number + 1] - _starts[number]);

    private int Append(ReadOnlySpan<byte> bytes)
    {
        var end = _starts[_count] + bytes.Length;
        if (end > _text.Length) Array.Resize(ref _text, Math.Max(end, _text.Length + (_text.Length / 2)));
        if (_count + 1 >= _starts.Length) Array.Resize(ref _starts, _starts.Length + (_starts.Length / 2) + 2);
        bytes.CopyTo(_text.AsSpan(_starts[_count]));
        _starts[_count + 1] = end;
        return _count++;
    }

    // The slot that holds the token, or the free one where it belongs. Slots hold numbers plus one, and half of them at most.
    private int SlotOf(ReadOnlySpan<byte> bytes)
    {
        var hash = default(HashCode);
        hash.AddBytes(bytes);
        var slot = (int)((uint)hash.ToHashCode() % (uint)_slots.Length);
        while (_slots[slot] != 0 && !Bytes(_slots[slot] - 1).SequenceEqual(bytes)) slot = slot + 1 == _slots.Length ? 0 : slot + 1;
        return slot;
    }

    private void Widen()
    {
        _slots = new int[Math.Max(64, _slots.Length * 2)];
        for (var number = 0; number < _count; number++) _slots[SlotOf(Bytes(number))] = number + 1;
    }
}
