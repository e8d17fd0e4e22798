using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace Solution.Tests.Packing.Schemas;

[TestClass]
public sealed class When_the_customizations_are_checked_against_the_published_schemas
{
    // The published set is older than what exports have: they put the message of a step first.
    private const string KnownDifference = "The element 'SdkMessageProcessingStep' has invalid child element 'PluginTypeName'.";

    // Elements of today's exports (seen in 98 to 100 of 100 of them) that the set does not know yet.
    private static readonly string[] Newer = ["AutoNumberFormat", "IsRetrieveAuditEnabled", "IsRetrieveMultipleAuditEnabled"];

    // Of apps and their site maps, in 7 of 10 of them.
    private static readonly string[] NewerOfApps =
    [
        "EnableCollapsibleGroups",
        "ShowHome",
        "ShowPinned",
        "ShowRecents",
        "OptimizedFor",
        "statecode",
        "statuscode",
        "NavigationType",
    ];

    [TestMethod]
    public void Only_the_order_within_steps_differs()
    {
        var schemas = new XmlSchemaSet { XmlResolver = new XmlUrlResolver() };
        schemas.Add(null, Path.Combine(TestEnvironment.Metadata("SolutionSchemas"), "CustomizationsSolution.xsd"));
        var faults = new List<string>();
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = schemas };
        settings.ValidationEventHandler += (_, fault) => faults.Add(fault.Message);

        var customizations = new PackedSolution(TestEnvironment.UnmanagedZip).Customizations;
        customizations.Descendants().Where(element => Newer.Contains(element.Name.LocalName)).Remove();
        customizations
            .Descendants()
            .Where(e => e.Parent?.Name.LocalName is "AppModule" or "AppModuleSiteMap" && NewerOfApps.Contains(e.Name.LocalName))
            .Remove();
        using (var reader = XmlReader.Create(customizations.CreateReader(), settings))
        {
            while (reader.Read()) { }
        }

        faults.RemoveAll(fault => fault.StartsWith(KnownDifference, StringComparison.Ordinal));
        Assert.IsEmpty(faults, string.Join(Environment.NewLine, faults.Distinct()));
    }
}
