namespace SpacesPlaces.MapClient.Map;

/// <summary>A layer with what the reader set for it.</summary>
/// <param name="Layer">What is drawn.</param>
/// <param name="IsOn">Whether it is drawn.</param>
/// <param name="Opacity">0.1 to 1.</param>
public sealed record LayerState(LayerDescription Layer, bool IsOn, double Opacity);

/// <summary>
/// The layers in the reader's order. Map, legend, list and print all read this one list, so that they always agree.
/// </summary>
public sealed class LayerTree
{
    private readonly List<LayerState> states = [];

    /// <summary>Something about the layers changed.</summary>
    public event EventHandler? Changed;

    /// <summary>All layers, the topmost first, as a tree shows them.</summary>
    public IReadOnlyList<LayerState> TopFirst => [.. Enumerable.Reverse(states)];

    /// <summary>Layers that are on, the lowest first, as they are drawn.</summary>
    public IReadOnlyList<LayerState> Drawn => [.. states.Where(state => state.IsOn)];

    /// <summary>One layer by id; null when it is not in the tree.</summary>
    public LayerState? Find(string id) => states.Find(state => state.Layer.Id == id);

    /// <summary>Adds a layer on top of its group, or puts it in the place of the one with its id and keeps what was set for that.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="isOn">Whether a new one begins on.</param>
    public void Put(LayerDescription layer, bool isOn = true)
    {
        ArgumentNullException.ThrowIfNull(layer);
        var at = states.FindIndex(state => state.Layer.Id == layer.Id);
        if (at >= 0) states[at] = states[at] with { Layer = layer };
        else states.Insert(states.FindLastIndex(state => state.Layer.Group <= layer.Group) + 1, new(layer, isOn, 1));
        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Takes a layer away; nothing happens when it is not there.</summary>
    public void Remove(string id)
    {
        if (states.RemoveAll(state => state.Layer.Id == id) > 0) Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Takes all layers away, for instance when the reader signs out.</summary>
    public void Clear()
    {
        states.Clear();
        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Shows or hides a layer.</summary>
    /// <exception cref="KeyNotFoundException">No such layer.</exception>
    public void Turn(string id, bool on) => Set(id, state => state with { IsOn = on });

    /// <summary>Sets how much of what lies below shows through.</summary>
    /// <param name="id">The layer.</param>
    /// <param name="opacity">Held between 0.1 and 1: a layer that is on is never invisible.</param>
    /// <exception cref="KeyNotFoundException">No such layer.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Not a number.</exception>
    public void SetOpacity(string id, double opacity)
    {
        if (!double.IsFinite(opacity)) throw new ArgumentOutOfRangeException(nameof(opacity));
        Set(id, state => state with { Opacity = Math.Clamp(opacity, 0.1, 1) });
    }

    /// <summary>Moves a layer up (towards the reader) or down; at an end it stays.</summary>
    /// <param name="id">The layer.</param>
    /// <param name="places">Places up; negative for down.</param>
    /// <exception cref="KeyNotFoundException">No such layer.</exception>
    public void Move(string id, int places)
    {
        var at = IndexOf(id);
        var to = Math.Clamp(at + places, 0, states.Count - 1);
        if (to == at) return;
        var state = states[at];
        states.RemoveAt(at);
        states.Insert(to, state);
        Changed?.Invoke(this, EventArgs.Empty);
    }

    private void Set(string id, Func<LayerState, LayerState> change)
    {
        var at = IndexOf(id);
        var changed = change(states[at]);
        if (changed == states[at]) return;
        states[at] = changed;
        Changed?.Invoke(this, EventArgs.Empty);
    }

    private int IndexOf(string id) =>
        states.FindIndex(state => state.Layer.Id == id) is >= 0 and var at ? at : throw new KeyNotFoundException(id);
}
