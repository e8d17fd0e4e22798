using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Solution.Deploy.CommandLine;

/// <summary>A certificate with its private key: a PFX file, or a PEM file that holds both.</summary>
internal static class CertificateFile
{
    internal static X509Certificate2 Read(string path, string? password)
    {
        var content = InputFile.Bytes(path, "Name a file that exists with --certificate-file");
        try
        {
            var text = Encoding.ASCII.GetString(content);
            return text.Contains("-----BEGIN", StringComparison.Ordinal) ? FromPem(text, password) : X509CertificateLoader.LoadPkcs12(content, password);
        }
        catch (CryptographicException failure)
        {
            throw new DeployException(DeployErrors.CertificateUnreadable.For(path, Credentials.CertificatePasswordVariable), failure);
        }
    }

    private static X509Certificate2 FromPem(string text, string? password) =>
        password is null ? X509Certificate2.CreateFromPem(text, text) : X509Certificate2.CreateFromEncryptedPem(text, text, password);
}
