using System.Globalization;
using System.Xml.Linq;

namespace Solution.Packer.Components;

/// <summary>Reads web resources: a file and its definition, which stands beside it as <c>….data.xml</c>.</summary>
internal static class WebResourceReader
{
    private const string Folder = "WebResources";
    private const string DefinitionSuffix = ".data.xml";

    // The values of webresource.webresourcetype.
    private static readonly Dictionary<string, int> Types = new(StringComparer.Ordinal)
    {
        [".html"] = 1,
        [".css"] = 2,
        [".js"] = 3,
        [".xml"] = 4,
        [".png"] = 5,
        [".jpg"] = 6,
        [".gif"] = 7,
        [".ico"] = 10,
        [".svg"] = 11,
        [".resx"] = 12,
    };

    internal static IReadOnlyList<WebResource> Read(SourceFolder folder)
    {
        var files = folder.FilesBelow(Folder).ToHashSet(StringComparer.Ordinal);
        var names = files.Where(file => !file.EndsWith(DefinitionSuffix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        var orphan = files
            .Where(file => file.EndsWith(DefinitionSuffix, StringComparison.Ordinal))
            .FirstOrDefault(file => !files.Contains(file[..^DefinitionSuffix.Length]));
        return orphan is null
            ? [.. names.Select(name => Read(folder, name))]
            : throw new PackException(ComponentErrors.ContentMissing.For($"{Folder}/{orphan}", orphan[..^DefinitionSuffix.Length]));
    }

    private static WebResource Read(SourceFolder folder, string name)
    {
        var path = $"{Folder}/{name}{DefinitionSuffix}";
        var definition = folder.Read(path);
        Demand(definition, path, "Name", name);
        Demand(definition, path, "WebResourceType", Types.GetValueOrDefault(Path.GetExtension(name)).ToString(CultureInfo.InvariantCulture));
        if (!Guid.TryParse((string?)definition.Element("WebResourceId"), out _))
        {
            throw new PackException(ComponentErrors.ElementMissing.For(path, "WebResourceId"));
        }

        var resource = new WebResource(name, definition, folder.Bytes($"{Folder}/{name}"));
        // As pac unpack leaves it: the path within the solution file.
        Demand(definition, path, "FileName", "/" + resource.ZipPath);
        return resource;
    }

    private static void Demand(XElement definition, string path, string element, string expected)
    {
        var found = (string?)definition.Element(element);
        if (found != expected)
        {
            throw new PackException(ComponentErrors.ResourceMisnamed.For(path, element, found ?? "missing", expected));
        }
    }
}
