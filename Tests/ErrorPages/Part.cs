namespace ErrorPages;

/// <summary>A part that has errors of its own.</summary>
/// <param name="Folder">Its folder, where its page stands.</param>
/// <param name="Title">What its page calls it.</param>
/// <param name="Thousand">First digit of its codes.</param>
/// <param name="Assemblies">The projects whose assemblies hold its catalogues: folder and name of the assembly.</param>
internal sealed record Part(string Folder, string Title, int Thousand, params (string Project, string Assembly)[] Assemblies)
{
    public static IReadOnlyList<Part> All { get; } =
    [
        new("Plugins", "the plug-ins", 1, ("Plugins/InvoicePlugins", "net462/InvoicePlugins.dll")),
        new("Solution", "packing and deploying", 2, ("Solution/Packer", "net10.0/Solution.Packer.dll"), ("Solution/Deploy", "net10.0/Solution.Deploy.dll")),
        new("Connector/Connector", "the connector", 3, ("Connector/Connector", "net10.0/Connector.dll")),
        new("Connector/Finance", "finance", 4, ("Connector/Finance", "net10.0/Finance.dll")),
        new("Tests/LocalEnvironment", "the main job", 5, ("Tests/LocalEnvironment", "net10.0/LocalEnvironment.dll")),
    ];

    /// <summary>Where its page stands, below the root of the repository.</summary>
    public string Page => Folder + "/ERRORS.md";

    /// <summary>Whether a number is one of its own.</summary>
    public bool Owns(int number) => number / 1000 == Thousand;

    /// <summary>Its errors, by number.</summary>
    /// <param name="root">The root of the repository.</param>
    /// <param name="buildFolder">Where a project puts what it builds, below its own folder.</param>
    public IReadOnlyList<CatalogueEntry> Entries(string root, string buildFolder) =>
        [
            .. Assemblies
                .SelectMany(built => Catalogues.Of(Path.GetFullPath(Path.Combine(root, built.Project, buildFolder, built.Assembly))))
                .OrderBy(entry => entry.Number),
        ];
}
