using Benchmarks.Measuring;

namespace Benchmarks.Accounting;

/// <summary>What a step cost: seconds, and processor seconds of the process that did it, which do not grow when the machine is busy otherwise.</summary>
internal readonly record struct Cost(double Seconds, double Processor)
{
    public static Cost operator +(Cost left, Cost right) => new(left.Seconds + right.Seconds, left.Processor + right.Processor);

    public static Cost MedianOf(IEnumerable<Cost> all)
    {
        var list = all.ToList();
        return new(Median.Of(list.Select(cost => cost.Seconds)), Median.Of(list.Select(cost => cost.Processor)));
    }
}
