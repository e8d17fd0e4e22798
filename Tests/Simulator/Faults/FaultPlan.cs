namespace Simulator.Faults;

/// <summary>Which faults a run has, and when one strikes. All chance of a run comes from here, so that its seed decides everything.</summary>
internal sealed class FaultPlan(int seed, IReadOnlySet<Fault> active)
{
    private readonly Random random = new(seed);
    private readonly Dictionary<Fault, int> struck = [];

    public IReadOnlySet<Fault> Active { get; } = active;

    /// <summary>How often each has struck.</summary>
    public IReadOnlyDictionary<Fault, int> Struck => struck;

    /// <summary>Nothing strikes any more.</summary>
    public bool IsOver { get; set; }

    /// <summary>The faults of a seed: none at times, mostly a few, at times all of them.</summary>
    public static IReadOnlySet<Fault> Choose(int seed)
    {
        var random = new Random(seed ^ 0x5EED);
        var all = Enum.GetValues<Fault>();
        var count = random.Next(10) switch
        {
            0 => all.Length,
            1 => 0,
            _ => random.Next(1, 5),
        };
        return all.OrderBy(_ => random.Next()).Take(count).ToHashSet();
    }

    public bool Strikes(Fault fault, double probability)
    {
        if (IsOver || !Active.Contains(fault) || random.NextDouble() >= probability)
        {
            return false;
        }

        Count(fault);
        return true;
    }

    public void Count(Fault fault) => struck[fault] = struck.GetValueOrDefault(fault) + 1;

    public int Next(int below) => random.Next(below);

    public int Next(int from, int below) => random.Next(from, below);

    public T Of<T>(params ReadOnlySpan<T> choices) => choices[random.Next(choices.Length)];

    public Guid NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
