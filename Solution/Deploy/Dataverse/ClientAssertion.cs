using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Solution.Deploy.Dataverse;

/// <summary>The token by which a client shows that it holds the key of its certificate.</summary>
/// <remarks>https://learn.microsoft.com/entra/identity-platform/certificate-credentials: PS256, x5t#S256, the token endpoint as audience.</remarks>
internal static class ClientAssertion
{
    // The clocks of two machines differ, and the documentation advises five to ten minutes.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    internal static string Sign(X509Certificate2 certificate, string clientId, Uri tokenUrl, DateTimeOffset now)
    {
        using var key = certificate.GetRSAPrivateKey() ?? throw new DeployException(DeployErrors.CertificateWithoutKey.For("--certificate-file"));
        var header = new JObject
        {
            ["alg"] = "PS256",
            ["typ"] = "JWT",
            ["x5t#S256"] = Base64Url.EncodeToString(certificate.GetCertHash(HashAlgorithmName.SHA256)),
        };
        var claims = new JObject
        {
            ["aud"] = tokenUrl.AbsoluteUri,
            ["iss"] = clientId,
            ["sub"] = clientId,
            ["jti"] = Guid.NewGuid().ToString("D"),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["nbf"] = (now - Skew).ToUnixTimeSeconds(),
            ["exp"] = (now + Lifetime).ToUnixTimeSeconds(),
        };
        var content = $"{Encoded(header)}.{Encoded(claims)}";
        var signature = key.SignData(System.Text.Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        return $"{content}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Encoded(JObject part) => Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(part.ToString(Formatting.None)));
}
