namespace Benchmarks.Measuring;

/// <summary>The middle of several measurements, the upper one of two.</summary>
internal static class Median
{
    public static double Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
