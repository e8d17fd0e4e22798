using InvoicePlugins.Dataverse;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Registration;

[TestClass]
internal sealed class When_settings_are_read
{
    private readonly Site site = Site.New();

    [TestMethod]
    public void The_tables_are_read_where_the_platform_has_no_reader()
    {
        site.Organization.SetEnvironmentVariable("pinv_CreateActuals", "no");
        site.Organization.SetEnvironmentVariable("pinv_RetainerTransactionClass", "192350777");
        var settings = new EnvironmentVariables(null, site.Loader);

        Assert.IsFalse(settings.CreateActuals);
        Assert.AreEqual(192350777, settings.RetainerTransactionClass);
        Assert.AreEqual(TimeSpan.FromSeconds(15), settings.ConnectorTimeout);
        Assert.IsNull(settings.ConnectorUrl);
        Assert.AreEqual(TimeZoneInfo.Utc, settings.TimeZone);
    }

    [TestMethod]
    public void What_cannot_be_used_is_named()
    {
        Unusable("pinv_CreateActuals", "perhaps", settings => settings.CreateActuals);
        Unusable("pinv_ConnectorTimeoutSeconds", "0", settings => settings.ConnectorTimeout);
        Unusable("pinv_ConnectorTimeoutSeconds", "101", settings => settings.ConnectorTimeout);
        Unusable("pinv_RetainerTransactionClass", "Retainer", settings => settings.RetainerTransactionClass);
    }

    [TestMethod]
    [DataRow("192350005,0")]
    [DataRow("1.000")]
    [DataRow("1,000")]
    [DataRow("99999999999")]
    [DataRow(" 5")]
    [DataRow("5 ")]
    [DataRow("+5")]
    [DataRow("-5")]
    [DataRow("0")]
    [DataRow("1e3")]
    [DataRow("٥")]
    public void A_number_is_digits_in_range(string value)
    {
        Unusable("pinv_RetainerTransactionClass", value, settings => settings.RetainerTransactionClass);
        Unusable("pinv_MaxSynchronousWrites", value, settings => settings.MaxSynchronousWrites);
        Unusable("pinv_WritesPerChunk", value, settings => settings.WritesPerChunk);
        Unusable("pinv_ConnectorTimeoutSeconds", value, settings => settings.ConnectorTimeout);
    }

    [TestMethod]
    [DataRow("connector")]
    [DataRow("ftp://connector.example")]
    [DataRow("http://connector.example")]
    [DataRow("https://connector.example/pinv")]
    [DataRow("https://connector.example/?tenant=1")]
    [DataRow("https://connector.example/#top")]
    [DataRow("https://user:word@connector.example/")]
    public void An_address_that_is_not_a_host_or_not_safe_is_refused(string value) => Unusable("pinv_ConnectorUrl", value, settings => settings.ConnectorUrl);

    [TestMethod]
    [DataRow("https://connector.example")]
    [DataRow("https://connector.example:8443/")]
    [DataRow("http://localhost:5080")]
    [DataRow("http://127.0.0.1:5080/")]
    public void An_address_of_a_host_is_taken(string value)
    {
        site.Organization.SetEnvironmentVariable("pinv_ConnectorUrl", value);

        Assert.AreEqual(new Uri(value), new EnvironmentVariables(null, site.Loader).ConnectorUrl);
    }

    // Noon of 15 January and of 15 July 2026 in UTC, worked out by the rules of the zones.
    [TestMethod]
    [DataRow("W. Europe Standard Time", "Europe/Berlin", 13, 14)]
    [DataRow("Romance Standard Time", "Europe/Paris", 13, 14)]
    [DataRow("New Zealand Standard Time", "Pacific/Auckland", 25, 24)]
    [DataRow("Pacific Standard Time", "America/Los_Angeles", 4, 5)]
    [DataRow("Eastern Standard Time", "US/Eastern", 7, 8)]
    [DataRow("India Standard Time", "Asia/Kolkata", 17.5, 17.5)]
    [DataRow("Central European Standard Time", "europe/warsaw", 13, 14)]
    [DataRow("UTC", "Etc/UTC", 12, 12)]
    public void A_time_zone_has_its_name_in_Windows_or_in_the_IANA_database(string windows, string iana, double winter, double summer)
    {
        foreach (var name in new[] { windows, iana })
        {
            site.Organization.SetEnvironmentVariable("pinv_TimeZone", name);
            var zone = new EnvironmentVariables(null, site.Loader).TimeZone;

            Assert.AreEqual(
                new DateTime(2026, 1, 15).AddHours(winter),
                TimeZoneInfo.ConvertTimeFromUtc(new DateTime(2026, 1, 15, 12, 0, 0, DateTimeKind.Utc), zone),
                name
            );
            Assert.AreEqual(
                new DateTime(2026, 7, 15).AddHours(summer),
                TimeZoneInfo.ConvertTimeFromUtc(new DateTime(2026, 7, 15, 12, 0, 0, DateTimeKind.Utc), zone),
                name
            );
        }
    }

    [TestMethod]
    public void Every_time_zone_of_Windows_is_found()
    {
        var names = new StreamReader(typeof(TimeZones).Assembly.GetManifestResourceStream("WindowsZones.txt")!)
            .ReadToEnd()
            .Split(['\n'], StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line[0] != '#')
            .Select(line => line.Substring(0, line.IndexOf('=')))
            .ToList();

        Assert.IsGreaterThan(130, names.Count);
        Assert.AreEqual("", string.Join(", ", names.Where(name => TimeZones.Find(name) is null)));
    }

    private void Unusable(string name, string value, Func<EnvironmentVariables, object?> read)
    {
        site.Organization.SetEnvironmentVariable(name, value);

        var refused = Assert.ThrowsExactly<InvalidPluginExecutionException>(() => read(new EnvironmentVariables(null, site.Loader)));
        Assert.StartsWith($"{PluginErrors.VariableUnusable.Code}: Environment: The environment variable {name} holds '{value}'", refused.Message);
    }
}
