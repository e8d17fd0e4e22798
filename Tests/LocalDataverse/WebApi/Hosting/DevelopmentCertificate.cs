using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Data.Sqlite;

namespace LocalDataverse.WebApi.Hosting;

/// <summary>
/// The certificate of HTTPS on loopback: read from its file, or made there. A client trusts that file, which holds no key; the key lies beside it, for nobody
/// but its owner.
/// </summary>
internal static class DevelopmentCertificate
{
    public const string Setting = "Https:Certificate";

    private const string Subject = "CN=LocalDataverse development";
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(397);

    /// <summary>A certificate of ours that ends sooner is made anew at the next start.</summary>
    private static readonly TimeSpan ShortestRest = TimeSpan.FromDays(30);

    public static bool IsAskedFor(IConfiguration configuration) =>
        (configuration["urls"] ?? "").Split(';').Any(url => url.TrimStart().StartsWith("https:", StringComparison.OrdinalIgnoreCase));

    public static X509Certificate2 Load(IConfiguration configuration, TimeProvider clock)
    {
        var path = PathIn(configuration);
        var key = Path.ChangeExtension(path, ".key");
        if (!File.Exists(path) || IsOver(path, clock))
        {
            Make(path, key, clock);
        }

        using var read = X509Certificate2.CreateFromPemFile(path, key);

        // Windows signs with keys only that were read from a PKCS #12 file.
        return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), password: null);
    }

    private static string PathIn(IConfiguration configuration)
    {
        if (configuration[Setting] is { Length: > 0 } given)
        {
            return Path.GetFullPath(given);
        }

        return configuration["Storage:ConnectionString"] is { Length: > 0 } storage
            ? Path.ChangeExtension(Path.GetFullPath(new SqliteConnectionStringBuilder(storage).DataSource), ".pem")
            : throw new InvalidOperationException($"An address with https needs a certificate, and data in memory has no place for one: set {Setting}.");
    }

    // One that somebody else issued is theirs to renew.
    private static bool IsOver(string path, TimeProvider clock)
    {
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(path);
        return certificate.Subject == Subject && certificate.NotAfter.ToUniversalTime() < clock.GetUtcNow().UtcDateTime + ShortestRest;
    }

    private static void Make(string path, string keyPath, TimeProvider clock)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1", "Server Authentication")], critical: false));
        request.CertificateExtensions.Add(LoopbackNames());
        var now = clock.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now + Lifetime);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        WriteForOwner(keyPath, key.ExportPkcs8PrivateKeyPem());

        // The certificate last, and whole: without one, or with one that ends soon, the next start makes both anew.
        var written = path + ".new";
        File.WriteAllText(written, certificate.ExportCertificatePem() + "\n");
        File.Move(written, path, overwrite: true);
    }

    private static X509Extension LoopbackNames()
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        return names.Build();
    }

    private static void WriteForOwner(string path, string text)
    {
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(path, options);
        writer.WriteLine(text);
    }
}
