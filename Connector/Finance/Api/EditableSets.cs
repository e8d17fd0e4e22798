namespace ProjectInvoice.Finance.Api;

/// <summary>The sets whose rows users may change.</summary>
internal sealed class EditableSets(IEnumerable<IEditableSet> sets)
{
    private readonly HashSet<string> names = [.. sets.Select(set => set.SetName)];

    public bool Contains(string? setName) => setName is not null && names.Contains(setName);
}
