using System.Text;

namespace Solution.Packer.Archive;

/// <summary>The part <c>[Content_Types].xml</c> of a solution zip.</summary>
internal static class ContentTypes
{
    private const string OctetStream = "application/octet-stream";

    /// <summary>One default for each extension, one override for each part that has none; a byte order mark and one line, as exports have it.</summary>
    internal static byte[] For(IEnumerable<string> paths)
    {
        var names = paths.ToList();
        var text = new StringBuilder(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        );
        foreach (var extension in names.Select(Extension).Where(e => e.Length > 0).Append("xml").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            text.Append($"<Default Extension=\"{extension}\" ContentType=\"{OctetStream}\" />");
        }

        foreach (var name in names.Where(n => Extension(n).Length == 0))
        {
            text.Append($"<Override PartName=\"/{name}\" ContentType=\"{OctetStream}\" />");
        }

        text.Append("</Types>");
        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static string Extension(string path) => Path.GetExtension(path).TrimStart('.');
}
