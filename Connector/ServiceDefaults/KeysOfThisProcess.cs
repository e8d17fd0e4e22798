using System.Collections.Concurrent;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace ProjectInvoice.ServiceDefaults;

/// <summary>
/// The framework's data protection keys, kept by the process. Tokens are all that connector and finance accept, and nothing protected with such a key outlives
/// a process: a key in the home folder of its user would be of no use to anybody, and the framework's warning about it neither.
/// </summary>
public sealed class KeysOfThisProcess : IXmlRepository
{
    private readonly ConcurrentQueue<XElement> keys = new();

    /// <summary>Keeps the keys of a host in its process.</summary>
    /// <param name="services">The services of the host.</param>
    public static void Keep(IServiceCollection services) =>
        services.Configure<KeyManagementOptions>(options =>
        {
            options.XmlRepository = new KeysOfThisProcess();
            options.XmlEncryptor = new NullXmlEncryptor();
        });

    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements() => [.. keys];

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName) => keys.Enqueue(new XElement(element));
}
