using System.IO;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;

namespace LocalDataverse.Ribbons;

/// <summary>A ribbon as messages give it: a package with one part, /RibbonXml.xml, which the platform's samples read with ZipPackage.</summary>
internal static class RibbonPackage
{
    private const string ContentTypes =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        + "<Default Extension=\"xml\" ContentType=\"text/xml\" /></Types>";

    public static byte[] Of(XElement ribbon)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", ContentTypes);
            Add(zip, "RibbonXml.xml", ribbon.ToString());
        }

        return stream.ToArray();
    }

    private static void Add(ZipArchive zip, string name, string text)
    {
        using var entry = zip.CreateEntry(name).Open();
        var bytes = Encoding.UTF8.GetBytes(text);
        entry.Write(bytes, 0, bytes.Length);
    }
}
