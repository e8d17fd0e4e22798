using System.IO;
using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace LocalDataverse.SolutionImport;

/// <summary>A solution zip, unpacked in memory.</summary>
internal sealed class SolutionFile
{
    private readonly Dictionary<string, byte[]> entries;

    private SolutionFile(Dictionary<string, byte[]> entries)
    {
        this.entries = entries;
        Manifest = Document("solution.xml").Element("SolutionManifest") ?? throw ImportFault.Xml("solution.xml", "element SolutionManifest is missing");
        Customizations = Document("customizations.xml");
    }

    /// <summary>Element SolutionManifest of solution.xml.</summary>
    internal XElement Manifest { get; }

    /// <summary>Root of customizations.xml.</summary>
    internal XElement Customizations { get; }

    internal static SolutionFile Read(byte[] content)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read);
            var entries = new Dictionary<string, byte[]>(StringComparer.Ordinal);
            foreach (var entry in zip.Entries)
            {
                using var stream = entry.Open();
                using var buffer = new MemoryStream();
                stream.CopyTo(buffer);
                entries[entry.FullName] = buffer.ToArray();
            }

            foreach (var required in new[] { "[Content_Types].xml", "solution.xml", "customizations.xml" })
            {
                if (!entries.ContainsKey(required))
                {
                    throw ImportFault.File($"the compressed file must contain {required} at its root");
                }
            }

            return new SolutionFile(entries);
        }
        catch (InvalidDataException)
        {
            throw ImportFault.File("it is not a compressed file");
        }
    }

    /// <summary>The items of a section of customizations.xml; none where the section is missing.</summary>
    internal IEnumerable<XElement> Section(string section, string item) => Customizations.Element(section)?.Elements(item) ?? [];

    /// <summary>The root elements of the component files with this name below a folder, in the order of their paths.</summary>
    internal IEnumerable<XElement> Components(string folder, string file) =>
        entries
            .Keys.Where(path => path.StartsWith(folder + "/", StringComparison.Ordinal) && path.EndsWith("/" + file, StringComparison.Ordinal))
            .OrderBy(path => path, StringComparer.Ordinal)
            .Select(Document);

    /// <summary>The bytes of an entry; null where there is none.</summary>
    internal byte[]? Content(string path) => entries.TryGetValue(path.TrimStart('/'), out var content) ? content : null;

    private XElement Document(string path)
    {
        try
        {
            using var stream = new MemoryStream(entries[path]);
            return XElement.Load(stream);
        }
        catch (XmlException fault)
        {
            throw ImportFault.Xml(path, $"line {fault.LineNumber}, position {fault.LinePosition}");
        }
    }
}
