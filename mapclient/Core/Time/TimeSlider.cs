using System.Globalization;

namespace SpacesPlaces.MapClient.Time;

/// <summary>How far one step of the slider goes.</summary>
public enum TimeStep
{
    /// <summary>A day.</summary>
    Day,
    /// <summary>Seven days.</summary>
    Week,
    /// <summary>A calendar month.</summary>
    Month,
    /// <summary>Three calendar months.</summary>
    Quarter,
    /// <summary>A year.</summary>
    Year,
}

/// <summary>
/// A window of days that is moved over a longer span: by step, by typing, or by itself while it plays. It never leaves the span, and
/// a step forwards undoes a step back.
/// </summary>
public sealed class TimeSlider
{
    // Windows are kept as whole steps from an anchor, so that 31 January, a month on and a month back, is 31 January again.
    private TimeWindow anchor;
    private int steps;

    /// <summary>A slider over a span.</summary>
    /// <param name="span">The days that can be shown.</param>
    /// <param name="window">The days that are shown first; they are cut to the span.</param>
    /// <param name="step">How far a step goes.</param>
    public TimeSlider(TimeWindow span, TimeWindow window, TimeStep step = TimeStep.Month)
    {
        Span = span;
        Step = step;
        anchor = Within(window);
    }

    /// <summary>The days that can be shown.</summary>
    public TimeWindow Span { get; }

    /// <summary>How far a step goes.</summary>
    public TimeStep Step { get; private set; }

    /// <summary>The days that are shown, first and last included.</summary>
    public TimeWindow Window => steps == 0 ? anchor : Moved(steps);

    /// <summary>True while it moves on by itself.</summary>
    public bool IsPlaying { get; private set; }

    /// <summary>Other days are shown, or it began or ceased to play.</summary>
    public event EventHandler? Changed;

    /// <summary>Shows other days, cut to the span.</summary>
    public void Show(TimeWindow window)
    {
        (anchor, steps) = (Within(window), 0);
        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Chooses how far a step goes.</summary>
    public void StepBy(TimeStep step)
    {
        (anchor, steps, Step) = (Window, 0, step);
        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Moves the window by whole steps; false at the end of the span, where it stays.</summary>
    /// <param name="by">Steps forwards; negative for back.</param>
    public bool Move(int by)
    {
        var moved = Moved(steps + by);
        if (moved.From < Span.From || moved.To > Span.To) return false;
        steps += by;
        Changed?.Invoke(this, EventArgs.Empty);
        return true;
    }

    /// <summary>Begins to play, from the beginning of the span when the window stands at its end.</summary>
    public void Play()
    {
        var next = Moved(steps + 1);
        if (next.To > Span.To) (anchor, steps) = (new(Span.From, Span.From.AddDays(Window.Days - 1)), 0);
        IsPlaying = true;
        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Ceases to play; the window stays where it is.</summary>
    public void Pause()
    {
        if (!IsPlaying) return;
        IsPlaying = false;
        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>One beat of playing: a step on, or the end of playing at the end of the span.</summary>
    public void Beat()
    {
        if (IsPlaying && !Move(1)) Pause();
    }

    /// <summary>Reads a day as people type it: 6/3/2026, 06.03.2026, 2026-03-06. Day before month, four figures for the year.</summary>
    public static bool TryReadDay(string? typed, out DateOnly day) => DateOnly.TryParseExact(
        typed?.Trim(), ["d/M/yyyy", "d.M.yyyy", "d-M-yyyy", "d M yyyy", "yyyy-M-d"], CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private TimeWindow Within(TimeWindow window)
    {
        var from = window.From < Span.From ? Span.From : window.From > Span.To ? Span.To : window.From;
        var to = window.To > Span.To ? Span.To : window.To < from ? from : window.To;
        return new(from, to);
    }

    // Months have unlike lengths: both ends move, and the end of a month stays the end of a month.
    private TimeWindow Moved(int by)
    {
        if (Step is TimeStep.Day or TimeStep.Week)
        {
            var days = by * (Step == TimeStep.Week ? 7 : 1);
            return new(anchor.From.AddDays(days), anchor.To.AddDays(days));
        }

        var months = by * (Step switch { TimeStep.Month => 1, TimeStep.Quarter => 3, _ => 12 });
        var from = anchor.From.AddMonths(months);
        var to = anchor.To.AddDays(1).AddMonths(months).AddDays(-1);
        return new(from, to < from ? from : to);
    }
}
