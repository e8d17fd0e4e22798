using Solution.Packer;
using Solution.Packer.Components;
using Solution.Packer.Declarations;

namespace Solution.Tests.Packing;

[TestClass]
public sealed class When_the_source_is_faulty
{
    private static IEnumerable<object[]> Files =>
        [
            ["Other/Solution.xml", ComponentErrors.FileMissing.Code],
            ["Entities/pinv_Retainer/Entity.xml", ComponentErrors.FileMissing.Code],
            ["Roles/Project Invoice Manager.xml", ComponentErrors.ListedOnly.Code],
            ["OptionSets/pinv_financestatus.xml", ComponentErrors.ListedOnly.Code],
            ["Other/Relationships/Invoice.xml", ComponentErrors.RelationshipUnlisted.Code],
        ];

    [TestMethod]
    [DynamicData(nameof(Files))]
    public void A_missing_file_is_named(string path, string code) => Refused(source => File.Delete(Path.Combine(source, path)), code);

    [TestMethod]
    public void Broken_xml_is_named_with_its_place()
    {
        var fault = Refused(
            source => File.WriteAllText(Path.Combine(source, "OptionSets/pinv_financestatus.xml"), "<optionset>\n  <options>\n</optionset>"),
            ComponentErrors.XmlBroken.Code
        );

        Assert.Contains("OptionSets/pinv_financestatus.xml", fault.Message);
        Assert.Contains("line 3", fault.Message);
    }

    [TestMethod]
    public void A_role_that_the_manifest_does_not_list_is_named() =>
        Refused(source => Replace(source, "Roles/Project Invoice Manager.xml", "id=\"{", "id=\"{0"), ComponentErrors.ListedOnly.Code);

    [TestMethod]
    public void A_table_of_others_that_is_marked_as_unmodified_is_named() =>
        Assert.Contains(
            "Invoice",
            Refused(
                source => Replace(source, "Entities/Invoice/Entity.xml", "<entity Name=\"Invoice\">", "<entity Name=\"Invoice\" unmodified=\"1\">"),
                ComponentErrors.Unmodified.Code
            ).Message
        );

    [TestMethod]
    [DataRow("<querytype>0</querytype>")]
    [DataRow("<querytype>8192</querytype>")]
    public void An_own_table_without_one_of_its_views_is_named(string type) =>
        Assert.Contains(
            "query type",
            Refused(source => DeleteFiles(source, "Entities/pinv_Retainer/SavedQueries", type), ComponentErrors.ViewMissing.Code).Message
        );

    [TestMethod]
    [DataRow("main")]
    [DataRow("quick")]
    [DataRow("card")]
    public void An_own_table_without_one_of_its_forms_is_named(string type) =>
        Assert.Contains(
            $"no {type} form",
            Refused(
                source => Directory.Delete(Path.Combine(source, "Entities/pinv_Retainer/FormXml", type), recursive: true),
                ComponentErrors.FormMissing.Code
            ).Message
        );

    [TestMethod]
    public void Two_views_with_one_id_are_named() =>
        Assert.Contains(
            "same id",
            Refused(
                source =>
                    File.Copy(FirstFile(source, "Entities/pinv_Retainer/SavedQueries"), Path.Combine(source, "Entities/pinv_Retainer/SavedQueries/copy.xml")),
                ComponentErrors.SameId.Code
            ).Message
        );

    [TestMethod]
    [DataRow("<RootComponent type=\"9\" schemaName=\"pinv_chunkkind\" behavior=\"0\" />", "pinv_chunkkind is listed twice")]
    [DataRow(
        "<RootComponent type=\"92\" id=\"{5b0c1a52-7a0e-4b7e-9a35-2f1d7c1e0a05}\" behavior=\"0\" />",
        "step {5b0c1a52-7a0e-4b7e-9a35-2f1d7c1e0a05} is listed, but the source does not hold it"
    )]
    [DataRow("<RootComponent type=\"380\" schemaName=\"pinv_timezone\" behavior=\"0\" />", "pinv_timezone is listed, which no export of Dataverse does")]
    public void A_manifest_that_lists_too_much_is_named(string component, string cause) =>
        Assert.Contains(
            cause,
            Refused(
                source => Replace(source, "Other/Solution.xml", "<RootComponents>", "<RootComponents>" + component),
                ComponentErrors.ListedOnly.Code
            ).Message
        );

    [TestMethod]
    public void A_need_of_other_solutions_that_the_manifest_does_not_name_is_named() =>
        Assert.Contains(
            "needs table salesorderdetail",
            Refused(
                source => Replace(source, "Other/Solution.xml", "type=\"1\" schemaName=\"salesorderdetail\"", "type=\"1\" schemaName=\"salesorder\""),
                ComponentErrors.DependencyMissing.Code
            ).Message
        );

    [TestMethod]
    public void A_missing_assembly_is_named()
    {
        using var output = new TemporaryFolder();

        var fault = Assert.ThrowsExactly<PackException>(() =>
            SolutionPacker.Pack(new PackOptions(TestEnvironment.SourceFolder, Path.Combine(output.Path, "InvoicePlugins.dll"), [], output.Path))
        );

        Assert.AreEqual(DeclarationErrors.AssemblyMissing.Code, fault.Fault.Error.Code);
    }

    [TestMethod]
    public void A_file_that_is_no_assembly_is_named()
    {
        using var output = new TemporaryFolder();
        var path = output.File("InvoicePlugins.dll", "text");

        Assert.AreEqual(
            DeclarationErrors.NotAnAssembly.Code,
            Assert
                .ThrowsExactly<PackException>(() => SolutionPacker.Pack(new PackOptions(TestEnvironment.SourceFolder, path, [], output.Path)))
                .Fault.Error.Code
        );
    }

    [TestMethod]
    public void An_assembly_without_declarations_is_named()
    {
        using var output = new TemporaryFolder();

        // Strong-named, but no plug-ins in it.
        var path = typeof(Newtonsoft.Json.JsonConvert).Assembly.Location;

        Assert.AreEqual(
            DeclarationErrors.Unreadable.Code,
            Assert
                .ThrowsExactly<PackException>(() => SolutionPacker.Pack(new PackOptions(TestEnvironment.SourceFolder, path, [], output.Path)))
                .Fault.Error.Code
        );
        Assert.IsEmpty(Directory.GetFiles(output.Path));
    }

    private static void DeleteFiles(string source, string folder, string content)
    {
        var files = Directory
            .EnumerateFiles(Path.Combine(source, folder))
            .Where(file => File.ReadAllText(file).Contains(content, StringComparison.Ordinal))
            .ToList();
        Assert.IsNotEmpty(files);
        files.ForEach(File.Delete);
    }

    private static string FirstFile(string source, string folder) =>
        Directory.EnumerateFiles(Path.Combine(source, folder)).Order(StringComparer.Ordinal).First();

    private static void Replace(string source, string path, string from, string to)
    {
        var file = Path.Combine(source, path);
        File.WriteAllText(file, File.ReadAllText(file).Replace(from, to, StringComparison.Ordinal));
    }

    private static PackException Refused(Action<string> spoil, string code)
    {
        using var source = new TemporaryFolder();
        using var output = new TemporaryFolder();
        spoil(source.CopyOf(TestEnvironment.SourceFolder));

        var fault = Assert.ThrowsExactly<PackException>(() =>
            SolutionPacker.Pack(new PackOptions(source.Path, TestEnvironment.PluginAssembly, TestEnvironment.WorkflowAssemblies, output.Path))
        );

        Assert.AreEqual(code, fault.Fault.Error.Code, fault.Message);
        Assert.IsEmpty(Directory.GetFiles(output.Path));
        return fault;
    }
}
