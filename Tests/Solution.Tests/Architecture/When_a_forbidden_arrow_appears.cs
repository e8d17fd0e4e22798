namespace Solution.Tests.Architecture;

[TestClass]
public sealed class When_a_forbidden_arrow_appears
{
    [TestMethod]
    [DataRow("Plugins/InvoicePlugins/InvoicePlugins.csproj", "../../Connector/Connector/Connector.csproj")]
    [DataRow("Plugins/InvoicePlugins/InvoicePlugins.csproj", "../../Tests/LocalDataverse/Organization/Organization.csproj")]
    [DataRow("Connector/Connector/Connector.csproj", "../Finance/Finance.csproj")]
    [DataRow("Connector/Finance/Finance.csproj", "../Connector/Connector.csproj")]
    [DataRow("Connector/Connector/Connector.csproj", "../../Plugins/InvoicePlugins/InvoicePlugins.csproj")]
    [DataRow("Connector/Finance/Finance.csproj", "../../Tests/LocalDataverse/WebApi/WebApi.csproj")]
    [DataRow("Connector/Finance/Finance.csproj", @"..\..\Tests\TokenAuthority\TokenAuthority.csproj")]
    [DataRow("Connector/ServiceDefaults/ServiceDefaults.csproj", "../Connector/Connector.csproj")]
    [DataRow("Plugins/InvoicePlugins/InvoicePlugins.csproj", "../../Connector/ServiceDefaults/ServiceDefaults.csproj")]
    [DataRow("Tests/LocalDataverse/Organization/Organization.csproj", "../../../Plugins/InvoicePlugins/InvoicePlugins.csproj")]
    [DataRow("Tests/LocalDataverse/WebApi/WebApi.csproj", "../../../Solution/Deploy/Deploy.csproj")]
    [DataRow("Tests/LocalDataverse/WebApi/WebApi.csproj", "../../TokenAuthority/TokenAuthority.csproj")]
    [DataRow("Tests/LocalDataverse/Sdk/Microsoft.Xrm.Sdk/Microsoft.Xrm.Sdk.csproj", "$(RepositoryRoot)Tests/LocalDataverse/Organization/Organization.csproj")]
    [DataRow("Solution/Packer/Packer.csproj", "../../Plugins/InvoicePlugins/InvoicePlugins.csproj")]
    [DataRow("Solution/Deploy/Deploy.csproj", "../../Tests/LocalDataverse/WebApi/WebApi.csproj")]
    [DataRow("Tests/Finance.Tests/Finance.Tests.csproj", "../Connector.Tests/Connector.Tests.csproj")]
    public void It_is_named(string from, string to)
    {
        using var folder = new TemporaryFolder();
        folder.File(from, $"""<Project><ItemGroup><ProjectReference Include="{to}" /></ItemGroup></Project>""");

        var forbidden = ArrowRules.Forbidden(new ProjectFiles(folder.Path));

        Assert.HasCount(1, forbidden);
        Assert.Contains(from, forbidden[0]);
    }

    [TestMethod]
    public void One_in_a_file_above_the_project_is_named()
    {
        using var folder = new TemporaryFolder();
        folder.File(
            "Plugins/Directory.Build.props",
            """<Project><ItemGroup><ProjectReference Include="../Connector/Connector/Connector.csproj" /></ItemGroup></Project>"""
        );
        folder.File("Plugins/InvoicePlugins/InvoicePlugins.csproj", "<Project />");

        Assert.HasCount(1, ArrowRules.Forbidden(new ProjectFiles(folder.Path)));
    }

    [TestMethod]
    public void A_package_of_the_plugins_is_named()
    {
        using var folder = new TemporaryFolder();
        folder.File(
            "Plugins/InvoicePlugins/InvoicePlugins.csproj",
            """<Project><ItemGroup><PackageReference Include="Newtonsoft.Json" /></ItemGroup></Project>"""
        );

        Assert.HasCount(1, ArrowRules.Forbidden(new ProjectFiles(folder.Path)));
    }

    [TestMethod]
    public void A_test_project_that_knows_the_whole_product_is_named()
    {
        using var folder = new TemporaryFolder();
        folder.File(
            "Tests/Connector.Tests/Connector.Tests.csproj",
            """<Project><ItemGroup><ProjectReference Include="../../Connector/Connector/Connector.csproj" /><ProjectReference Include="../../Connector/Finance/Finance.csproj" /><ProjectReference Include="../../Solution/Deploy/Deploy.csproj" /></ItemGroup></Project>"""
        );

        Assert.HasCount(1, ArrowRules.Forbidden(new ProjectFiles(folder.Path)));
    }

    [TestMethod]
    [DataRow("Connector/Connector/Connector.csproj")]
    [DataRow("Connector/Finance/Finance.csproj")]
    public void Those_who_run_as_services_may_know_the_service_defaults(string project)
    {
        using var folder = new TemporaryFolder();
        folder.File(project, """<Project><ItemGroup><ProjectReference Include="../ServiceDefaults/ServiceDefaults.csproj" /></ItemGroup></Project>""");

        Assert.IsEmpty(ArrowRules.Forbidden(new ProjectFiles(folder.Path)));
    }

    [TestMethod]
    [DataRow("Tests/LocalEnvironment/LocalEnvironment.csproj")]
    [DataRow("Tests/EndToEnd.Tests/EndToEnd.Tests.csproj")]
    [DataRow("Tests/Benchmarks/Benchmarks.csproj")]
    public void Those_who_know_everything_are_not_named(string project)
    {
        using var folder = new TemporaryFolder();
        folder.File(
            project,
            """<Project><ItemGroup><ProjectReference Include="../../Connector/Connector/Connector.csproj" /><ProjectReference Include="../../Connector/Finance/Finance.csproj;../../Solution/Deploy/Deploy.csproj" /></ItemGroup></Project>"""
        );

        Assert.IsEmpty(ArrowRules.Forbidden(new ProjectFiles(folder.Path)));
    }
}
