using System.Xml.Linq;
using Solution.Packer;

namespace Solution.Tests.Packing.Unpacking;

/// <summary>Source, file and source again, by the layout of pac as far as it is known.</summary>
[TestClass]
public sealed class When_a_packed_solution_is_unpacked
{
    // What is generated from the code and does not stand in the source.
    private static readonly string[] Generated = ["PluginAssemblies/", "SdkMessageProcessingSteps/", "customapis/"];

    private static readonly IReadOnlyDictionary<string, byte[]> Unpacked = UnpackedSolution.Of(new PackedSolution(TestEnvironment.UnmanagedZip));

    [TestMethod]
    public void It_gives_every_file_of_the_source_back()
    {
        var source = Directory
            .EnumerateFiles(TestEnvironment.SourceFolder, "*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(TestEnvironment.SourceFolder, file).Replace('\\', '/'), File.ReadAllBytes, StringComparer.Ordinal);

        Assert.AreEqual(string.Empty, Text(source.Keys.Except(Unpacked.Keys, StringComparer.OrdinalIgnoreCase)), "not unpacked");
        Assert.AreEqual(
            string.Empty,
            Text(
                Unpacked
                    .Keys.Except(source.Keys, StringComparer.OrdinalIgnoreCase)
                    .Where(path => !IsGenerated(path) && !path.EndsWith("/RibbonDiff.xml", StringComparison.Ordinal))
            ),
            "not in the source"
        );
        Assert.AreEqual(string.Empty, Text(source.Where(file => !IsSame(file.Key, file.Value, Unpacked[file.Key])).Select(file => file.Key)), "different");
    }

    [TestMethod]
    public void Packed_again_it_is_the_same_file()
    {
        using var folder = new TemporaryFolder();
        foreach (var (path, content) in Unpacked.Where(file => !IsGenerated(file.Key)))
        {
            var file = Path.Combine(folder.Path, "source", path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, path == "Other/Solution.xml" ? WithoutGenerated(content) : content);
        }

        var packed = SolutionPacker.Pack(
            new PackOptions(
                Path.Combine(folder.Path, "source"),
                TestEnvironment.PluginAssembly,
                TestEnvironment.WorkflowAssemblies,
                Path.Combine(folder.Path, "packed")
            )
        );

        var (before, after) = (new PackedSolution(TestEnvironment.ManagedZip), new PackedSolution(packed.ManagedZip));
        CollectionAssert.AreEqual(before.Order.ToList(), after.Order.ToList());
        Assert.AreEqual(
            string.Empty,
            Text(before.Entries.Where(entry => !IsSame(entry.Key, entry.Value, after.Entries[entry.Key])).Select(entry => entry.Key))
        );
    }

    private static bool IsGenerated(string path) => Generated.Any(folder => path.StartsWith(folder, StringComparison.Ordinal));

    private static byte[] WithoutGenerated(byte[] manifest)
    {
        var root = XElement.Load(new MemoryStream(manifest));
        root.Descendants("RootComponent").Where(component => (string?)component.Attribute("type") is "91" or "92").Remove();
        return System.Text.Encoding.UTF8.GetBytes(root.ToString());
    }

    private static bool IsSame(string path, byte[] expected, byte[] actual)
    {
        if (!path.EndsWith(".xml", StringComparison.Ordinal))
        {
            return expected.AsSpan().SequenceEqual(actual);
        }

        return Plain(path, expected) == Plain(path, actual);
    }

    // Blanks, declarations of namespaces, and whether it is managed are no part of what a file says here.
    private static string Plain(string path, byte[] content)
    {
        var root = XElement.Load(new MemoryStream(content));
        root.DescendantsAndSelf().Attributes().Where(attribute => attribute.IsNamespaceDeclaration).Remove();
        root.DescendantNodes().OfType<XComment>().Remove();
        // The order within them says nothing; the list of their names is in order.
        if (path.StartsWith("Other/Relationships/", StringComparison.Ordinal))
        {
            root.ReplaceNodes(root.Elements().OrderBy(relationship => (string?)relationship.Attribute("Name"), StringComparer.Ordinal).ToList());
        }

        if (path == "Other/Solution.xml")
        {
            root.Descendants("Managed").Single().Value = "2";
            root.Descendants("RootComponent").Where(component => (string?)component.Attribute("type") is "91" or "92").Remove();
        }

        return root.ToString(SaveOptions.DisableFormatting);
    }

    private static string Text(IEnumerable<string> lines) => string.Join(Environment.NewLine, lines.Order(StringComparer.Ordinal));
}
