using System.Net;
using System.Text;
using System.Text.Json;
using TokenAuthority;

namespace LocalDataverse.Tests.TokenAuthority;

[TestClass]
public sealed class When_an_application_asks_for_a_token
{
    private static readonly TokenClient Connector = new()
    {
        ClientId = "8f0c2e0e-4a6f-4a57-9d4e-0b7a5a1c0001",
        Secret = "secret of the connector",
        ObjectId = new Guid("8f0c2e0e-4a6f-4a57-9d4e-0b7a5a1c0002"),
        Grants = { ["finance"] = ["Finance.Integration", "Finance.Reader"], ["dataverse"] = ["any"] },
    };

    private static RunningAuthority authority = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _)
    {
        authority = await RunningAuthority.Start(Connector);
        authority.Options.Resources["finance"] = "http://127.0.0.1:5001";
    }

    [ClassCleanup]
    public static async Task Stop() => await authority.DisposeAsync();

    [TestMethod]
    public async Task The_token_names_audience_subject_object_and_roles()
    {
        var claims = Payload(await authority.Token(Connector, "http://127.0.0.1:5001"));

        Assert.AreEqual("http://127.0.0.1:5001", claims.GetProperty("aud").GetString());
        Assert.AreEqual(Connector.ClientId, claims.GetProperty("sub").GetString());
        Assert.AreEqual(Connector.ObjectId.ToString("d"), claims.GetProperty("oid").GetString());
        Assert.AreEqual("Finance.Integration Finance.Reader", string.Join(' ', claims.GetProperty("roles").EnumerateArray().Select(role => role.GetString())));
    }

    [TestMethod]
    public async Task A_single_role_is_an_array_too()
    {
        authority.Options.Resources["dataverse"] = "http://localhost:5002/";

        var claims = Payload(await authority.Token(Connector, "http://localhost:5002"));

        Assert.AreEqual(JsonValueKind.Array, claims.GetProperty("roles").ValueKind);
    }

    [TestMethod]
    public async Task A_wrong_secret_is_an_invalid_client()
    {
        using var answer = await authority.Ask(Connector.ClientId, "another secret", "http://127.0.0.1:5001/.default");

        Assert.AreEqual(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.AreEqual("invalid_client", await Error(answer));
    }

    [TestMethod]
    [DataRow("http://127.0.0.1:9/.default")]
    [DataRow("http://127.0.0.1:5001")]
    [DataRow("http://127.0.0.1:5001/.default openid")]
    public async Task An_unknown_resource_or_another_scope_is_an_invalid_scope(string scope)
    {
        using var answer = await authority.Ask(Connector.ClientId, Connector.Secret, scope);

        Assert.AreEqual(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.AreEqual("invalid_scope", await Error(answer));
    }

    [TestMethod]
    public async Task Discovery_leads_to_the_signing_keys()
    {
        using var discovery = JsonDocument.Parse(await authority.Http.GetStringAsync("/.well-known/openid-configuration"));
        Assert.AreEqual(authority.Url + "/connect/token", discovery.RootElement.GetProperty("token_endpoint").GetString());

        using var keys = JsonDocument.Parse(await authority.Http.GetStringAsync(discovery.RootElement.GetProperty("jwks_uri").GetString()));
        Assert.IsGreaterThan(0, keys.RootElement.GetProperty("keys").GetArrayLength());
    }

    private static JsonElement Payload(string token)
    {
        var part = token.Split('.')[1].Replace('-', '+').Replace('_', '/');
        part = part.PadRight((part.Length + 3) / 4 * 4, '=');
        return JsonDocument.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(part))).RootElement;
    }

    private static async Task<string?> Error(HttpResponseMessage answer)
    {
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync());
        return body.RootElement.GetProperty("error").GetString();
    }
}
