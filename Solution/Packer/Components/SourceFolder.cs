using System.Xml;
using System.Xml.Linq;

namespace Solution.Packer.Components;

/// <summary>A folder of the unpacked solution: its files in a fixed order, and faults that name them.</summary>
internal sealed class SourceFolder(string folder)
{
    private static readonly XName SchemaInstance = XNamespace.Xmlns + "xsi";

    /// <summary>The root of an XML file.</summary>
    /// <exception cref="PackException">The file is missing or broken.</exception>
    public XElement Read(string path)
    {
        try
        {
            var root = XElement.Load(Path.Combine(folder, path));
            root.Attribute(SchemaInstance)?.Remove();
            return root;
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new PackException(ComponentErrors.FileMissing.For(path), failure);
        }
        catch (XmlException fault)
        {
            throw new PackException(ComponentErrors.XmlBroken.For(path, fault.LineNumber, fault.LinePosition), fault);
        }
    }

    public XElement? ReadOptional(string path) => File.Exists(Path.Combine(folder, path)) ? Read(path) : null;

    public byte[] Bytes(string path) => File.ReadAllBytes(Path.Combine(folder, path));

    public IEnumerable<string> Folders(string path) => Names(path, Directory.EnumerateDirectories);

    /// <summary>Paths of the XML files that stand in a folder.</summary>
    public IEnumerable<string> Files(string path) => Names(path, p => Directory.EnumerateFiles(p, "*.xml")).Select(name => $"{path}/{name}");

    /// <summary>Paths, within a folder, of all files in it and below.</summary>
    public IEnumerable<string> FilesBelow(string path)
    {
        var full = Path.Combine(folder, path);
        return Directory.Exists(full)
            ? Directory
                .EnumerateFiles(full, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(full, file).Replace('\\', '/'))
                .Order(StringComparer.Ordinal)
            : [];
    }

    private IEnumerable<string> Names(string path, Func<string, IEnumerable<string>> list)
    {
        var full = Path.Combine(folder, path);
        return Directory.Exists(full) ? list(full).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal) : [];
    }
}
