using SpacesPlaces.Geodata.Statistics;

namespace SpacesPlaces.Geodata.Hotspots.Surfaces;

/// <summary>A kernel as the product of a height and a shape that is cheap to compute.</summary>
internal readonly struct Hill
{
    public Hill(DensityKernel kernel, double bandwidthMetres)
    {
        (Kernel, Bandwidth) = (kernel, bandwidthMetres);
        var squared = bandwidthMetres * bandwidthMetres;
        if (kernel == DensityKernel.Quartic)
        {
            // The shape is (h² - r²)², which whole metres leave free of rounding.
            Reach = bandwidthMetres;
            Height = 3 / (Math.PI * squared * squared * squared);
            // Steepest at r = h/√3.
            Steepest = 8 / (3 * Math.Sqrt(3)) * 3 / (Math.PI * squared * bandwidthMetres);
            return;
        }

        Reach = DensityParameters.GaussianReach * bandwidthMetres;
        var kept = 1 - 2 * NormalDistribution.UpperTail(DensityParameters.GaussianReach);
        Height = 1 / (2 * Math.PI * squared * kept * kept);
        Steepest = Height * Math.Exp(-0.5) / bandwidthMetres;
        Cliff = Height * Math.Exp(-0.5 * DensityParameters.GaussianReach * DensityParameters.GaussianReach);
    }

    public DensityKernel Kernel { get; }

    public double Bandwidth { get; }

    /// <summary>Metres along an axis beyond which the shape is 0.</summary>
    public double Reach { get; }

    /// <summary>Kernel is height times shape, per square metre.</summary>
    public double Height { get; }

    /// <summary>Greatest fall of the kernel per metre.</summary>
    public double Steepest { get; }

    /// <summary>Height of the kernel where it is cut off.</summary>
    public double Cliff { get; }

    /// <summary>The shape at a displacement in metres.</summary>
    public double Shape(double dx, double dy)
    {
        var squared = Bandwidth * Bandwidth;
        if (Kernel == DensityKernel.Quartic)
        {
            var inside = Math.Max(squared - dy * dy - dx * dx, 0);
            return inside * inside;
        }

        return Math.Abs(dx) <= Reach && Math.Abs(dy) <= Reach ? Math.Exp(-0.5 * (dx * dx + dy * dy) / squared) : 0;
    }
}
