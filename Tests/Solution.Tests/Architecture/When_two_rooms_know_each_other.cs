namespace Solution.Tests.Architecture;

/// <summary>A room has doors that lead one way: who reads it need not know the rooms that use it.</summary>
[TestClass]
public sealed class When_two_rooms_know_each_other
{
    [TestMethod]
    [DataRow("Connector/Connector", "net10.0/Connector.dll", "ProjectInvoice.Connector")]
    [DataRow("Connector/ServiceDefaults", "net10.0/ServiceDefaults.dll", "ProjectInvoice.ServiceDefaults")]
    [DataRow("Connector/Finance", "net10.0/Finance.dll", "ProjectInvoice.Finance")]
    [DataRow("Plugins/InvoicePlugins", "net462/InvoicePlugins.dll", "InvoicePlugins")]
    [DataRow("Solution/Packer", "net10.0/Solution.Packer.dll", "Solution.Packer")]
    [DataRow("Tests/LocalDataverse/Organization", "net10.0/LocalDataverse.Organization.dll", "LocalDataverse")]
    [DataRow("Tests/LocalDataverse/WebApi", "net10.0/LocalDataverse.WebApi.dll", "LocalDataverse.WebApi")]
    [DataRow("Tests/LocalEnvironment", "net10.0/LocalEnvironment.dll", "LocalEnvironment")]
    public void No_part_has_such_rooms(string project, string assembly, string root)
    {
        var rooms = new Rooms(Path.GetFullPath(Path.Combine(TestEnvironment.RepositoryRoot, project, TestEnvironment.BuildFolder, assembly)), root);

        Assert.IsGreaterThan(2, rooms.Names.Count);
        Assert.IsEmpty(rooms.Rings, $"{project}:\n{string.Join('\n', rooms.Rings)}\n");
    }
}
