namespace Simulator.Hosts;

/// <summary>Where the parts would listen. Nobody does: the simulated network finds them by these names.</summary>
internal static class Address
{
    public static readonly Uri Authority = new("http://localhost:7101");
    public static readonly Uri Dataverse = new("http://localhost:7102");
    public static readonly Uri Connector = new("http://localhost:7103");
    public static readonly Uri Finance = new("http://localhost:7104");

    /// <summary>As audiences and scopes are written.</summary>
    public static string Plain(this Uri address) => address.OriginalString.TrimEnd('/');
}
