using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Solution.Deploy.CommandLine;

/// <summary>The file in which values of environment variables stand by environment, as <c>pac solution create-settings</c> writes it.</summary>
/// <remarks>https://learn.microsoft.com/power-platform/alm/conn-ref-env-variables-build-tools</remarks>
internal static class DeploymentSettings
{
    /// <summary>The values by schema name; one that is empty in the file is not set.</summary>
    internal static IReadOnlyDictionary<string, string> Read(string path)
    {
        var file = Parse(path);
        if (Rows(path, file, "ConnectionReferences").Select(row => (string?)row["LogicalName"]).FirstOrDefault(name => name is not null) is { } reference)
        {
            throw new DeployException(DeployErrors.ConnectionReferenceUnknown.For(path, reference));
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in Rows(path, file, "EnvironmentVariables"))
        {
            var name = (string?)row["SchemaName"] ?? throw Unreadable(path, "an environment variable has no SchemaName");
            if ((string?)row["Value"] is { Length: > 0 } value && !values.TryAdd(name, value))
            {
                throw Unreadable(path, $"{name} stands in it twice");
            }
        }

        return values;
    }

    private static JObject Parse(string path)
    {
        try
        {
            return JObject.Parse(Encoding.UTF8.GetString(InputFile.Bytes(path, "Name a file that exists with --settings-file")).TrimStart('\uFEFF'));
        }
        catch (JsonReaderException fault)
        {
            throw Unreadable(path, fault.Message.TrimEnd('.'), fault);
        }
    }

    private static IEnumerable<JObject> Rows(string path, JObject file, string section) =>
        file[section] switch
        {
            null => [],
            JArray rows when rows.All(row => row is JObject) => rows.Cast<JObject>(),
            _ => throw Unreadable(path, $"{section} is no list of objects"),
        };

    private static DeployException Unreadable(string path, string cause, Exception? inner = null) =>
        new(DeployErrors.SettingsUnreadable.For(path, cause), inner);
}
