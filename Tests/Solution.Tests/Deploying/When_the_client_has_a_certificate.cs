using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Solution.Deploy;
using Solution.Deploy.CommandLine;

namespace Solution.Tests.Deploying;

/// <summary>
/// Against a token endpoint written from https://learn.microsoft.com/entra/identity-platform/certificate-credentials, where a library of Microsoft's checks the
/// assertion.
/// </summary>
[TestClass]
public sealed class When_the_client_has_a_certificate
{
    private const string ClientId = "97e0a5b7-d745-40b6-94fe-5f77d35c6e05";
    private const string Password = "password of the file";

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow("pfx")]
    [DataRow("pem")]
    [DataRow("encrypted pem")]
    public async Task It_signs_an_assertion_that_the_endpoint_takes(string kind)
    {
        await using var endpoint = await TokenEndpoint.Start();
        using var folder = new TemporaryFolder();
        using var issued = Certificate();
        endpoint.Known = issued;
        using var read = CertificateFile.Read(Written(folder, issued, kind), kind == "pem" ? null : Password);

        await SignIn(endpoint, read);
        await SignIn(endpoint, read);

        Assert.AreEqual(string.Empty, string.Join("; ", endpoint.Faults));
        Assert.HasCount(2, endpoint.Used);
    }

    [TestMethod]
    public async Task Another_certificate_is_refused_and_its_token_is_not_told()
    {
        await using var endpoint = await TokenEndpoint.Start();
        using var known = Certificate();
        using var other = Certificate();
        endpoint.Known = known;

        var fault = await Assert.ThrowsExactlyAsync<DeployException>(() => SignIn(endpoint, other));

        Assert.AreEqual(DeployErrors.SignInRefused.Code, fault.Code);
        Assert.Contains("invalid_client", fault.Message);
        Assert.DoesNotContain("eyJ", fault.ToString());
    }

    [TestMethod]
    public async Task A_certificate_without_its_key_is_refused_before_anybody_is_asked()
    {
        await using var endpoint = await TokenEndpoint.Start();
        using var whole = Certificate();
        using var half = X509CertificateLoader.LoadCertificate(whole.RawData);

        var fault = await Assert.ThrowsExactlyAsync<DeployException>(() => SignIn(endpoint, half));

        Assert.AreEqual(DeployErrors.CertificateWithoutKey.Code, fault.Code);
    }

    [TestMethod]
    public void A_file_that_is_none_and_a_wrong_password_are_told()
    {
        using var folder = new TemporaryFolder();
        using var certificate = Certificate();

        Unreadable(folder.File("text.pfx", "text"), null);
        Unreadable(Written(folder, certificate, "pfx"), "wrong");
        Unreadable(Written(folder, certificate, "encrypted pem"), "wrong");
        Unreadable(folder.File("half.pem", certificate.ExportCertificatePem()), null);
    }

    private Task<IReadOnlyList<StatusLine>> SignIn(TokenEndpoint endpoint, X509Certificate2 certificate) =>
        SolutionStatus.ReadAsync(
            new DeployOptions
            {
                Url = endpoint.Address,
                TokenUrl = new Uri(endpoint.Address, "/tenant/oauth2/v2.0/token"),
                ClientId = ClientId,
                Certificate = certificate,
            },
            TestContext.CancellationToken
        );

    private static void Unreadable(string path, string? password)
    {
        var fault = Assert.ThrowsExactly<DeployException>(() => CertificateFile.Read(path, password));
        Assert.AreEqual(DeployErrors.CertificateUnreadable.Code, fault.Code, fault.Message);
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        return new CertificateRequest("CN=deployment", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(
            new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero)
        );
    }

    private static string Written(TemporaryFolder folder, X509Certificate2 certificate, string kind)
    {
        using var key = certificate.GetRSAPrivateKey()!;
        var encryption = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        return kind switch
        {
            "pfx" => folder.File("client.pfx", certificate.Export(X509ContentType.Pfx, Password)),
            "pem" => folder.File("client.pem", certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem()),
            _ => folder.File("client.pem", certificate.ExportCertificatePem() + "\n" + key.ExportEncryptedPkcs8PrivateKeyPem(Password, encryption)),
        };
    }

    private sealed class TokenEndpoint : IAsyncDisposable
    {
        private readonly WebApplication application;

        private TokenEndpoint(WebApplication application)
        {
            this.application = application;
        }

        public X509Certificate2? Known { get; set; }

        public HashSet<string> Used { get; } = [];

        public List<string> Faults { get; } = [];

        public Uri Address => new(application.Urls.Single());

        public static async Task<TokenEndpoint> Start()
        {
            var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
            builder.Logging.ClearProviders();
            var endpoint = new TokenEndpoint(builder.Build());
            endpoint.application.MapPost("/tenant/oauth2/v2.0/token", endpoint.Issue);
            endpoint.application.MapGet("/{**path}", () => Results.Json(new { value = Array.Empty<object>() }));
            await endpoint.application.StartAsync();
            return endpoint;
        }

        public ValueTask DisposeAsync() => application.DisposeAsync();

        private async Task<IResult> Issue(HttpRequest request)
        {
            var form = await request.ReadFormAsync();
            Faults.AddRange(await FaultsOf(form));
            return Faults.Count == 0
                ? Results.Json(
                    new
                    {
                        token_type = "Bearer",
                        expires_in = 3599,
                        access_token = "token",
                    }
                )
                : Results.Json(new { error = "invalid_client", error_description = "AADSTS700027: " + form["client_assertion"] }, statusCode: 401);
        }

        private async Task<IReadOnlyList<string>> FaultsOf(IFormCollection form)
        {
            var faults = new List<string>();
            Demand(form["grant_type"] == "client_credentials", "grant_type");
            Demand(form["client_id"] == ClientId, "client_id");
            Demand(form["scope"] == Address.GetLeftPart(UriPartial.Authority) + "/.default", "scope");
            Demand(form["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer", "client_assertion_type");
            Demand(!form.ContainsKey("client_secret"), "client_secret");
            var checkedToken = await new JsonWebTokenHandler().ValidateTokenAsync(
                form["client_assertion"],
                new TokenValidationParameters
                {
                    IssuerSigningKey = new X509SecurityKey(Known),
                    ValidAlgorithms = [SecurityAlgorithms.RsaSsaPssSha256],
                    ValidAudience = new Uri(Address, "/tenant/oauth2/v2.0/token").AbsoluteUri,
                    ValidIssuer = ClientId,
                    ValidTypes = ["JWT"],
                    ClockSkew = TimeSpan.Zero,
                    TryAllIssuerSigningKeys = true,
                }
            );
            Demand(checkedToken.IsValid, checkedToken.Exception?.Message ?? "signature");
            if (checkedToken.SecurityToken is JsonWebToken token)
            {
                var thumbprint = Base64UrlEncoder.Encode(SHA256.HashData(Known!.RawData));
                Demand(token.GetHeaderValue<string>("x5t#S256") == thumbprint, "x5t#S256");
                Demand(token.Subject == ClientId, "sub");
                Demand(Used.Add(token.Id), "jti was used before");
                Demand(token.ValidTo - token.ValidFrom <= TimeSpan.FromMinutes(10), "it is valid for more than ten minutes");
            }

            return faults;

            void Demand(bool holds, string fault)
            {
                if (!holds)
                {
                    faults.Add(fault);
                }
            }
        }
    }
}
