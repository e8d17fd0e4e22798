namespace Solution.Deploy.Comparing;

/// <summary>A component as a solution file declares it, or as an environment has it.</summary>
/// <param name="Kind">For example <c>step</c>.</param>
/// <param name="Id">What it is found by.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Values">What is compared of it, written the same way on both sides; empty text where there is nothing.</param>
internal sealed record Component(string Kind, string Id, string Name, IReadOnlyDictionary<string, string> Values)
{
    internal string Key => $"{Kind} {Id}".ToUpperInvariant();

    public override string ToString() => $"{Kind} {Name}";
}
