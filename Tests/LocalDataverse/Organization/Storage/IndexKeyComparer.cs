namespace LocalDataverse.Storage;

/// <summary>Equality as the database collates: text without regard to case, composite keys part by part.</summary>
internal sealed class IndexKeyComparer : IEqualityComparer<object>
{
    public static IndexKeyComparer Instance { get; } = new();

    public new bool Equals(object? x, object? y) => (x, y) switch
    {
        (string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase),
        (object[] a, object[] b) => a.Length == b.Length && a.Zip(b, Equals).All(same => same),
        _ => object.Equals(x, y)
    };

    public int GetHashCode(object obj)
    {
        switch (obj)
        {
            case string text:
                return StringComparer.OrdinalIgnoreCase.GetHashCode(text);
            case object[] parts:
                var hash = 17;
                foreach (var part in parts)
                {
                    hash = unchecked((hash * 31) + GetHashCode(part));
                }

                return hash;
            default:
                return obj.GetHashCode();
        }
    }
}
