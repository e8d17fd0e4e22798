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

    public static SolutionZip Copy() => Of(Unmanaged);

    public static SolutionZip CopyOfManaged() => Of(Managed);

    public static SolutionZip Of(byte[] solution)
    {
        using var zip = new ZipArchive(new MemoryStream(solution));
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
    public static SolutionZip Next() => Copy().Numbered("1.0.1.0");

    public SolutionZip Numbered(string version) => Replace("solution.xml", "<Version>1.0.0.0</Version>", $"<Version>{version}</Version>");

    /// <summary>Without a step, neither in the manifest nor among the components.</summary>
    public SolutionZip WithoutStep(string id) =>
        Edit("customizations.xml", root => Single(root, "SdkMessageProcessingStep", "SdkMessageProcessingStepId", id).Remove())
            .Edit("solution.xml", root => Single(root, "RootComponent", "id", id).Remove());

    /// <summary>Id of the first step whose name has this in it.</summary>
    public string StepId(string part) =>
        XElement
            .Parse(Encoding.UTF8.GetString(entries["customizations.xml"]))
            .Descendants("SdkMessageProcessingStep")
            .Where(step => ((string)step.Attribute("Name")!).Contains(part, StringComparison.Ordinal))
            .Select(step => (string)step.Attribute("SdkMessageProcessingStepId")!)
            .First();

    public SolutionZip WithRank(string step, int rank) =>
        Edit("customizations.xml", root => Single(root, "SdkMessageProcessingStep", "SdkMessageProcessingStepId", step).Element("Rank")!.Value = $"{rank}");

    /// <summary>With a column of text more.</summary>
    public SolutionZip WithColumn(string table, string column) =>
        Edit(
            "customizations.xml",
            root =>
                Single(root, "entity", "Name", table)
                    .Element("attributes")!
                    .Add(
                        new XElement(
                            "attribute",
                            new XAttribute("PhysicalName", column),
                            new XElement("Type", "nvarchar"),
                            new XElement("Name", column),
                            new XElement("LogicalName", column),
                            new XElement("RequiredLevel", "none"),
                            new XElement("IsCustomField", 1),
                            new XElement("MaxLength", 50)
                        )
                    )
        );

    private static XElement Single(XElement root, string element, string attribute, string value) =>
        root.Descendants(element).Single(found => string.Equals((string?)found.Attribute(attribute), value, StringComparison.OrdinalIgnoreCase));

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
