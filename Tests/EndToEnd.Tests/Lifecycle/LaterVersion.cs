using System.IO.Compression;
using System.Xml.Linq;

namespace EndToEnd.Tests.Lifecycle;

/// <summary>A later version of the packed solution: a step changed, another removed, a column more, a view and a web resource less, a form changed.</summary>
internal static class LaterVersion
{
    public const string Number = "1.0.1.0";

    /// <summary>Validates a confirmation.</summary>
    public static readonly Guid ChangedStep = new("c5dc556c-9530-4e38-9d20-d87349ed6a79");

    public const int Rank = 77;
    public const string NewColumn = "pinv_remark";
    public const string RemovedStepName = "Delete of uom,";
    public const string RemovedWebResource = "pinv_/icons/revise.svg";

    /// <summary><c>Posted this month</c>.</summary>
    public static readonly Guid RemovedView = new("38e458ac-99f2-50e7-b489-b020cfb6a417");

    /// <summary><c>Project invoice (finance)</c>.</summary>
    public static readonly Guid ChangedForm = new("a869f452-5726-537f-bf12-fba7b3dc392d");

    public const string ChangedTab = "Overview";

    /// <summary>Writes it to a file.</summary>
    public static void Write(string file)
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "ProjectInvoiceIntegration_managed.zip"), file);
        using var zip = ZipFile.Open(file, ZipArchiveMode.Update);
        var removedStep = string.Empty;
        var removedFile = string.Empty;
        Edit(
            zip,
            "customizations.xml",
            root =>
            {
                removedStep = RemoveStep(root);
                Step(root, ChangedStep.ToString("B")).Element("Rank")!.Value = $"{Rank}";
                AddColumn(root);
                removedFile = RemoveWebResource(root);
                root.Descendants("savedquery").Single(view => IsId(view, "savedqueryid", RemovedView)).Remove();
                root.Descendants("AppModuleComponent").Single(part => IsSame((string?)part.Attribute("id"), RemovedView)).Remove();
                root.Descendants("systemform")
                    .Single(form => IsId(form, "formid", ChangedForm))
                    .Descendants("tab")
                    .First()
                    .Descendants("label")
                    .First()
                    .SetAttributeValue("description", ChangedTab);
            }
        );
        Edit(
            zip,
            "solution.xml",
            root =>
            {
                root.Descendants("Version").Single().Value = Number;
                root.Descendants("RootComponent")
                    .Where(part => (string?)part.Attribute("id") == removedStep || (string?)part.Attribute("schemaName") == RemovedWebResource)
                    .Remove();
            }
        );
        zip.GetEntry(removedFile.TrimStart('/'))!.Delete();
    }

    private static string RemoveStep(XElement root)
    {
        var step = root.Descendants("SdkMessageProcessingStep")
            .First(step => ((string)step.Attribute("Name")!).Contains(RemovedStepName, StringComparison.Ordinal));
        step.Remove();
        return (string)step.Attribute("SdkMessageProcessingStepId")!;
    }

    // A button without its icon is legal.
    private static string RemoveWebResource(XElement root)
    {
        root.Descendants().Attributes().Where(attribute => attribute.Value == $"$webresource:{RemovedWebResource}").Remove();
        var resource = root.Descendants("WebResource").Single(resource => (string?)resource.Element("Name") == RemovedWebResource);
        resource.Remove();
        return (string)resource.Element("FileName")!;
    }

    private static void AddColumn(XElement root) =>
        root.Descendants("entity")
            .Single(table => (string?)table.Attribute("Name") == "Invoice")
            .Element("attributes")!
            .Add(
                new XElement(
                    "attribute",
                    new XAttribute("PhysicalName", NewColumn),
                    new XElement("Type", "nvarchar"),
                    new XElement("Name", NewColumn),
                    new XElement("LogicalName", NewColumn),
                    new XElement("RequiredLevel", "none"),
                    new XElement("IsCustomField", 1),
                    new XElement("MaxLength", 50)
                )
            );

    private static XElement Step(XElement root, string id) =>
        root.Descendants("SdkMessageProcessingStep")
            .Single(step => string.Equals((string?)step.Attribute("SdkMessageProcessingStepId"), id, StringComparison.OrdinalIgnoreCase));

    private static bool IsId(XElement component, string element, Guid id) => IsSame((string?)component.Element(element), id);

    private static bool IsSame(string? text, Guid id) => Guid.TryParse(text, out var parsed) && parsed == id;

    private static void Edit(ZipArchive zip, string path, Action<XElement> change)
    {
        var entry = zip.GetEntry(path)!;
        XElement root;
        using (var read = entry.Open())
        {
            root = XElement.Load(read);
        }

        change(root);
        entry.Delete();
        using var write = zip.CreateEntry(path).Open();
        root.Save(write);
    }
}
