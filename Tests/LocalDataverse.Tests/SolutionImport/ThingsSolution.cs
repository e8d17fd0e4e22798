using System.IO.Compression;
using System.Reflection;
using System.Text;

namespace LocalDataverse.Tests.SolutionImport;

/// <summary>A small solution written by hand, with every kind of component of the user interface in the shape of real exports.</summary>
internal static class ThingsSolution
{
    public const string Script = "var X = { Account: {} };\n";

    private static readonly Dictionary<string, string> Contents = new()
    {
        ["WebResources/x1_accountjsB0000000-0000-4000-8000-000000000001"] = Script,
        ["WebResources/x1_imgdosvgB0000000-0000-4000-8000-000000000002"] = "<svg xmlns=\"http://www.w3.org/2000/svg\" />",
        ["WebResources/x1_stringsTexts1033resxB0000000-0000-4000-8000-000000000003"] = "<root><data name=\"do\"><value>Do</value></data></root>",
        ["WebResources/x1_stringsTexts1043resxB0000000-0000-4000-8000-000000000004"] = "<root><data name=\"do\"><value>Doen</value></data></root>",
    };

    public static string Manifest { get; } = Fixture("solution.xml");

    public static string Customizations { get; } = Fixture("customizations.xml");

    public static byte[] Zip() => Zip(Manifest, Customizations);

    /// <summary>The zip with one part of its customizations changed.</summary>
    public static byte[] With(string find, string replace) => Zip(Manifest, Changed(Customizations, find, replace));

    public static byte[] Zip(string manifest, string customizations)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\" />");
            Add(zip, "solution.xml", manifest);
            Add(zip, "customizations.xml", customizations);
            foreach (var (name, content) in Contents)
            {
                Add(zip, name, content);
            }
        }

        return stream.ToArray();
    }

    /// <summary>A text in which every place of a part is another; the part has to be there.</summary>
    public static string Changed(string text, string find, string replace)
    {
        StringAssert.Contains(text, find);
        return text.Replace(find, replace, StringComparison.Ordinal);
    }

    private static string Fixture(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream($"Fixtures.{name}")!);
        return reader.ReadToEnd();
    }

    private static void Add(ZipArchive zip, string name, string content)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(Encoding.UTF8.GetBytes(content));
    }
}
