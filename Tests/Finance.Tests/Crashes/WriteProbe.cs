namespace ProjectInvoice.Finance.Tests.Crashes;

/// <summary>Counts the moments around writes and commits, and lets the process die at one of them. A dead process writes no more.</summary>
/// <param name="fault">The moment to die at, from 1; 0 to live.</param>
internal sealed class WriteProbe(int fault = 0)
{
    private readonly List<string> moments = [];

    /// <summary>What happened at each moment so far.</summary>
    public IReadOnlyList<string> Moments => moments;

    public bool IsDead { get; private set; }

    public void At(string moment)
    {
        if (!IsDead)
        {
            moments.Add(moment);
            IsDead = moments.Count == fault;
        }

        if (IsDead)
        {
            throw new ProcessDied(moment);
        }
    }
}
