using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace Solution.Tests.Packing.Schemas;

/// <summary>The published set is older than today's exports: what it does not know yet stands on the page of deviations.</summary>
[TestClass]
public sealed class When_the_customizations_are_checked_against_the_published_schemas
{
    private static readonly ILookup<string, string> Deviations = DeviationPage.Rows("From the published schemas").ToLookup(row => row[0], row => row[1]);

    [TestMethod]
    public void Only_what_stands_on_the_page_differs()
    {
        var customizations = Customizations();
        var newer = customizations.Descendants().Where(IsNewer).ToList();
        CollectionAssert.AreEquivalent(
            Deviations["any"].Concat(Deviations["app"]).ToList(),
            newer.Select(element => element.Name.LocalName).Distinct().ToList(),
            "deviations that are none any more"
        );
        newer.Remove();

        // What charts hold is any XML to this schema: it warns of it, and its own schema looks at it below.
        var faults = FaultsOf("CustomizationsSolution.xsd", customizations, XmlSchemaValidationFlags.None);

        var known = Deviations["step"].Select(part => $"The element 'SdkMessageProcessingStep' has invalid child element '{part}'.").Single();
        Assert.IsTrue(faults.Any(fault => fault.StartsWith(known, StringComparison.Ordinal)));
        Assert.AreEqual(string.Empty, Text(faults.Where(fault => !fault.StartsWith(known, StringComparison.Ordinal))));
    }

    [TestMethod]
    public void Each_chart_describes_its_data_as_the_schema_says()
    {
        var descriptions = Customizations().Descendants("datadefinition").ToList();

        Assert.HasCount(3, descriptions);
        Assert.AreEqual(string.Empty, Text(descriptions.SelectMany(description => FaultsOf("VisualizationDataDescription.xsd", WithoutQueries(description)))));
        Assert.AreNotEqual(string.Empty, Text(FaultsOf("VisualizationDataDescription.xsd", WithoutQueries(Spoiled(descriptions[0])))));
    }

    [TestMethod]
    public void Each_query_is_one_of_the_schema()
    {
        var queries = Customizations().Descendants("fetch").ToList();

        Assert.IsGreaterThan(10, queries.Count);
        Assert.AreEqual(string.Empty, Text(queries.SelectMany(query => FaultsOf("Fetch.xsd", query))));
    }

    [TestMethod]
    public void Each_ribbon_is_one_of_the_schema()
    {
        var ribbons = Customizations().Descendants("RibbonDiffXml").ToList();

        Assert.IsNotEmpty(ribbons);
        Assert.AreEqual(string.Empty, Text(ribbons.SelectMany(ribbon => FaultsOf("RibbonCore.xsd", ribbon))));
    }

    private static XElement Customizations() => new PackedSolution(TestEnvironment.UnmanagedZip).Customizations;

    private static bool IsNewer(XElement element) =>
        Deviations["any"].Contains(element.Name.LocalName)
        || (element.Parent?.Name.LocalName is "AppModule" or "AppModuleSiteMap" && Deviations["app"].Contains(element.Name.LocalName));

    // Of a query the schema of charts knows the place only.
    private static XElement WithoutQueries(XElement description)
    {
        var copy = new XElement(description);
        copy.Descendants("fetch").ToList().ForEach(query => query.ReplaceWith(new XElement("fetch")));
        return copy;
    }

    private static XElement Spoiled(XElement description)
    {
        var copy = new XElement(description);
        copy.Element("categorycollection")!.Remove();
        return copy;
    }

    private static List<string> FaultsOf(string schema, XElement root, XmlSchemaValidationFlags flags = XmlSchemaValidationFlags.ReportValidationWarnings)
    {
        var schemas = new XmlSchemaSet { XmlResolver = new XmlUrlResolver() };
        schemas.Add(null, Path.Combine(TestEnvironment.Metadata("SolutionSchemas"), schema));
        var faults = new List<string>();
        var settings = new XmlReaderSettings
        {
            ValidationType = ValidationType.Schema,
            Schemas = schemas,
            ValidationFlags = flags,
        };
        settings.ValidationEventHandler += (_, fault) => faults.Add(fault.Message);
        using var reader = XmlReader.Create(root.CreateReader(), settings);
        while (reader.Read()) { }

        return faults;
    }

    private static string Text(IEnumerable<string> faults) => string.Join(Environment.NewLine, faults.Distinct());
}
