using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EndToEnd.Tests.Serving;

[TestClass]
public sealed partial class When_the_environment_stays_up
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [DataRow("INT", DisplayName = "Ctrl+C")]
    [DataRow("TERM", DisplayName = "kill")]
    public async Task It_tells_how_to_sign_in_and_ends_cleanly_when_it_is_stopped(string signal)
    {
        using var given = GivenData.With("PF-1001");
        using var process = MainJobRun.StartInForeground(home: given.Folder, "--input", given.Folder, "--serve");
        var before = Directory.GetFileSystemEntries(given.Folder);
        try
        {
            var output = await ReadUntilAsync(process.StandardOutput, "Press Ctrl+C to stop.").WaitAsync(Limit, TestContext.CancellationToken);
            Assert.IsFalse(output.Contains("warn:", StringComparison.Ordinal), output);
            var dataverse = Address().Match(output).Groups["url"].Value;
            var token = Token().Match(output).Groups["url"].Value;
            var manager = ProjectManager().Match(output);
            Assert.IsTrue(manager.Success, output);
            using var client = new HttpClient();
            using var signIn = new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["grant_type"] = "client_credentials",
                    ["client_id"] = manager.Groups["id"].Value,
                    ["client_secret"] = manager.Groups["secret"].Value,
                    ["scope"] = $"{dataverse.TrimEnd('/')}/.default",
                }
            );
            using var granted = await client.PostAsync(new Uri(token), signIn, TestContext.CancellationToken);
            client.DefaultRequestHeaders.Authorization = new(
                "Bearer",
                JsonNode.Parse(await granted.Content.ReadAsStringAsync(TestContext.CancellationToken))!["access_token"]!.GetValue<string>()
            );
            var invoices = JsonNode.Parse(
                await client.GetStringAsync(new Uri($"{dataverse}api/data/v9.2/invoices?$select=invoicenumber"), TestContext.CancellationToken)
            )!;
            Assert.AreEqual("PF-1001", invoices["value"]![0]!["invoicenumber"]!.GetValue<string>());

            using var stop = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
            await stop.WaitForExitAsync(TestContext.CancellationToken);
            var rest = await process.StandardOutput.ReadToEndAsync(TestContext.CancellationToken).WaitAsync(Limit, TestContext.CancellationToken);
            await process.WaitForExitAsync(TestContext.CancellationToken);
            Assert.AreEqual(0, process.ExitCode, rest);
            StringAssert.Contains(rest, "Stopped.");
            CollectionAssert.AreEquivalent(before, Directory.GetFileSystemEntries(given.Folder), "It left something in the home folder.");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private async Task<string> ReadUntilAsync(StreamReader reader, string end)
    {
        var text = new System.Text.StringBuilder();
        while (await reader.ReadLineAsync(TestContext.CancellationToken) is { } line)
        {
            text.AppendLine(line);
            if (line.Contains(end, StringComparison.Ordinal))
            {
                return text.ToString();
            }
        }

        throw new AssertFailedException($"The program ended early: {text}");
    }

    [GeneratedRegex(@"^Dataverse\s+(?<url>http://\S+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex(@"POST (?<url>http://\S+)", RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    [GeneratedRegex(@"^Project manager\s+(?<id>[0-9a-f-]{36})\s+(?<secret>[0-9a-f]{48})", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex ProjectManager();
}
