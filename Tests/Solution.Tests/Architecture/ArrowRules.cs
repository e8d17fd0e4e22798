namespace Solution.Tests.Architecture;

/// <summary>Who may know whom.</summary>
internal static class ArrowRules
{
    // Only these know all parts.
    private static readonly string[] KnowEverything =
    [
        "Tests/LocalEnvironment/",
        "Tests/EndToEnd.Tests/",
        "Tests/Benchmarks/",
        "Tests/Simulator/",
        "Tests/Simulator.Tests/",
    ];

    /// <summary>A sentence for each arrow that must not be.</summary>
    public static IReadOnlyList<string> Forbidden(ProjectFiles files) =>
        [
            .. files
                .Arrows.Select(arrow => (arrow, Reason: Forbidden(arrow)))
                .Where(pair => pair.Reason is not null)
                .Select(pair => $"{pair.arrow}: {pair.Reason}")
                .Concat(KnowAll(files)),
        ];

    private static string? Forbidden(Arrow arrow)
    {
        if (arrow.IsPackage)
        {
            return arrow.From.StartsWith("Plugins/", StringComparison.Ordinal) && !arrow.To.StartsWith("Microsoft.CrmSdk.", StringComparison.Ordinal)
                ? "plug-ins have no dependency but the Dataverse SDK"
                : null;
        }

        var (from, to) = (PartOf(arrow.From), PartOf(arrow.To));
        if ((from == to && from != Part.Tests) || KnowEverything.Any(folder => arrow.From.StartsWith(folder, StringComparison.Ordinal)))
        {
            return null;
        }

        return (from, to) switch
        {
            (Part.Plugins, Part.Sdk) => null,
            (Part.Plugins, _) => "plug-ins know only the Dataverse SDK",
            (Part.Connector or Part.Finance, Part.ServiceDefaults) => null,
            (Part.Connector or Part.Finance, _) =>
                "connector and finance know each other over HTTP only, and nothing else of the repository but the service defaults",
            (Part.ServiceDefaults, _) => "the service defaults know nothing",
            (Part.Solution, Part.Plugins) => arrow.BuiltOnly ? null : "the solution packs the plug-ins as they are built, and does not compile against them",
            (Part.Solution, _) => "the solution knows only itself and the built plug-ins",
            (Part.Sdk, _) => "the stand-in SDK knows nothing",
            (Part.LocalDataverse, Part.Sdk) => null,
            (Part.LocalDataverse, _) => "the local Dataverse knows only the SDK",
            (Part.TokenAuthority, _) => "the token authority knows nothing",
            (Part.Shell, _) => "the model-driven shell knows an environment over HTTP only",
            (Part.Tests, Part.Tests) => arrow.BuiltOnly ? null : "tests do not know other tests",
            _ => null,
        };
    }

    // A test project starts what it tests, and what stands on the other end of its wires; the product as a whole is for the end-to-end tests.
    private static IEnumerable<string> KnowAll(ProjectFiles files) =>
        files
            .Arrows.Where(arrow => !arrow.IsPackage && !KnowEverything.Any(folder => arrow.From.StartsWith(folder, StringComparison.Ordinal)))
            .GroupBy(arrow => arrow.From, arrow => PartOf(arrow.To))
            .Where(parts => parts.Contains(Part.Connector) && parts.Contains(Part.Finance) && parts.Any(part => part is Part.Plugins or Part.Solution))
            .Select(parts => $"{parts.Key}: only the local environment, the end-to-end tests and the benchmarks know plug-ins, connector and finance at once");

    private static Part PartOf(string path) =>
        path switch
        {
            _ when path.StartsWith("Plugins/", StringComparison.Ordinal) => Part.Plugins,
            _ when path.StartsWith("Connector/Connector/", StringComparison.Ordinal) => Part.Connector,
            _ when path.StartsWith("Connector/Finance/", StringComparison.Ordinal) => Part.Finance,
            _ when path.StartsWith("Connector/ServiceDefaults/", StringComparison.Ordinal) => Part.ServiceDefaults,
            _ when path.StartsWith("Solution/", StringComparison.Ordinal) => Part.Solution,
            _ when path.StartsWith("Tests/LocalDataverse/Sdk/", StringComparison.Ordinal) => Part.Sdk,
            _ when path.StartsWith("Tests/LocalDataverse/", StringComparison.Ordinal) => Part.LocalDataverse,
            _ when path.StartsWith("Tests/TokenAuthority/", StringComparison.Ordinal) => Part.TokenAuthority,
            _ when path.StartsWith("Tests/ModelDrivenShell/", StringComparison.Ordinal) => Part.Shell,
            _ when path.StartsWith("Tests/", StringComparison.Ordinal) => Part.Tests,
            _ => Part.Unknown,
        };

    private enum Part
    {
        Unknown,
        Plugins,
        Connector,
        Finance,
        ServiceDefaults,
        Solution,
        Sdk,
        LocalDataverse,
        TokenAuthority,
        Shell,
        Tests,
    }
}
