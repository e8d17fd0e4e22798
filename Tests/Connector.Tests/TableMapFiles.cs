using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.TableMaps;

namespace ProjectInvoice.Connector.Tests;

/// <summary>The map files that are shipped, as an administrator changes copies of them, and what the status says of a map.</summary>
internal static class TableMapFiles
{
    public static string ShippedFolder => Path.Combine(AppContext.BaseDirectory, "TableMaps");

    /// <param name="name">Its name in the catalogue, as a data row can hold it.</param>
    public static ErrorCode Error(string name) => (ErrorCode)typeof(TableMapErrors).GetField(name)!.GetValue(null)!;

    public static string Copy(Situation situation)
    {
        var folder = Path.Combine(situation.Folder, "maps");
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(ShippedFolder))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        situation.Set("TableMaps:Folder", folder);
        return folder;
    }

    public static void Change(Situation situation, string name, Action<JObject> change)
    {
        var file = Path.Combine(Copy(situation), name + ".json");
        var map = JObject.Parse(File.ReadAllText(file));
        change(map);
        File.WriteAllText(file, map.ToString());
    }

    public static async Task<string> CodeAsync(Situation situation) => (await CodesAsync(situation)).Single();

    public static async Task<string> CodeAsync(Situation situation, string map) =>
        (string)(await ErrorsAsync(situation)).Single(error => (string?)error["kind"] == "map" && (string?)error["id"] == map)["code"]!;

    public static async Task<List<string>> CodesAsync(Situation situation) => (await ErrorsAsync(situation)).Select(error => (string)error["code"]!).ToList();

    public static async Task NothingIsListedAsync(Situation situation)
    {
        var errors = await ErrorsAsync(situation);
        Assert.IsEmpty(errors, string.Join('\n', errors.Select(error => $"{error["code"]}: {error["record"]}: {error["message"]}")));
    }

    private static async Task<JToken> ErrorsAsync(Situation situation) =>
        (await situation.GetAsync("/api/status", Authority.AdministratorClient)).Body["errors"]!;
}
