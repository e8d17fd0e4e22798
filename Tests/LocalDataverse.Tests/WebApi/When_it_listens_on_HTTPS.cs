using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LocalDataverse.WebApi;

namespace LocalDataverse.Tests.WebApi;

[TestClass]
public sealed class When_it_listens_on_HTTPS
{
    private const string OnHttps = "--urls=https://127.0.0.1:0";
    private readonly string folder = Directory.CreateTempSubdirectory("localdataverse-https-").FullName;

    private string Certificate => Path.Combine(folder, "made", "dataverse.pem");

    private string Key => Path.Combine(folder, "made", "dataverse.key");

    private string Setting => $"--Https:Certificate={Certificate}";

    [TestCleanup]
    public void Clean() => Directory.Delete(folder, recursive: true);

    [TestMethod]
    public async Task Who_trusts_its_certificate_is_answered_with_addresses_that_say_so()
    {
        await using var dataverse = await RunningDataverse.Start(null, OnHttps, Setting);

        var created = await dataverse.Administrator.Post("accounts", new { name = "Secure" });

        StringAssert.StartsWith(created.Is(HttpStatusCode.NoContent).Headers["OData-EntityId"], "https://127.0.0.1:");
        var read = (await dataverse.Administrator.Get($"accounts({created.EntityId})?$select=name")).Is(HttpStatusCode.OK);
        StringAssert.StartsWith(read.Json["@odata.context"]!.GetValue<string>(), dataverse.ServiceRoot);
    }

    [TestMethod]
    public async Task Who_does_not_trust_it_breaks_off()
    {
        await using var dataverse = await RunningDataverse.Start(null, OnHttps, Setting);
        using var stranger = WebApiClient.SignedIn(dataverse.ServiceRoot, await dataverse.Token(RunningDataverse.AdministratorClient));

        var refusal = await Assert.ThrowsExactlyAsync<HttpRequestException>(() => stranger.Get("accounts"));

        Assert.IsInstanceOfType<AuthenticationException>(refusal.InnerException);
    }

    [TestMethod]
    public async Task The_next_start_finds_the_certificate_of_the_first()
    {
        await using (await RunningDataverse.Start(null, OnHttps, Setting)) { }
        var first = await File.ReadAllTextAsync(Certificate, TestContext.CancellationToken);

        await using (await RunningDataverse.Start(null, OnHttps, Setting)) { }

        Assert.AreEqual(first, await File.ReadAllTextAsync(Certificate, TestContext.CancellationToken));
    }

    [TestMethod]
    public async Task What_a_client_gets_holds_no_key_and_the_key_is_its_owners_alone()
    {
        await using (await RunningDataverse.Start(null, OnHttps, Setting)) { }

        Assert.DoesNotContain("PRIVATE KEY", await File.ReadAllTextAsync(Certificate, TestContext.CancellationToken));
        Assert.Contains("PRIVATE KEY", await File.ReadAllTextAsync(Key, TestContext.CancellationToken));
        if (!OperatingSystem.IsWindows())
        {
            Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Key));
        }
    }

    [TestMethod]
    public async Task One_that_is_nearly_over_is_made_anew()
    {
        Write("CN=LocalDataverse development", DateTimeOffset.UtcNow.AddDays(7));
        var old = await File.ReadAllTextAsync(Certificate, TestContext.CancellationToken);

        await using var dataverse = await RunningDataverse.Start(null, OnHttps, Setting);

        Assert.AreNotEqual(old, await File.ReadAllTextAsync(Certificate, TestContext.CancellationToken));
        (await dataverse.Administrator.Get("WhoAmI()")).Is(HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task One_that_is_given_is_used_as_it_is()
    {
        Write("CN=given", DateTimeOffset.UtcNow.AddDays(7));
        var given = await File.ReadAllTextAsync(Certificate, TestContext.CancellationToken);

        await using var dataverse = await RunningDataverse.Start(null, OnHttps, Setting);

        (await dataverse.Administrator.Get("WhoAmI()")).Is(HttpStatusCode.OK);
        Assert.AreEqual(given, await File.ReadAllTextAsync(Certificate, TestContext.CancellationToken));
    }

    [TestMethod]
    public async Task Beside_its_data_it_needs_no_setting()
    {
        var database = Path.Combine(folder, "organization.db");

        await using (var application = LocalDataverseApplication.Build([OnHttps, $"--Storage:ConnectionString=Data Source={database}"])) { }

        Assert.IsTrue(File.Exists(Path.Combine(folder, "organization.pem")));
        Assert.IsTrue(File.Exists(Path.Combine(folder, "organization.key")));
    }

    [TestMethod]
    public void In_memory_it_asks_for_a_place()
    {
        var refusal = Assert.ThrowsExactly<InvalidOperationException>(() => LocalDataverseApplication.Build([OnHttps]));

        Assert.Contains("set Https:Certificate", refusal.Message);
    }

    public TestContext TestContext { get; set; } = null!;

    private void Write(string subject, DateTimeOffset end)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(end.AddDays(-365), end);
        Directory.CreateDirectory(Path.GetDirectoryName(Certificate)!);
        File.WriteAllText(Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(Key, key.ExportPkcs8PrivateKeyPem());
    }
}
