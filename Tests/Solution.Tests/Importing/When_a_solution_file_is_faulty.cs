using System.ServiceModel;
using LocalDataverse;
using Microsoft.Xrm.Sdk;

namespace Solution.Tests.Importing;

[TestClass]
public sealed class When_a_solution_file_is_faulty
{
    [TestMethod]
    public void What_is_no_compressed_file_is_refused() => Refused("text"u8.ToArray(), "not a compressed file");

    [TestMethod]
    [DataRow("solution.xml")]
    [DataRow("customizations.xml")]
    [DataRow("[Content_Types].xml")]
    public void A_missing_part_is_refused(string path) => Refused(SolutionZip.Copy().Without(path).ToBytes(), path);

    [TestMethod]
    public void Broken_xml_is_refused() =>
        Refused(SolutionZip.Copy().Replace("customizations.xml", "</Entities>", "</Entity>").ToBytes(), "customizations.xml: line");

    [TestMethod]
    public void A_source_that_was_not_packed_is_refused() =>
        Refused(SolutionZip.Copy().Replace("solution.xml", "<Managed>0<", "<Managed>2<").ToBytes(), "packed before it is imported");

    [TestMethod]
    public void An_assembly_that_is_not_in_the_file_is_refused() =>
        Refused(SolutionZip.Copy().Without("InvoicePlugins.dll").ToBytes(), "not in the compressed file");

    [TestMethod]
    public void A_file_that_is_no_assembly_is_refused() => Refused(SolutionZip.Copy().Fill("InvoicePlugins.dll", "text").ToBytes(), "not a .NET assembly");

    [TestMethod]
    public void Another_name_of_the_assembly_is_refused() =>
        Refused(
            SolutionZip.Copy().Replace("customizations.xml", "Version=1.0.0.0", "Version=1.1.0.0").ToBytes(),
            "the file holds InvoicePlugins, Version=1.0.0.0"
        );

    [TestMethod]
    public void A_type_that_the_assembly_lacks_is_refused() =>
        Refused(
            SolutionZip.Copy().Replace("customizations.xml", "InvoicePlugins.Delivery.DeliverMessage,", "InvoicePlugins.Delivery.Gone,").ToBytes(),
            "InvoicePlugins.Delivery.Gone"
        );

    [TestMethod]
    public void A_step_on_an_unknown_message_is_refused() =>
        Refused(SolutionZip.Copy().Replace("customizations.xml", "a1bdbb1b-ea3e-db11", "a1bdbb1b-ea3e-db12").ToBytes(), "message a1bdbb1b-ea3e-db12");

    [TestMethod]
    public void A_step_on_an_unknown_table_is_refused() =>
        Refused(
            SolutionZip.Copy().Replace("customizations.xml", "<PrimaryEntity>invoicedetail<", "<PrimaryEntity>invoiceline<").ToBytes(),
            "table invoiceline does not exist"
        );

    [TestMethod]
    public void A_step_that_filters_on_an_unknown_column_is_refused() =>
        Refused(
            SolutionZip
                .Copy()
                .Replace("customizations.xml", "<FilteringAttributes>msdyn_projectinvoicestatus<", "<FilteringAttributes>msdyn_projectinvoicestate<")
                .ToBytes(),
            "no column msdyn_projectinvoicestate"
        );

    [TestMethod]
    public void A_role_with_an_unknown_privilege_is_refused() =>
        Refused(SolutionZip.Copy().Replace("customizations.xml", "prvReadmsdyn_actual\"", "prvReadmsdyn_actuals\"").ToBytes(), "prvReadmsdyn_actuals");

    [TestMethod]
    public void A_column_with_an_unknown_choice_is_refused() =>
        Refused(
            SolutionZip.Copy().Replace("customizations.xml", "<OptionSetName>pinv_messagetype<", "<OptionSetName>pinv_messagekind<").ToBytes(),
            "pinv_messagekind"
        );

    [TestMethod]
    public void A_lookup_without_a_relationship_is_refused() =>
        Refused(
            SolutionZip.Copy().Replace("customizations.xml", "<ReferencingAttributeName>pinv_RetainerId<", "<ReferencingAttributeName>pinv_OtherId<").ToBytes(),
            "msdyn_invoicelinetransaction.pinv_retainerid"
        );

    [TestMethod]
    public void A_key_on_an_unknown_column_is_refused() =>
        Refused(SolutionZip.Copy().Replace("customizations.xml", "<AttributeName>pinv_key<", "<AttributeName>pinv_other<").ToBytes(), "pinv_other");

    [TestMethod]
    public void An_unknown_type_of_column_is_refused() =>
        Refused(SolutionZip.Copy().Replace("customizations.xml", "<Type>ntext<", "<Type>video<").ToBytes(), "type video");

    [TestMethod]
    public void An_optional_response_property_is_refused() =>
        Refused(
            SolutionZip
                .Copy()
                .Replace(
                    "customapis/pinv_RecordInvoicePosting/customapiresponseproperties/UpdatedRows/customapiresponseproperty.xml",
                    "<iscustomizable>0</iscustomizable>",
                    "<iscustomizable>0</iscustomizable><isoptional>0</isoptional>"
                )
                .ToBytes(),
            "isoptional"
        );

    [TestMethod]
    public void Two_steps_with_one_id_are_refused() =>
        Refused(
            SolutionZip
                .Copy()
                .Edit(
                    "customizations.xml",
                    root =>
                    {
                        var steps = root.Element("SdkMessageProcessingSteps")!.Elements().ToList();
                        steps[1].SetAttributeValue("SdkMessageProcessingStepId", (string)steps[0].Attribute("SdkMessageProcessingStepId")!);
                    }
                )
                .ToBytes(),
            "it stands in the file twice"
        );

    [TestMethod]
    [DataRow("1", "schemaName", "table pinv_retainer")]
    [DataRow("9", "schemaName", "choice pinv_chunkkind")]
    [DataRow("20", "id", "role {")]
    [DataRow("91", "id", "plug-in assembly {")]
    [DataRow("92", "id", "step {")]
    public void A_component_that_the_manifest_does_not_list_is_refused(string type, string key, string component) =>
        Refused(
            SolutionZip
                .Copy()
                .Edit(
                    "solution.xml",
                    root =>
                        Roots(root, type)
                            .First(c => component.EndsWith('{') || component.EndsWith((string)c.Attribute(key)!, StringComparison.Ordinal))
                            .Remove()
                )
                .ToBytes(),
            component
        );

    [TestMethod]
    [DataRow("1", "schemaName", "pinv_gone")]
    [DataRow("92", "id", "{5b0c1a52-7a0e-4b7e-9a35-2f1d7c1e0a05}")]
    public void A_component_that_the_manifest_lists_and_the_file_lacks_is_refused(string type, string key, string value) =>
        Refused(
            SolutionZip
                .Copy()
                .Edit(
                    "solution.xml",
                    root =>
                    {
                        var copy = new System.Xml.Linq.XElement(Roots(root, type).First());
                        copy.SetAttributeValue(key, value);
                        root.Descendants("RootComponents").Single().Add(copy);
                    }
                )
                .ToBytes(),
            $"{value}: the manifest lists it"
        );

    [TestMethod]
    public void A_root_that_is_none_is_refused() =>
        Refused(
            SolutionZip
                .Copy()
                .Replace("solution.xml", "<RootComponents>", "<RootComponents><RootComponent type=\"380\" schemaName=\"pinv_timezone\" behavior=\"0\" />")
                .ToBytes(),
            "components of type 380"
        );

    [TestMethod]
    [DataRow("solution.xml", "schemaName=\"invoice\" behavior", "schemaName=\"Invoice\" behavior", "table invoice")]
    [DataRow("customizations.xml", "<PrimaryEntity>invoice<", "<PrimaryEntity>Invoice<", "PrimaryEntity Invoice has capital letters")]
    [DataRow("customizations.xml", "<LogicalName>pinv_taxamount<", "<LogicalName>pinv_TaxAmount<", "LogicalName pinv_TaxAmount has capital letters")]
    [DataRow(
        "customizations.xml",
        "<FilteringAttributes>pinv_status<",
        "<FilteringAttributes>pinv_Status<",
        "FilteringAttributes pinv_Status has capital letters"
    )]
    public void A_logical_name_in_capitals_is_refused(string path, string from, string to, string cause) =>
        Refused(SolutionZip.Copy().Replace(path, from, to).ToBytes(), cause);

    [TestMethod]
    public void Columns_of_a_table_that_is_marked_as_unmodified_are_passed_over_and_missed_by_what_needs_them() =>
        Refused(
            SolutionZip.Copy().Replace("customizations.xml", "<entity Name=\"Invoice\">", "<entity Name=\"Invoice\" unmodified=\"1\">").ToBytes(),
            "table invoice has no column pinv_contractcustomerid"
        );

    [TestMethod]
    [DataRow("type=\"1\" schemaName=\"salesorderdetail\"", "type=\"1\" schemaName=\"msdyn_gone\"")]
    [DataRow("type=\"1\" schemaName=\"salesorderdetail\"", "type=\"2\" parentSchemaName=\"salesorderdetail\" schemaName=\"msdyn_gone\"")]
    public void What_it_says_it_needs_and_the_environment_lacks_is_named(string from, string to) =>
        Refused(SolutionZip.Copy().Replace("solution.xml", from, to).ToBytes(), "requires msdyn_gone of solution msdyn_ProjectServiceCore");

    [TestMethod]
    public void Tables_that_it_builds_on_and_the_environment_lacks_are_named() =>
        Refused(new DataverseOrganization(new OrganizationOptions { Tables = ["platform"] }), SolutionZip.Unmanaged, "Some dependencies are missing");

    [TestMethod]
    [DataRow("role")]
    [DataRow("pluginassembly")]
    [DataRow("customapi")]
    [DataRow("sdkmessageprocessingstep")]
    [DataRow("solution")]
    [DataRow("importjob")]
    public void A_database_that_fails_midway_leaves_nothing_behind(string table)
    {
        var organization = Installation.New();
        organization.Faults.ThrowAfterWrite(1, table);

        Refused(organization, SolutionZip.Unmanaged, "Sql error");
    }

    private static IEnumerable<System.Xml.Linq.XElement> Roots(System.Xml.Linq.XElement root, string type) =>
        root.Descendants("RootComponent").Where(c => (string?)c.Attribute("type") == type);

    private static void Refused(byte[] solution, string cause) => Refused(Installation.New(), solution, cause);

    private static void Refused(DataverseOrganization organization, byte[] solution, string cause)
    {
        var rows = organization.DumpState();
        var metadata = organization.Metadata;

        var fault = Assert.ThrowsExactly<FaultException<OrganizationServiceFault>>(() => organization.Import(solution));

        Assert.Contains(cause, fault.Detail.Message);
        Assert.IsEmpty(rows.DifferencesTo(organization.DumpState()));
        Assert.IsNull(organization.Metadata.Table("pinv_retainer"));
        Assert.AreEqual(metadata.Table("invoice")?.Columns.Count, organization.Metadata.Table("invoice")?.Columns.Count);
    }
}
