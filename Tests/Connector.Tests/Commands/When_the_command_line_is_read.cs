using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Commands;

namespace ProjectInvoice.Connector.Tests.Commands;

[TestClass]
internal sealed class When_the_command_line_is_read
{
    [TestMethod]
    [DataRow("", "")]
    [DataRow("--urls=http://localhost:1 --Dataverse:Url=http://a", "")]
    [DataRow("--Dataverse:Url http://a /Finance:Url=http://b Finance:ClientId=c", "")]
    [DataRow("status", "status")]
    [DataRow("--Storage:ConnectionString=a map check --json", "map|check|--json")]
    [DataRow("--Dataverse:Url http://a map check", "map|check")]
    [DataRow("invoice PF=1 --json --Finance:Url=http://b --urls=http://c", "invoice|PF=1|--json")]
    [DataRow("retry --invoice=PF-1", "retry|--invoice=PF-1")]
    [DataRow("statsu", "statsu")]
    [DataRow("--help", "--help")]
    public void What_is_a_setting_and_what_belongs_to_a_command_is_told_apart(string words, string command)
    {
        var given = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        var read = CommandArguments.Of(given);

        Assert.AreEqual(command, string.Join('|', read.Command));
        CollectionAssert.AreEquivalent(given, read.Settings.Concat(read.Command).ToArray());
    }

    [TestMethod]
    [DataRow("statsu")]
    [DataRow("map")]
    [DataRow("map preview msdyn_actual")]
    [DataRow("map check --jsn")]
    [DataRow("map preview nothing PF-1")]
    public async Task What_is_given_wrongly_ends_with_2(string words)
    {
        await using var situation = await Situation.StartedAsync();

        var (code, _, error) = await situation.CommandAsync(words.Split(' '));

        Assert.AreEqual(ExitCodes.Usage, code, error);
        Assert.MatchesRegex("^PINV340[12]: .+\\. .+\\.", error);
    }

    [TestMethod]
    public async Task Help_ends_with_0_and_names_the_commands()
    {
        await using var situation = await Situation.CreateAsync();

        var (code, output, _) = await situation.CommandAsync("--help");

        Assert.AreEqual(ExitCodes.Done, code);
        StringAssert.Contains(output, "map", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_database_that_is_not_there_is_not_made()
    {
        await using var situation = await Situation.CreateAsync();
        await situation.Database.LoseAsync();

        var (code, output, _) = await situation.CommandAsync("map", "preview", "msdyn_actual", Guid.NewGuid().ToString("D"), "--json");

        Assert.AreEqual(ExitCodes.Failing, code);
        Assert.AreEqual(CommandErrors.DatabaseNotReady.Code, (string?)JObject.Parse(output)["error"]!["code"]);
        Assert.IsFalse(await situation.Database.IsThereAsync());
    }

    [TestMethod]
    public async Task A_setting_that_is_missing_is_named_as_the_host_names_it()
    {
        await using var situation = await Situation.CreateAsync();
        situation.Set("Finance:Url", "");

        var (code, output, error) = await situation.CommandAsync("map", "check");

        Assert.AreEqual(ExitCodes.Failing, code, output);
        Assert.StartsWith($"{SettingErrors.Missing.Code}: Setting Finance:Url: ", error);
        Assert.DoesNotContain("   at ", error);
    }
}
