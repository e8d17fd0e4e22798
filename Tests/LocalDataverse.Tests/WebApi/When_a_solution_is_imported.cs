using System.IO.Compression;
using System.Net;
using System.Text;

namespace LocalDataverse.Tests.WebApi;

[TestClass]
public sealed class When_a_solution_is_imported
{
    private const string Manifest = """
        <ImportExportXml version="9.2.0.0"><SolutionManifest>
          <UniqueName>Sample</UniqueName><Version>1.0.0.0</Version><Managed>0</Managed>
          <Publisher><UniqueName>sample</UniqueName><CustomizationPrefix>test</CustomizationPrefix><CustomizationOptionValuePrefix>10000</CustomizationOptionValuePrefix></Publisher>
          <RootComponents><RootComponent type="1" schemaName="account" behavior="1" /></RootComponents>
        </SolutionManifest></ImportExportXml>
        """;

    private const string Customizations = """
        <ImportExportXml><Entities><Entity><Name>account</Name><EntityInfo><entity Name="account"><attributes>
          <attribute PhysicalName="test_Imported"><Type>nvarchar</Type><Name>test_imported</Name><LogicalName>test_imported</LogicalName><RequiredLevel>none</RequiredLevel><IsCustomField>1</IsCustomField><MaxLength>50</MaxLength></attribute>
        </attributes></entity></EntityInfo></Entity></Entities></ImportExportXml>
        """;

    [TestMethod]
    public async Task Its_columns_are_there_at_once_and_the_solution_is_listed()
    {
        await using var dataverse = await RunningDataverse.Start();
        (await dataverse.Administrator.Get("accounts?$select=test_imported")).Is(HttpStatusCode.BadRequest);
        var job = Guid.NewGuid();

        (await Import(dataverse.Administrator, Zip(Customizations), job)).Is(HttpStatusCode.NoContent);
        (await dataverse.Administrator.Post("PublishAllXml", new { })).Is(HttpStatusCode.NoContent);

        var id = await dataverse.Administrator.Create("accounts", new { name = "With the new column", test_imported = "yes" });
        Assert.AreEqual(
            "yes",
            (await dataverse.Administrator.Get($"accounts({id})?$select=test_imported")).Is(HttpStatusCode.OK).Json["test_imported"]!.GetValue<string>()
        );
        Assert.AreEqual(
            "1.0.0.0",
            (await dataverse.Administrator.Get("solutions?$select=version&$filter=uniquename eq 'Sample'")).Is(HttpStatusCode.OK).Rows.Single()[
                "version"
            ]!.GetValue<string>()
        );
        Assert.AreEqual(
            100d,
            (await dataverse.Administrator.Get($"importjobs({job})?$select=progress")).Is(HttpStatusCode.OK).Json["progress"]!.GetValue<double>()
        );
    }

    [TestMethod]
    public async Task A_faulty_one_changes_nothing()
    {
        await using var dataverse = await RunningDataverse.Start();
        var before = dataverse.Organization.DumpState();

        var broken = await Import(dataverse.Administrator, Zip(Customizations.Replace("</Entities>", "", StringComparison.Ordinal)), Guid.NewGuid());
        var noZip = await Import(dataverse.Administrator, [1, 2, 3], Guid.NewGuid());
        var notText = await dataverse.Administrator.Post(
            "ImportSolution",
            new
            {
                OverwriteUnmanagedCustomizations = true,
                PublishWorkflows = true,
                ImportJobId = Guid.NewGuid(),
                CustomizationFile = "no base64!",
            }
        );

        StringAssert.Contains(broken.Is(HttpStatusCode.BadRequest).ErrorMessage, "customizations.xml");
        noZip.Is(HttpStatusCode.BadRequest);
        StringAssert.Contains(notText.Is(HttpStatusCode.BadRequest).ErrorMessage, "CustomizationFile");
        Assert.IsEmpty(before.DifferencesTo(dataverse.Organization.DumpState()));
    }

    [TestMethod]
    public async Task Deleting_a_managed_one_takes_its_columns_along_for_good()
    {
        var folder = Directory.CreateTempSubdirectory("localdataverse-uninstall-");
        try
        {
            var file = $"--Storage:ConnectionString=Data Source={Path.Combine(folder.FullName, "dataverse.db")}";
            Guid account;
            await using (var first = await RunningDataverse.Start(null, file))
            {
                (await Import(first.Administrator, Zip(Customizations, managed: true), Guid.NewGuid())).Is(HttpStatusCode.NoContent);
                account = await first.Administrator.Create("accounts", new { name = "With the new column", test_imported = "yes" });
                var solution = (await first.Administrator.Get("solutions?$select=solutionid&$filter=uniquename eq 'Sample'"))
                    .Is(HttpStatusCode.OK)
                    .Rows.Single()["solutionid"]!.GetValue<Guid>();

                (await first.Administrator.Delete($"solutions({solution})")).Is(HttpStatusCode.NoContent);

                (await first.Administrator.Get("accounts?$select=test_imported")).Is(HttpStatusCode.BadRequest);
            }

            await using var second = await RunningDataverse.Start(null, file);
            (await second.Administrator.Get("accounts?$select=test_imported")).Is(HttpStatusCode.BadRequest);
            Assert.IsEmpty((await second.Administrator.Get("solutions?$filter=uniquename eq 'Sample'")).Is(HttpStatusCode.OK).Rows);
            (await Import(second.Administrator, Zip(Customizations, managed: true), Guid.NewGuid())).Is(HttpStatusCode.NoContent);
            Assert.IsNull((await second.Administrator.Get($"accounts({account})?$select=test_imported")).Is(HttpStatusCode.OK).Json["test_imported"]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestMethod]
    public async Task A_user_without_the_right_is_403()
    {
        var dataverse = await RunningDataverse.Shared;
        using var reader = await dataverse.SignIn(RunningDataverse.ReaderClient);

        (await Import(reader, Zip(Customizations), Guid.NewGuid())).IsError(HttpStatusCode.Forbidden, "0x80040220");
    }

    private static Task<Answer> Import(WebApiClient client, byte[] zip, Guid job) =>
        client.Post(
            "ImportSolution",
            new
            {
                OverwriteUnmanagedCustomizations = true,
                PublishWorkflows = true,
                ImportJobId = job,
                CustomizationFile = Convert.ToBase64String(zip),
            }
        );

    private static byte[] Zip(string customizations, bool managed = false)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\" />");
            Add(zip, "solution.xml", managed ? Manifest.Replace("<Managed>0<", "<Managed>1<", StringComparison.Ordinal) : Manifest);
            Add(zip, "customizations.xml", customizations);
        }

        return stream.ToArray();
    }

    private static void Add(ZipArchive zip, string name, string content)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(Encoding.UTF8.GetBytes(content));
    }
}
