using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using ProjectInvoice.Connector.Http;

namespace ProjectInvoice.Connector.FinanceSystem;

/// <summary>Reads finance profiles: one JSON file each, named as the profile.</summary>
internal static class FinanceProfileReader
{
    /// <summary>The profile of the finance application that comes with the connector.</summary>
    public const string Embedded = "Embedded finance";

    /// <summary>Where profiles lie unless a setting says otherwise.</summary>
    public static string DefaultFolder => Path.Combine(AppContext.BaseDirectory, "FinanceProfiles");

    /// <summary>Reads the profile that the settings name.</summary>
    /// <param name="configuration">The host's configuration: <c>Finance:Profile</c>, <c>Finance:ProfileFolder</c>.</param>
    /// <exception cref="ConnectorException">PINV3014: there is none of that name, or it cannot be read.</exception>
    public static FinanceProfile Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return Read(configuration["Finance:ProfileFolder"] ?? DefaultFolder, configuration["Finance:Profile"] is { Length: > 0 } name ? name : Embedded);
    }

    /// <summary>Reads one profile.</summary>
    /// <param name="folder">Where profiles lie.</param>
    /// <param name="name">The profile.</param>
    /// <exception cref="ConnectorException">PINV3014: there is none of that name, or it cannot be read.</exception>
    public static FinanceProfile Read(string folder, string name)
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [];
        var file =
            files.FirstOrDefault(path => Path.GetFileNameWithoutExtension(path).Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ConnectorException(
                FinanceSystemErrors.ProfileUnknown.For(
                    Record(name),
                    string.Join(", ", files.Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal))
                )
            );
        try
        {
            var token = NewtonsoftSerializer.Parse(File.ReadAllText(file));
            RequireNone(FinanceProfileChecks.Unknown(token, typeof(FinanceProfile)), name);
            var profile = token.ToObject<FinanceProfile>(JsonSerializer.Create(Settings))!;
            RequireNone(new FinanceProfileChecks(profile).Run(), name);
            return profile;
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException or FormatException)
        {
            throw new ConnectorException(FinanceSystemErrors.ProfileUnreadable.For(Record(name), Path.GetFileName(file), exception.Message), exception);
        }
    }

    private static JsonSerializerSettings Settings =>
        new(NewtonsoftSerializer.Settings)
        {
            MissingMemberHandling = MissingMemberHandling.Error,
            ObjectCreationHandling = ObjectCreationHandling.Replace,
            Converters = { new StringEnumConverter { AllowIntegerValues = false } },
        };

    private static void RequireNone(IEnumerable<string> faults, string name)
    {
        if (string.Join("; ", faults) is { Length: > 0 } all)
        {
            throw new ConnectorException(FinanceSystemErrors.ProfileWrong.For(Record(name), all));
        }
    }

    private static string Record(string name) => $"Finance profile {name}";
}
