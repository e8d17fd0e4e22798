using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LocalDataverse.WebApi;
using LocalDataverse.WebApi.Hosting;
using Microsoft.Extensions.Configuration;

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
    public async Task One_that_is_over_is_made_anew()
    {
        Write("CN=LocalDataverse development", new DateTimeOffset(2021, 2, 1, 0, 0, 0, TimeSpan.Zero));
        var old = await File.ReadAllTextAsync(Certificate, TestContext.CancellationToken);

        await using var dataverse = await RunningDataverse.Start(null, OnHttps, Setting);

        Assert.AreNotEqual(old, await File.ReadAllTextAsync(Certificate, TestContext.CancellationToken));
        (await dataverse.Administrator.Get("WhoAmI()")).Is(HttpStatusCode.OK);
    }

    [TestMethod]
    [DataRow(31, false)]
    [DataRow(29, true)]
    public void One_of_its_own_is_made_anew_a_month_before_its_end(int daysLeft, bool isAnew)
    {
        using var made = Load(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));
        var first = File.ReadAllText(Certificate);

        using var later = Load(new DateTimeOffset(made.NotAfter.ToUniversalTime(), TimeSpan.Zero).AddDays(-daysLeft));

        Assert.AreEqual(isAnew, File.ReadAllText(Certificate) != first);
    }

    [TestMethod]
    public async Task One_that_is_given_is_used_as_it_is_however_near_its_end()
    {
        var end = new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Write("CN=given", end);
        var given = await File.ReadAllTextAsync(Certificate, TestContext.CancellationToken);

        await using var dataverse = await RunningDataverse.Start(null, OnHttps, Setting);
        (await dataverse.Administrator.Get("WhoAmI()")).Is(HttpStatusCode.OK);
        using var later = Load(end.AddDays(-7));

        Assert.AreEqual(given, await File.ReadAllTextAsync(Certificate, TestContext.CancellationToken));
    }

    [TestMethod]
    public void A_start_that_was_stopped_before_the_certificate_was_written_is_no_hindrance()
    {
        var day = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
        Directory.CreateDirectory(Path.GetDirectoryName(Certificate)!);
        File.WriteAllText(Key, "-----BEGIN PRIVATE");
        File.WriteAllText(Certificate + ".new", "-----BEGIN CERT");

        using var certificate = Load(day);

        Assert.IsTrue(certificate.HasPrivateKey);
        Assert.IsFalse(File.Exists(Certificate + ".new"));
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

    private X509Certificate2 Load(DateTimeOffset now) =>
        DevelopmentCertificate.Load(new ConfigurationBuilder().AddCommandLine([Setting]).Build(), new ClockAt(now));

    private void Write(string subject, DateTimeOffset end)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), end);
        Directory.CreateDirectory(Path.GetDirectoryName(Certificate)!);
        File.WriteAllText(Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(Key, key.ExportPkcs8PrivateKeyPem());
    }

    private sealed class ClockAt(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
