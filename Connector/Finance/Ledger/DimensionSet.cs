using ProjectInvoice.Finance.Setup;

namespace ProjectInvoice.Finance.Ledger;

/// <summary>Financial dimensions of a line as one text, name=value, in the order of their names.</summary>
internal static class DimensionSet
{
    /// <summary>The default dimensions: each as the project gives it, else the contract, else the customer.</summary>
    public static string Of(Project? project, Contract? contract, Customer? customer)
    {
        var dimensions = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (
            var (name, value) in new[] { project?.Dimensions, contract?.Dimensions, customer?.Dimensions }.SelectMany(given =>
                given ?? new Dictionary<string, string>()
            )
        )
        {
            dimensions.TryAdd(name, value);
        }

        return string.Join(';', dimensions.Select(dimension => $"{dimension.Key}={dimension.Value}"));
    }

    /// <summary>The value of one dimension in such a text; empty where it has none.</summary>
    public static string ValueOf(string dimensions, string name) =>
        dimensions
            .Split(';')
            .Select(pair => pair.Split('=', 2))
            .Where(pair => pair.Length == 2 && string.Equals(pair[0], name, StringComparison.OrdinalIgnoreCase))
            .Select(pair => pair[1])
            .FirstOrDefault()
        ?? string.Empty;

    /// <summary>The dimensions that the posting type cannot be booked without and that are not there.</summary>
    public static IEnumerable<string> Missing(SetupCatalog setUp, string company, string postingType, string dimensions)
    {
        var given = dimensions.Split(';').Select(pair => pair.Split('=')[0]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return setUp
            .Dimensions(company)
            .Where(dimension => (dimension.RequiredFor ?? []).Contains(postingType, StringComparer.Ordinal) && !given.Contains(dimension.Name))
            .Select(dimension => dimension.Name);
    }

    /// <summary>
    /// Why an entry cannot be booked with these dimensions: the posting type demands one, or an account structure demands one or does not take a
    /// value. Asked before anything is booked, by the import for what it prepares and by the posting for what it writes.
    /// </summary>
    /// <param name="setUp">Today's set-up.</param>
    /// <param name="company">The company that books.</param>
    /// <param name="postingType">The posting type of the entry.</param>
    /// <param name="account">Its main account; null where set-up gives none, which is another fault.</param>
    /// <param name="dimensions">The dimensions of the entry.</param>
    /// <returns>Faults whose remedy is that of the import; whoever books what cannot be mended there says another.</returns>
    public static IEnumerable<Fault> Faults(SetupCatalog setUp, string company, string postingType, string? account, string dimensions)
    {
        foreach (var dimension in Missing(setUp, company, postingType, dimensions))
        {
            yield return LedgerErrors.MissingDimension.Found(postingType, dimension);
        }

        foreach (var fault in account is null ? [] : OfStructures(setUp, company, account, dimensions))
        {
            yield return fault;
        }
    }

    private static IEnumerable<Fault> OfStructures(SetupCatalog setUp, string company, string account, string dimensions)
    {
        foreach (var structure in setUp.Structures(company).Where(structure => structure.Accounts.Any(pattern => AccountPattern.Fits(pattern, account))))
        {
            foreach (var dimension in structure.Dimensions)
            {
                var value = ValueOf(dimensions, dimension.Name);
                if (value.Length == 0 && dimension.Required)
                {
                    yield return LedgerErrors.StructureNeedsDimension.Found(account, structure.Name, dimension.Name);
                }
                else if (value.Length > 0 && dimension.Values?.Contains(value, StringComparer.OrdinalIgnoreCase) == false)
                {
                    yield return LedgerErrors.StructureRefusesValue.Found(account, structure.Name, value, dimension.Name, string.Join(", ", dimension.Values));
                }
            }
        }
    }
}
