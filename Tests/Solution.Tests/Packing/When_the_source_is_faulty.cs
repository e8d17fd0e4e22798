using Solution.Packer;

namespace Solution.Tests.Packing;

[TestClass]
public sealed class When_the_source_is_faulty
{
    [TestMethod]
    [DataRow("Other/Solution.xml", "PINV2001")]
    [DataRow("Entities/pinv_Retainer/Entity.xml", "PINV2001")]
    [DataRow("Roles/Project Invoice Manager.xml", "PINV2003")]
    [DataRow("OptionSets/pinv_financestatus.xml", "PINV2003")]
    [DataRow("Other/Relationships/Invoice.xml", "PINV2003")]
    public void A_missing_file_is_named(string path, string code) => Refused(source => File.Delete(Path.Combine(source, path)), code);

    [TestMethod]
    public void Broken_xml_is_named_with_its_place()
    {
        var fault = Refused(source => File.WriteAllText(Path.Combine(source, "OptionSets/pinv_financestatus.xml"), "<optionset>\n  <options>\n</optionset>"), "PINV2002");

        Assert.Contains("OptionSets/pinv_financestatus.xml", fault.Message);
        Assert.Contains("line 3", fault.Message);
    }

    [TestMethod]
    public void A_role_that_the_manifest_does_not_list_is_named() => Refused(
        source => Replace(source, "Roles/Project Invoice Manager.xml", "id=\"{", "id=\"{0"), "PINV2003");

    [TestMethod]
    public void A_missing_assembly_is_named()
    {
        using var output = new TemporaryFolder();

        var fault = Assert.ThrowsExactly<PackException>(() => SolutionPacker.Pack(new PackOptions(TestEnvironment.SourceFolder, Path.Combine(output.Path, "InvoicePlugins.dll"), [], output.Path)));

        Assert.AreEqual("PINV2004", fault.Code);
    }

    [TestMethod]
    public void A_file_that_is_no_assembly_is_named()
    {
        using var output = new TemporaryFolder();
        var path = output.File("InvoicePlugins.dll", "text");

        Assert.AreEqual("PINV2004", Assert.ThrowsExactly<PackException>(() => SolutionPacker.Pack(new PackOptions(TestEnvironment.SourceFolder, path, [], output.Path))).Code);
    }

    [TestMethod]
    public void An_assembly_without_declarations_is_named()
    {
        using var output = new TemporaryFolder();

        // Strong-named, but no plug-ins in it.
        var path = typeof(Newtonsoft.Json.JsonConvert).Assembly.Location;

        Assert.AreEqual("PINV2005", Assert.ThrowsExactly<PackException>(() => SolutionPacker.Pack(new PackOptions(TestEnvironment.SourceFolder, path, [], output.Path))).Code);
        Assert.IsEmpty(Directory.GetFiles(output.Path));
    }

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
            SolutionPacker.Pack(new PackOptions(source.Path, TestEnvironment.PluginAssembly, TestEnvironment.WorkflowAssemblies, output.Path)));

        Assert.AreEqual(code, fault.Code, fault.Message);
        Assert.IsEmpty(Directory.GetFiles(output.Path));
        return fault;
    }
}
