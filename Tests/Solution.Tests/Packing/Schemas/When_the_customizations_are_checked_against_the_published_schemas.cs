using System.Xml;
using System.Xml.Schema;

namespace Solution.Tests.Packing.Schemas;

[TestClass]
public sealed class When_the_customizations_are_checked_against_the_published_schemas
{
    // The published set is older than what exports have: they put the message of a step first.
    private const string KnownDifference = "The element 'SdkMessageProcessingStep' has invalid child element 'PluginTypeName'.";

    [TestMethod]
    public void Only_the_order_within_steps_differs()
    {
        var schemas = new XmlSchemaSet { XmlResolver = new XmlUrlResolver() };
        schemas.Add(null, Path.Combine(TestEnvironment.Metadata("SolutionSchemas"), "CustomizationsSolution.xsd"));
        var faults = new List<string>();
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = schemas };
        settings.ValidationEventHandler += (_, fault) => faults.Add(fault.Message);

        using (var reader = XmlReader.Create(new MemoryStream(new PackedSolution(TestEnvironment.UnmanagedZip).Entries["customizations.xml"]), settings))
        {
            while (reader.Read())
            {
            }
        }

        faults.RemoveAll(fault => fault.StartsWith(KnownDifference, StringComparison.Ordinal));
        Assert.IsEmpty(faults, string.Join(Environment.NewLine, faults.Distinct()));
    }
}
