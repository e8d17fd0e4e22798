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
            var profile = JsonConvert.DeserializeObject<FinanceProfile>(File.ReadAllText(file), Settings)!;
            return Check(profile) is { } fault ? throw new ConnectorException(fault.For(Record(name))) : profile;
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
            Converters = { new StringEnumConverter { AllowIntegerValues = false } },
        };

    private static ErrorCode? Check(FinanceProfile profile)
    {
        if (
            new[] { profile.Create, profile.ChangeSet, profile.Update }.Any(statuses =>
                statuses is null or { Count: 0 } || statuses.Any(status => status is < 200 or > 299)
            )
        )
        {
            return FinanceSystemErrors.ProfileWithoutStatuses;
        }

        return profile.Bulk is { Parts.Count: 0 } ? FinanceSystemErrors.ProfileWithoutParts : null;
    }

    private static string Record(string name) => $"Finance profile {name}";
}
