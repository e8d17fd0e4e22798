using System.IO.Compression;
using System.Xml.Linq;

namespace Solution.Tests.Packing;

/// <summary>A packed solution, read with nothing of the packer.</summary>
internal sealed class PackedSolution
{
    public PackedSolution(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        Order = [.. zip.Entries.Select(entry => entry.FullName)];
        Entries = zip.Entries.ToDictionary(entry => entry.FullName, Bytes);
        Manifest = Xml("solution.xml").Element("SolutionManifest")!;
        Customizations = Xml("customizations.xml");
    }

    public IReadOnlyList<string> Order { get; }

    public IReadOnlyDictionary<string, byte[]> Entries { get; }

    public XElement Manifest { get; }

    public XElement Customizations { get; }

    public IReadOnlyList<XElement> Steps => [.. Customizations.Element("SdkMessageProcessingSteps")!.Elements()];

    public IReadOnlyList<XElement> Assemblies => [.. Customizations.Element("SolutionPluginAssemblies")!.Elements()];

    public XElement Xml(string path) => XElement.Load(new MemoryStream(Entries[path]));

    public IEnumerable<XElement> Components(int type) => Manifest.Descendants("RootComponent").Where(c => (int)c.Attribute("type")! == type);

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return buffer.ToArray();
    }
}
