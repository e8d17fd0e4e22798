using System.IO.Compression;
using System.Text;
using System.Xml.Linq;

namespace Solution.Tests.Importing;

/// <summary>The packed solution with something of it changed.</summary>
internal sealed class SolutionZip
{
    private readonly Dictionary<string, byte[]> entries;

    private SolutionZip(Dictionary<string, byte[]> entries)
    {
        this.entries = entries;
    }

    public static byte[] Unmanaged { get; } = File.ReadAllBytes(TestEnvironment.UnmanagedZip);

    public static byte[] Managed { get; } = File.ReadAllBytes(TestEnvironment.ManagedZip);

    public static SolutionZip Copy()
    {
        using var zip = new ZipArchive(new MemoryStream(Unmanaged));
        return new SolutionZip(
            zip.Entries.ToDictionary(
                entry => entry.FullName,
                entry =>
                {
                    using var stream = entry.Open();
                    using var buffer = new MemoryStream();
                    stream.CopyTo(buffer);
                    return buffer.ToArray();
                }
            )
        );
    }

    /// <summary>The unmanaged solution with a higher version.</summary>
    public static SolutionZip Next() => Copy().Replace("solution.xml", "<Version>1.0.0.0</Version>", "<Version>1.0.1.0</Version>");

    public SolutionZip Without(string path)
    {
        var names = entries.Keys.Where(name => name.Contains(path, StringComparison.Ordinal)).ToList();
        Assert.IsNotEmpty(names, path);
        names.ForEach(name => entries.Remove(name));
        return this;
    }

    public SolutionZip Replace(string path, string from, string to)
    {
        var text = Encoding.UTF8.GetString(entries[path]);
        Assert.Contains(from, text);
        entries[path] = Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal));
        return this;
    }

    public SolutionZip Edit(string path, Action<XElement> change)
    {
        var root = XElement.Parse(Encoding.UTF8.GetString(entries[path]));
        change(root);
        entries[path] = Encoding.UTF8.GetBytes(root.ToString());
        return this;
    }

    public SolutionZip Fill(string path, string text)
    {
        var name = entries.Keys.Single(key => key.Contains(path, StringComparison.Ordinal));
        entries[name] = Encoding.UTF8.GetBytes(text);
        return this;
    }

    public byte[] ToBytes()
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content) in entries)
            {
                using var stream = zip.CreateEntry(path).Open();
                stream.Write(content);
            }
        }

        return buffer.ToArray();
    }
}
