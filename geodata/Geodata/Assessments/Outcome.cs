using SpacesPlaces.Geodata.Statistics;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Assessments;

/// <summary>
/// What counts before and after a plan may say of whether it helped. They come after what young people say: a child who trusts
/// somebody reports more, and a count of a dozen shows hardly any plan to have helped. Areas of comparison are chosen before anybody looks.
/// </summary>
/// <remarks>
/// Sources: Bowers and Johnson, Journal of Quantitative Criminology 19 (2003) (quotient); POP Center problem-solving guide 10,
/// appendix C (effects, total net effect); Wheeler and Ratcliffe, Crime Science 7:11 (2018) (difference). Poor where records come in
/// bunches (one evening, one group): counts then vary more than the formulas assume, and intervals are too narrow.
/// </remarks>
public static class Outcome
{
    /// <summary>Name of the methods.</summary>
    public const string Method = "wdq-wdd";

    /// <summary>Version of everything that decides figures and words.</summary>
    public const string MethodVersion = "1";

    /// <summary>Two counts of one area differ by more than chance explains well from this figure of the check of two periods on.</summary>
    public const double CareFrom = 3;

    /// <summary>Effects and quotient of target, buffer and control.</summary>
    /// <param name="target">Where the plan was carried out (A).</param>
    /// <param name="buffer">The area around it (B).</param>
    /// <param name="control">A like area where nothing was done (C).</param>
    /// <param name="confidence">Confidence by which target and control are judged to be too few, 0.5 to 0.9999.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative or the confidence out of range.</exception>
    /// <remarks>
    /// Success measure A1/C1 − A0/C0, buffer measure B1/C1 − B0/C0, quotient buffer by success, total net effect
    /// (A0·C1/C0 − A1) + (B0·C1/C0 − B1). The quotient is only formed when the success measure is negative, and when target and
    /// control could tell: were the target to come down to nothing with an unchanged control, its distance from what the control lets
    /// expect, A0, would be beyond chance, with a variance of A0 + 2·A0²/C0. Example: 40→20, 30→27, 60→60 give −0.333, 0.15 and 23; of
    /// 8 with a control of 7 there is no quotient. Its borders are compared in whole numbers, so that rounding decides no word.
    /// </remarks>
    public static RatioOutcome Ratios(BeforeAfter target, BeforeAfter buffer, BeforeAfter control, double confidence = 0.95)
    {
        var (inTarget, around, compared) = (Check(target), Check(buffer), Check(control));
        var gross = target.Before - target.After;
        var net = control.Before == 0 ? (double?)null : Less(target, control) + Less(buffer, control);
        if (control.Before == 0 || control.After == 0)
            return new(gross, null, null, null, null, net, DisplacementReading.NotComputedControlEmpty, inTarget, around, compared);

        // Both measures times both control counts: whole numbers, and their quotient is the same.
        var (success, nearby) = (Cross(target, control), Cross(buffer, control));
        var scale = (double)control.Before * control.After;
        var reading =
            success >= 0 ? DisplacementReading.NotComputedTargetNotBetter
            : !CouldTellByRatio(target.Before, control.Before, confidence) ? DisplacementReading.TooFewToTell
            : nearby < success ? DisplacementReading.DiffusionLargerThanDirect
            : nearby < 0 ? DisplacementReading.SomeDiffusion
            : nearby == 0 ? DisplacementReading.NoneEitherWay
            : nearby <= -success ? DisplacementReading.PartialDisplacement
            : DisplacementReading.DisplacementOutweighs;
        var quotient = reading is DisplacementReading.NotComputedTargetNotBetter or DisplacementReading.TooFewToTell
            ? (double?)null
            : (double)nearby / success;
        return new(gross, -success / scale, success / scale, nearby / scale, quotient, net, reading, inTarget, around, compared);
    }

    /// <summary>The weighted displacement difference with its interval.</summary>
    /// <param name="target">Where the plan was carried out (T).</param>
    /// <param name="control">A like area where nothing was done (Ct).</param>
    /// <param name="displacement">Where harm may have moved to (D); null when there is no such area.</param>
    /// <param name="displacementControl">A like area to that (Cd); null exactly when <paramref name="displacement"/> is.</param>
    /// <param name="confidence">0.5 to 0.9999.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative or the confidence out of range.</exception>
    /// <exception cref="ArgumentException">One of the two areas of displacement without the other.</exception>
    /// <remarks>
    /// (T1 − T0) − (Ct1 − Ct0) + (D1 − D0) − (Cd1 − Cd0); its standard error is the root of the sum of all counts, as each is taken
    /// for a Poisson count. Words: an interval above 0 is <see cref="ChangeReading.More"/>, one below 0 <see cref="ChangeReading.Fewer"/>.
    /// One that holds 0 is <see cref="ChangeReading.CouldBeChance"/>, or <see cref="ChangeReading.TooFewToTell"/> when by
    /// <see cref="CouldTell"/> no outcome could have been good enough. With fewer than <see cref="PoissonRate.LeastEventsCompared"/>
    /// in all, or in the target where it says fewer, it is too few as well: there a normal interval is narrower than an exact one.
    /// </remarks>
    public static DifferenceOutcome Difference(
        BeforeAfter target, BeforeAfter control, BeforeAfter? displacement = null, BeforeAfter? displacementControl = null,
        double confidence = 0.95)
    {
        if (displacement is null != displacementControl is null)
            throw new ArgumentException("An area of displacement and its control come together.", nameof(displacementControl));
        var (moved, movedControl) = (displacement ?? default, displacementControl ?? default);
        BeforeAfter[] areas = [target, control, moved, movedControl];
        foreach (var area in areas) Refuse(area);

        var difference = Change(target) - Change(control) + Change(moved) - Change(movedControl);
        var all = areas.Sum(Both);
        var error = Math.Sqrt(all);
        var reach = NormalDistribution.Limit(confidence) * error;
        var (lower, upper) = (difference - reach, difference + reach);
        var reading =
            all < PoissonRate.LeastEventsCompared ? ChangeReading.TooFewToTell
            : lower > 0 ? ChangeReading.More
            : upper < 0 ? Both(target) < PoissonRate.LeastEventsCompared ? ChangeReading.TooFewToTell : ChangeReading.Fewer
            : CouldTell(target.Before, control.Before, moved.Before, movedControl.Before, confidence) ? ChangeReading.CouldBeChance
            : ChangeReading.TooFewToTell;
        return new(difference, error, lower, upper, confidence, reading, Unlike(target, control) || Unlike(moved, movedControl));
    }

    /// <summary>
    /// True when counts before a plan are enough for any outcome to be told from chance: if the target came down to nothing and all else
    /// stayed as it was, the interval of the difference would lie below 0.
    /// </summary>
    /// <param name="target">Target before, 0 or more.</param>
    /// <param name="control">Control before, 0 or more.</param>
    /// <param name="displacement">Area of displacement before, 0 or more; 0 when there is none.</param>
    /// <param name="displacementControl">Its control before, 0 or more.</param>
    /// <param name="confidence">0.5 to 0.9999.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative or the confidence out of range.</exception>
    /// <remarks>
    /// It reads no count after, so it can be asked when areas are chosen, and the answer moves no word to the side one would like. Of a
    /// target of 8 with 7, 3 and 3 beside it: −8 ± 11.4, so it can never tell; of 40 with 38, 30 and 29: −40 ± 30.0, so it can.
    /// </remarks>
    public static bool CouldTell(int target, int control, int displacement, int displacementControl, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(target);
        ArgumentOutOfRangeException.ThrowIfNegative(control);
        ArgumentOutOfRangeException.ThrowIfNegative(displacement);
        ArgumentOutOfRangeException.ThrowIfNegative(displacementControl);
        var error = Math.Sqrt(target + 2.0 * control + 2.0 * displacement + 2.0 * displacementControl);
        return target >= PoissonRate.LeastEventsCompared && target > NormalDistribution.Limit(confidence) * error;
    }

    /// <summary>Two counts of one area against chance, for want of a control: 2(√after − √before), with care from 3 on.</summary>
    /// <param name="counts">The counts.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    /// <remarks>
    /// Source: the square root of a Poisson count has a variance of about a quarter. Poor with few: 0→3 gives 3.5 where chance does so
    /// once in four, so below <see cref="PoissonRate.LeastEventsCompared"/> in both it says nothing. 3 rather than 2, because nobody
    /// checks one place once.
    /// </remarks>
    public static PeriodCheck Check(BeforeAfter counts)
    {
        Refuse(counts);
        var figure = 2 * (Math.Sqrt(counts.After) - Math.Sqrt(counts.Before));
        var reading =
            Both(counts) < PoissonRate.LeastEventsCompared ? ChangeReading.TooFewToTell
            : figure <= -CareFrom ? ChangeReading.Fewer
            : figure >= CareFrom ? ChangeReading.More
            : ChangeReading.CouldBeChance;
        return new(counts, figure, reading);
    }

    /// <summary>Records per hour of outreach before and after, with exact intervals; no rate where no hour was recorded.</summary>
    /// <param name="records">Records before and after.</param>
    /// <param name="hoursBefore">Hours of outreach before, 0 or more; 0 when none is known.</param>
    /// <param name="hoursAfter">Hours of outreach after, 0 or more.</param>
    /// <param name="confidence">0.5 to 0.9999.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count or hours are negative, not finite or too many, or the confidence out of range.</exception>
    public static EffortOutcome PerHour(BeforeAfter records, double hoursBefore, double hoursAfter, double confidence = 0.95)
    {
        Refuse(records);
        PoissonRate.RefuseConfidence(confidence);
        var before = Rate(records.Before, hoursBefore, nameof(hoursBefore));
        var after = Rate(records.After, hoursAfter, nameof(hoursAfter));
        if (before is null || after is null) return new(before, after, null, null);
        var change = PoissonRate.Compare(records.After, hoursAfter, records.Before, hoursBefore, confidence);
        return new(before, after, change, change.Verdict switch
        {
            RateVerdict.TooFewToTell => ChangeReading.TooFewToTell,
            RateVerdict.FirstIsHigher => ChangeReading.More,
            RateVerdict.SecondIsHigher => ChangeReading.Fewer,
            _ => ChangeReading.CouldBeChance,
        });

        RateInterval? Rate(int count, double hours, string name)
        {
            if (!(hours >= 0)) throw new ArgumentOutOfRangeException(name, hours, "Hours of outreach are 0 or more.");
            return hours == 0 ? null : PoissonRate.Interval(count, hours, confidence);
        }
    }

    internal static void Refuse(BeforeAfter counts)
    {
        if (counts.Before < 0 || counts.After < 0) throw new ArgumentOutOfRangeException(nameof(counts), counts, "A count is 0 or more.");
    }

    private static bool CouldTellByRatio(int target, int control, double confidence)
    {
        var limit = NormalDistribution.Limit(confidence);
        return target >= PoissonRate.LeastEventsCompared && (double)target * control > limit * limit * (control + 2.0 * target);
    }

    private static long Cross(BeforeAfter area, BeforeAfter control) =>
        ((long)area.After * control.Before) - ((long)area.Before * control.After);

    // How many fewer than if the area had gone with the control.
    private static double Less(BeforeAfter area, BeforeAfter control) => -(double)Cross(area, control) / control.Before;

    private static double Change(BeforeAfter area) => (double)area.After - area.Before;

    private static double Both(BeforeAfter area) => (double)area.Before + area.After;

    private static bool Unlike(BeforeAfter area, BeforeAfter control) =>
        2.0 * control.Before < area.Before || control.Before > 2.0 * area.Before;
}
