using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Tests.Servers;

namespace ProjectInvoice.Connector.Tests.Remedies;

/// <summary>The situations of the table that the connector finds, by name.</summary>
internal static class Obstacles
{
    private const int Draft = 192350000;
    private const int Confirmed = 192350002;
    private const int UnknownBillingType = 192350077;

    public static IReadOnlyDictionary<string, Obstacle> All { get; } =
        new Dictionary<string, Obstacle>(StringComparer.Ordinal)
        {
            ["a secret that is not the connector's"] = new(
                async scene =>
                {
                    scene.Situation.Set("Finance:ClientSecret", "a secret that the authority of this run does not know");
                    await scene.Situation.CrashAndStartAsync();
                    await scene.ArriveAsync();
                },
                async scene =>
                {
                    scene.Situation.Set("Finance:ClientSecret", Authority.Secret);
                    await scene.Situation.CrashAndStartAsync();
                }
            ),
            ["a record that finance refuses"] = new(
                async scene =>
                {
                    scene.Dataverse.Put("cdm_company", scene.Invoice.Company, new { cdm_companycode = "GBPM" });
                    await scene.ArriveAsync();
                },
                async scene =>
                {
                    await scene.Finance.SendAsync(
                        HttpMethod.Put,
                        "/api/setup",
                        WithCompany(await scene.Finance.SendAsync(HttpMethod.Get, "/api/setup", null), "GBPM")
                    );
                    await scene.RetryAsync();
                }
            ),
            ["a connector without its role in finance"] = new(
                async scene =>
                {
                    Authority.Grant(Authority.ConnectorClient, scene.Finance.Url);
                    await scene.Situation.CrashAndStartAsync();
                    await scene.ArriveAsync();
                },
                scene =>
                {
                    Authority.Accept(scene.Finance.Url);
                    return Task.CompletedTask;
                }
            ),
            ["a connector without its role in Dataverse"] = new(
                async scene =>
                {
                    scene.Dataverse.Fail(
                        request => request.Path.Contains("invoices(", StringComparison.Ordinal),
                        Reply.DataverseError(403, "0x80040220", "missing prvReadInvoice"),
                        times: 1000
                    );
                    await scene.ArriveAsync();
                },
                scene =>
                {
                    scene.Dataverse.Heal();
                    return Task.CompletedTask;
                }
            ),
            ["a project without a company"] = new(
                async scene =>
                {
                    scene.Dataverse.Put("msdyn_project", scene.Invoice.Project, new { msdyn_owningcompany = (Guid?)null });
                    await scene.ArriveAsync();
                },
                async scene =>
                {
                    scene.Dataverse.Put("msdyn_project", scene.Invoice.Project, new { msdyn_owningcompany = scene.Invoice.Company });
                    await scene.RetryAsync();
                }
            ),
            ["a value that the table map does not know"] = new(
                async scene =>
                {
                    _ = scene.Invoice;
                    scene.Dataverse.Put("msdyn_actual", scene.Unbilled, new { msdyn_billingtype = UnknownBillingType });
                    await scene.ArriveAsync();
                },
                async scene =>
                {
                    TableMapFiles.Change(
                        scene.Situation,
                        "Project Operations integration actuals (msdyn_actuals)",
                        map =>
                        {
                            map["version"] = (string)map["version"]! + "+1";
                            map["fields"]!.Single(field => (string?)field["field"] == "BillingType")["valueMap"]![$"{UnknownBillingType}"] = "Chargeable";
                        }
                    );
                    await scene.Situation.CrashAndStartAsync();
                    await scene.RetryAsync();
                }
            ),
            ["an invoice of two companies"] = new(
                async scene =>
                {
                    scene.Dataverse.Put("cdm_company", scene.OtherCompany, new { cdm_companycode = "DEMF" });
                    var project = scene.Dataverse.Put("msdyn_project", new { msdyn_subject = "Other", msdyn_owningcompany = scene.OtherCompany });
                    scene.Dataverse.Put("invoicedetail", new { invoiceid = scene.Invoice.Invoice, msdyn_project = project });
                    scene.Dataverse.Put("invoicedetail", new { invoiceid = scene.Invoice.Invoice, msdyn_project = scene.Invoice.Project });
                    await scene.ArriveAsync();
                },
                async scene =>
                {
                    scene.Dataverse.Put("cdm_company", scene.OtherCompany, new { cdm_companycode = "USPM" });
                    await scene.RetryAsync();
                }
            ),
            ["an actual that was deleted after it was delivered"] = new(
                async scene =>
                {
                    await scene.ArriveAsync();
                    scene.Dataverse.Delete("msdyn_actual", scene.Unbilled);
                    await scene.RunAsync();
                },
                async scene =>
                {
                    scene.Record(scene.Invoice);
                    Assert.AreEqual(202, (await scene.Situation.PostAsync("/api/rows/retry", null, Authority.AdministratorClient)).Status);
                }
            ),
            ["an invoice that is not in Dataverse"] = new(
                async scene =>
                {
                    var row = scene.Dataverse.Row("invoice", scene.Invoice.Invoice);
                    scene.Dataverse.Delete("invoice", scene.Invoice.Invoice);
                    await scene.ArriveAsync();
                    scene.Deleted = row;
                },
                async scene =>
                {
                    scene.Dataverse.Restore("invoice", scene.Invoice.Invoice, scene.Deleted!);
                    await scene.RetryAsync();
                }
            ),
            ["an invoice that is not confirmed"] = new(
                async scene =>
                {
                    scene.Dataverse.Put("invoice", scene.Invoice.Invoice, new { msdyn_projectinvoicestatus = Draft });
                    await scene.ArriveAsync();
                },
                async scene =>
                {
                    scene.Dataverse.Put("invoice", scene.Invoice.Invoice, new { msdyn_projectinvoicestatus = Confirmed });
                    await scene.RetryAsync();
                }
            ),
            ["actuals whose invoice is gone"] = new(
                async scene =>
                {
                    var row = scene.Dataverse.Row("invoice", scene.Invoice.Invoice);
                    scene.Dataverse.Put("invoice", scene.Invoice.Invoice, new { msdyn_projectinvoicestatus = Draft });
                    await scene.RunAsync();
                    scene.Dataverse.Delete("invoice", scene.Invoice.Invoice);
                    await scene.RunAsync();
                    scene.Deleted = row;
                },
                async scene =>
                {
                    scene.Dataverse.Restore("invoice", scene.Invoice.Invoice, scene.Deleted!);
                    await scene.ArriveAsync();
                }
            ),
            ["a connection to an actual that is gone"] = new(
                async scene =>
                {
                    _ = scene.Invoice;
                    scene.Dataverse.Delete("msdyn_actual", scene.Unbilled);
                    await scene.ArriveAsync();
                },
                scene =>
                {
                    scene.Record(scene.Invoice);
                    return Task.CompletedTask;
                }
            ),
            ["a date that finance does not have"] = new(
                async scene =>
                {
                    _ = scene.Invoice;
                    scene.Dataverse.Put("msdyn_actual", scene.Unbilled, new { msdyn_documentdate = "1850-01-01" });
                    await scene.ArriveAsync();
                },
                async scene =>
                {
                    scene.Dataverse.Put("msdyn_actual", scene.Unbilled, new { msdyn_documentdate = "2026-09-12" });
                    await scene.Situation.PostAsync("/api/rows/retry", null, Authority.AdministratorClient);
                }
            ),
            ["a posting that Dataverse refuses"] = new(
                async scene =>
                {
                    scene.Dataverse.Fail(
                        DataverseServer.Path("pinv_RecordInvoicePosting"),
                        Reply.DataverseError(400, "0x80040265", $"{CodesOfOthers.Complete}: the posting is reported as complete")
                    );
                    await scene.ArriveAsync();
                    await scene.PostAsync();
                },
                async scene =>
                {
                    scene.Dataverse.Heal();
                    await scene.RetryAsync(await scene.PostingAsync());
                }
            ),
            ["a posted actual that is gone"] = new(
                async scene =>
                {
                    Assert.AreEqual(202, (await scene.Situation.PostAsync("/api/postings", Posted(scene), Authority.FinanceClient)).Status);
                    await scene.Situation.RecordPostingsAsync();
                },
                async scene =>
                {
                    scene.Invoice.Actual(Sample.Billed, id: scene.Gone);
                    await scene.RetryAsync(scene.Event);
                }
            ),
        };

    // Finance's own parts, as its outbox sends them.
    private static JObject Posted(Scene scene) =>
        new()
        {
            ["eventId"] = scene.Event.ToString("D"),
            ["part"] = 1,
            ["parts"] = 1,
            ["kind"] = "Invoice",
            ["company"] = "USPM",
            ["journal"] = null,
            ["proposal"] = scene.Number,
            ["customerInvoiceNumber"] = "INV-000099",
            ["customerInvoiceDate"] = "2026-09-30",
            ["outcome"] = "Posted",
            ["currency"] = "GBP",
            ["taxAmount"] = 200,
            ["correlationId"] = scene.Message.ToString("D"),
            ["lines"] = new JArray(
                new JObject
                {
                    ["actualsImportId"] = scene.Gone.ToString("D"),
                    ["voucher"] = "INV-V-000099",
                    ["exchangeRate"] = 1.25m,
                    ["accountingAmount"] = 1250m,
                    ["taxAmount"] = 200m,
                    ["accountingTaxAmount"] = 250m,
                }
            ),
        };

    private static JObject WithCompany(JObject setUp, string company)
    {
        foreach (var section in setUp.Properties().Select(property => property.Value).OfType<JArray>())
        {
            foreach (var record in section.OfType<JObject>().Where(record => (string?)record["company"] == "USPM" || (string?)record["id"] == "USPM").ToList())
            {
                var copy = (JObject)record.DeepClone();
                copy[record["company"] is null ? "id" : "company"] = company;
                section.Add(copy);
            }
        }

        return setUp;
    }
}
