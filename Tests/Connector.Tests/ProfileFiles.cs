using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.FinanceSystem;

namespace ProjectInvoice.Connector.Tests;

/// <summary>The finance profiles that are shipped, as an administrator changes copies of them.</summary>
internal static class ProfileFiles
{
    public static void Change(Situation situation, string name, Action<JObject> change)
    {
        var folder = Directory.CreateDirectory(Path.Combine(situation.Folder, "profiles")).FullName;
        var profile = JObject.Parse(File.ReadAllText(Path.Combine(FinanceProfileReader.DefaultFolder, name + ".json")));
        change(profile);
        File.WriteAllText(Path.Combine(folder, name + ".json"), profile.ToString());
        situation.Set("Finance:ProfileFolder", folder);
        situation.Set("Finance:Profile", name);
    }

    /// <summary>Has postings asked for in every run, however short ago they were.</summary>
    public static void AskAlways(JObject profile)
    {
        foreach (var source in profile["postings"]!)
        {
            source["every"] = "00:00:00";
        }
    }
}
