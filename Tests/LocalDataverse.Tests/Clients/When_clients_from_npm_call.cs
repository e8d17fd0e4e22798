using LocalDataverse.Metadata;
using LocalDataverse.Registration;
using LocalDataverse.Tests.WebApi;
using LocalDataverse.Tests.WebApi.Plugins;

namespace LocalDataverse.Tests.Clients;

/// <summary>Clients that others wrote for the platform, unmodified and over HTTPS: what they ask for is answered as they expect it.</summary>
[TestClass]
[TestCategory("Process")]
public sealed class When_clients_from_npm_call
{
    private readonly string folder = Directory.CreateTempSubdirectory("localdataverse-clients-").FullName;

    [TestCleanup]
    public void Clean() => Directory.Delete(folder, recursive: true);

    [TestMethod]
    public async Task They_are_answered_and_the_page_says_in_what()
    {
        var certificate = Path.Combine(folder, "dataverse.pem");
        var table = Path.Combine(folder, "table.md");
        await using var dataverse = await RunningDataverse.Start(null, "--urls=https://127.0.0.1:0", $"--Https:Certificate={certificate}");
        Register(dataverse.Organization);

        var output = await NpmProject.Run(
            "test",
            ("CLIENTS_URL", new Uri(dataverse.ServiceRoot).GetLeftPart(UriPartial.Authority)),
            ("CLIENTS_TOKEN", await dataverse.Token(RunningDataverse.AdministratorClient)),
            ("CLIENTS_TABLE", table),
            ("NODE_EXTRA_CA_CERTS", certificate)
        );

        Assert.Contains("fail 0", output);
        var page = Path.Combine(NpmProject.RepositoryRoot, "Tests", "LocalDataverse", "WEB-API-CLIENTS.md");
        Assert.Contains(
            await File.ReadAllTextAsync(table, TestContext.CancellationToken),
            await File.ReadAllTextAsync(page, TestContext.CancellationToken),
            "The page has another table than the test."
        );
    }

    public TestContext TestContext { get; set; } = null!;

    private static void Register(DataverseOrganization organization)
    {
        var plugin = organization.RegisterPluginType(typeof(EchoPlugin));
        organization.RegisterCustomApi(
            new CustomApiRegistration(Guid.NewGuid(), "test_Confirm")
            {
                Binding = CustomApiBinding.Entity,
                BoundTable = "invoice",
                PluginTypeId = plugin,
                ResponseProperties = [new CustomApiResponseProperty(Guid.NewGuid(), "Confirmed", CustomApiType.EntityReference, "invoice")],
            }
        );
        organization.RegisterCustomApi(
            new CustomApiRegistration(Guid.NewGuid(), "test_Sum")
            {
                IsFunction = true,
                PluginTypeId = plugin,
                Parameters =
                [
                    new CustomApiParameter(Guid.NewGuid(), "A", CustomApiType.Integer),
                    new CustomApiParameter(Guid.NewGuid(), "B", CustomApiType.Integer),
                ],
                ResponseProperties = [new CustomApiResponseProperty(Guid.NewGuid(), "Sum", CustomApiType.Integer)],
            }
        );
        organization.AddKey("transactioncurrency", new AlternateKey("isocode_key", "ISO code", ["isocurrencycode"]));
    }
}
