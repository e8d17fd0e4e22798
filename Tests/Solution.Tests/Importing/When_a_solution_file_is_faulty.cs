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
    public void Broken_xml_is_refused() => Refused(SolutionZip.Copy().Replace("customizations.xml", "</Entities>", "</Entity>").ToBytes(), "customizations.xml: line");

    [TestMethod]
    public void A_source_that_was_not_packed_is_refused() => Refused(SolutionZip.Copy().Replace("solution.xml", "<Managed>0<", "<Managed>2<").ToBytes(), "packed before it is imported");

    [TestMethod]
    public void An_assembly_that_is_not_in_the_file_is_refused() => Refused(SolutionZip.Copy().Without("InvoicePlugins.dll").ToBytes(), "not in the compressed file");

    [TestMethod]
    public void A_file_that_is_no_assembly_is_refused() => Refused(SolutionZip.Copy().Fill("InvoicePlugins.dll", "text").ToBytes(), "not a .NET assembly");

    [TestMethod]
    public void Another_name_of_the_assembly_is_refused() => Refused(SolutionZip.Copy().Replace("customizations.xml", "Version=1.0.0.0", "Version=1.1.0.0").ToBytes(), "the file holds InvoicePlugins, Version=1.0.0.0");

    [TestMethod]
    public void A_type_that_the_assembly_lacks_is_refused() => Refused(SolutionZip.Copy().Replace("customizations.xml", "InvoicePlugins.Delivery.DeliverMessage,", "InvoicePlugins.Delivery.Gone,").ToBytes(), "InvoicePlugins.Delivery.Gone");

    [TestMethod]
    public void A_step_on_an_unknown_message_is_refused() => Refused(SolutionZip.Copy().Replace("customizations.xml", "a1bdbb1b-ea3e-db11", "a1bdbb1b-ea3e-db12").ToBytes(), "message a1bdbb1b-ea3e-db12");

    [TestMethod]
    public void A_step_on_an_unknown_table_is_refused() => Refused(SolutionZip.Copy().Replace("customizations.xml", "<PrimaryEntity>invoicedetail<", "<PrimaryEntity>invoiceline<").ToBytes(), "table invoiceline does not exist");

    [TestMethod]
    public void A_step_that_filters_on_an_unknown_column_is_refused() => Refused(
        SolutionZip.Copy().Replace("customizations.xml", "<FilteringAttributes>msdyn_projectinvoicestatus<", "<FilteringAttributes>msdyn_projectinvoicestate<").ToBytes(), "no column msdyn_projectinvoicestate");

    [TestMethod]
    public void A_role_with_an_unknown_privilege_is_refused() => Refused(SolutionZip.Copy().Replace("customizations.xml", "prvReadmsdyn_actual\"", "prvReadmsdyn_actuals\"").ToBytes(), "prvReadmsdyn_actuals");

    [TestMethod]
    public void A_column_with_an_unknown_choice_is_refused() => Refused(SolutionZip.Copy().Replace("customizations.xml", "<OptionSetName>pinv_messagetype<", "<OptionSetName>pinv_messagekind<").ToBytes(), "pinv_messagekind");

    [TestMethod]
    public void A_lookup_without_a_relationship_is_refused() => Refused(
        SolutionZip.Copy().Replace("customizations.xml", "<ReferencingAttributeName>pinv_RetainerId<", "<ReferencingAttributeName>pinv_OtherId<").ToBytes(), "msdyn_invoicelinetransaction.pinv_retainerid");

    [TestMethod]
    public void A_key_on_an_unknown_column_is_refused() => Refused(SolutionZip.Copy().Replace("customizations.xml", "<AttributeName>pinv_key<", "<AttributeName>pinv_other<").ToBytes(), "pinv_other");

    [TestMethod]
    public void An_unknown_type_of_column_is_refused() => Refused(SolutionZip.Copy().Replace("customizations.xml", "<Type>ntext<", "<Type>video<").ToBytes(), "type video");

    [TestMethod]
    public void An_optional_response_property_is_refused() => Refused(
        SolutionZip.Copy().Replace(
            "customapis/pinv_RecordInvoicePosting/customapiresponseproperties/UpdatedRows/customapiresponseproperty.xml", "<iscustomizable>0</iscustomizable>", "<iscustomizable>0</iscustomizable><isoptional>0</isoptional>").ToBytes(),
        "isoptional");

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
