using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Solution.Packer.Archive;

/// <summary>The entries of a solution zip, written so that the same entries give the same bytes.</summary>
internal sealed class SolutionArchive
{
    // The earliest time a zip entry can carry; a real one would change with every build.
    private static readonly DateTimeOffset EntryTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly SortedDictionary<string, byte[]> entries = new(StringComparer.Ordinal);

    /// <summary>Adds a file.</summary>
    /// <param name="path">Path in the zip, with <c>/</c>.</param>
    /// <param name="content">Its bytes.</param>
    public void Add(string path, byte[] content)
    {
        if (!entries.TryAdd(path, content))
        {
            throw new PackException(PackErrors.SamePath.For(path));
        }
    }

    /// <summary>Adds XML as exports have it: no declaration, no byte order mark, CRLF.</summary>
    /// <param name="path">Path in the zip, with <c>/</c>.</param>
    /// <param name="root">Root element.</param>
    public void Add(string path, XElement root)
    {
        var settings = new XmlWriterSettings
        {
            OmitXmlDeclaration = true,
            Indent = true,
            IndentChars = "  ",
            NewLineChars = "\r\n",
            Encoding = Utf8,
        };
        using var buffer = new MemoryStream();
        using (var writer = XmlWriter.Create(buffer, settings))
        {
            root.Save(writer);
        }

        Add(path, buffer.ToArray());
    }

    /// <summary>The bytes of the zip, content types included.</summary>
    public byte[] ToBytes()
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true, Utf8))
        {
            Write(zip, "[Content_Types].xml", ContentTypes.For(entries.Keys));
            foreach (var (path, content) in entries)
            {
                Write(zip, path, content);
            }
        }

        return buffer.ToArray();
    }

    private static void Write(ZipArchive zip, string path, byte[] content)
    {
        var entry = zip.CreateEntry(path, CompressionLevel.SmallestSize);
        entry.LastWriteTime = EntryTime;
        entry.ExternalAttributes = 0;
        using var stream = entry.Open();
        stream.Write(content);
    }
}
