namespace LocalDataverse.Storage;

/// <summary>Equality as the database collates, composite keys part by part.</summary>
internal sealed class IndexKeyComparer : IEqualityComparer<object>
{
    public static IndexKeyComparer Instance { get; } = new();

    public new bool Equals(object? x, object? y) =>
        (x, y) switch
        {
            (string a, string b) => Collation.Equals(a, b),
            (object[] a, object[] b) => a.Length == b.Length && a.Zip(b, Equals).All(same => same),
            _ => object.Equals(x, y),
        };

    public int GetHashCode(object obj)
    {
        switch (obj)
        {
            case string text:
                return Collation.GetHashCode(text);
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
