using LocalDataverse.Faults;
using LocalDataverse.Metadata;
using LocalDataverse.Tests.OverHttp;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Organization;

public abstract class When_rows_are_written(Way way) : OrganizationSuite(way)
{
    [TestMethod]
    public void The_platform_fills_id_times_people_owner_state_and_version()
    {
        var id = Sample.Order("first");

        var row = Sample.Read(id);
        var administrator = new EntityReference("systemuser", Sample.Organization.AdministratorId);
        Assert.AreEqual(id, row["new_orderid"]);
        Assert.AreEqual(Sample.Clock.GetUtcNow().UtcDateTime, row["createdon"]);
        Assert.AreEqual(DateTimeKind.Utc, row.GetAttributeValue<DateTime>("modifiedon").Kind);
        Assert.AreEqual(administrator, row["createdby"]);
        Assert.AreEqual(administrator, row["ownerid"]);
        Assert.AreEqual(Sample.Organization.RootBusinessUnitId, row.GetAttributeValue<EntityReference>("owningbusinessunit").Id);
        Assert.AreEqual(0, row.GetAttributeValue<OptionSetValue>("statecode").Value);
        Assert.AreEqual(1, row.GetAttributeValue<OptionSetValue>("statuscode").Value);
        Assert.AreEqual(row.RowVersion, row["versionnumber"].ToString());
    }

    [TestMethod]
    public void Every_write_takes_the_next_version_of_the_organization()
    {
        var first = Sample.Order("first");
        var second = Sample.Order("second");
        var version = (long)Sample.Read(second)["versionnumber"];
        Sample.Admin.Update(new Entity("new_order", first) { ["new_name"] = "first" });

        Assert.IsGreaterThan(version, (long)Sample.Read(first)["versionnumber"], "an update with the same value is an update");
    }

    [TestMethod]
    public void A_table_that_does_not_exist_is_refused() => Sample.Refused(ErrorCode.NoSuchTable, () => Sample.Admin.Create(new Entity("new_nothing")));

    [TestMethod]
    public void A_text_that_is_too_long_is_refused()
    {
        var fault = Sample.Refused(ErrorCode.StringTooLong, () => Sample.Order("first", ("new_note", "123456")));

        Assert.AreEqual(
            "A validation error occurred. The length of the 'new_note' attribute of the 'new_order' entity exceeded the maximum allowed length of '5'.",
            fault.Detail.Message
        );
    }

    [TestMethod]
    public void An_empty_text_is_no_text() => Assert.IsFalse(Sample.Read(Sample.Order("first", ("new_note", string.Empty))).Contains("new_note"));

    [TestMethod]
    public void A_value_outside_the_choice_is_refused() =>
        Sample.Refused(ErrorCode.ValueOutOfRange, () => Sample.Order("first", ("new_kind", new OptionSetValue(3))));

    [TestMethod]
    public void A_system_required_column_cannot_be_left_out_or_cleared()
    {
        Sample.Refused(ErrorCode.InvalidArgument, () => Sample.Admin.Create(new Entity("new_line")));
        var line = Sample.Line(Sample.Order("first"), 1);
        Sample.Refused(ErrorCode.InvalidArgument, () => Sample.Admin.Update(new Entity("new_line", line) { ["new_position"] = null }));
    }

    [TestMethod]
    public void A_lookup_must_point_at_a_row_that_exists()
    {
        var fault = Sample.Refused(ErrorCode.ObjectDoesNotExist, () => Sample.Line(new Guid("00000000-0000-0000-0000-000000000001"), 1));

        Assert.AreEqual("new_order With Id = 00000000-0000-0000-0000-000000000001 Does Not Exist", fault.Detail.Message);
    }

    [TestMethod]
    public void The_same_id_twice_is_refused()
    {
        var id = Sample.Order("first");

        Sample.Refused(ErrorCode.DuplicateRecord, () => Sample.Admin.Create(new Entity("new_order", id)));
    }

    [TestMethod]
    public void Decimals_are_rounded_to_the_precision_of_the_column() =>
        Assert.AreEqual(1.24m, Sample.Read(Sample.Order("first", ("new_quantity", 1.235m)))["new_quantity"]);

    [TestMethod]
    public void A_date_only_column_drops_the_time_and_a_user_local_one_keeps_utc_seconds()
    {
        var row = Sample.Read(
            Sample.Order("first", ("new_day", new DateTime(2026, 11, 22, 15, 30, 0)), ("new_at", new DateTime(2026, 11, 22, 15, 30, 1, 999, DateTimeKind.Utc)))
        );

        Assert.AreEqual(new DateTime(2026, 11, 22), row["new_day"]);
        Assert.AreEqual(new DateTime(2026, 11, 22, 15, 30, 1, DateTimeKind.Utc), row["new_at"]);
    }

    [TestMethod]
    public void A_date_before_1753_is_refused() =>
        Sample.Refused(ErrorCode.DateTimeOutOfRange, () => Sample.Order("first", ("new_at", new DateTime(1752, 12, 31, 0, 0, 0, DateTimeKind.Utc))));

    [TestMethod]
    public void Numbers_are_given_where_none_is_sent()
    {
        Assert.AreEqual("O-00001", Sample.Read(Sample.Order("first"))["new_number"]);
        Assert.AreEqual("own", Sample.Read(Sample.Order("second", ("new_number", "own")))["new_number"]);
        Assert.AreEqual("O-00002", Sample.Read(Sample.Order("third"))["new_number"]);
    }

    [TestMethod]
    public void Values_for_read_only_columns_are_ignored()
    {
        var row = Sample.Read(Sample.Order("first", ("createdon", new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc)), ("versionnumber", 1L)));

        Assert.AreEqual(Sample.Clock.GetUtcNow().UtcDateTime, row["createdon"]);
    }

    [TestMethod]
    public void An_import_may_override_the_time_of_creation()
    {
        var day = new DateTime(2020, 5, 1, 0, 0, 0, DateTimeKind.Utc);

        Assert.AreEqual(day, Sample.Read(Sample.Order("first", ("overriddencreatedon", day)))["createdon"]);
    }

    [TestMethod]
    public void Choices_names_and_labels_come_formatted()
    {
        var parent = Sample.Order("parent");
        var row = Sample.Read(
            Sample.Order(
                "first",
                ("new_kind", new OptionSetValue(2)),
                ("new_parentid", new EntityReference("new_order", parent)),
                ("new_urgent", true),
                ("new_tags", new OptionSetValueCollection([new OptionSetValue(3), new OptionSetValue(1)]))
            )
        );

        Assert.AreEqual("Large", row.FormattedValues["new_kind"]);
        Assert.AreEqual("parent", row.GetAttributeValue<EntityReference>("new_parentid").Name);
        Assert.AreEqual("Yes", row.FormattedValues["new_urgent"]);
        Assert.AreEqual("Red; Green", row.FormattedValues["new_tags"]);
    }

    [TestMethod]
    public void What_the_caller_holds_is_not_what_is_stored()
    {
        var amount = new Money(5);
        var order = Sample.NewOrder("first", ("new_amount", amount));
        var id = Sample.Admin.Create(order);
        amount.Value = 7;
        Sample.Read(id).GetAttributeValue<Money>("new_amount").Value = 8;

        Assert.AreEqual(5m, Sample.Read(id).GetAttributeValue<Money>("new_amount").Value);
        Assert.AreEqual(Guid.Empty, order.Id);
    }

    [TestMethod]
    public void Children_are_created_with_their_parent()
    {
        var order = Sample.NewOrder("first");
        order.RelatedEntities[new Relationship("new_order_new_line_new_orderid")] = new EntityCollection([
            new Entity("new_line") { ["new_position"] = 1 },
            new Entity("new_line") { ["new_position"] = 2 },
        ]);
        var id = Sample.Admin.Create(order);

        var lines = Sample.Admin.RetrieveMultiple(new QueryExpression("new_line") { ColumnSet = new ColumnSet("new_orderid") }).Entities;
        Assert.HasCount(2, lines);
        Assert.IsTrue(lines.All(line => line.GetAttributeValue<EntityReference>("new_orderid").Id == id));
    }

    [TestMethod]
    public void Updating_and_deleting_what_is_gone_is_refused()
    {
        var gone = Guid.NewGuid();

        Sample.Refused(ErrorCode.ObjectDoesNotExist, () => Sample.Admin.Update(new Entity("new_order", gone)));
        Sample.Refused(ErrorCode.ObjectDoesNotExist, () => Sample.Admin.Delete("new_order", gone));
        Sample.Refused(ErrorCode.ObjectDoesNotExist, () => Sample.Read(gone));
    }

    [TestMethod]
    public void A_column_added_later_is_empty_on_old_rows_and_brings_its_base_amount()
    {
        var id = Sample.Order("first");
        Sample.Organization.AddColumn("new_order", new ColumnMetadata("new_fee", ColumnType.Money) { Precision = 2 });
        Assert.IsFalse(Sample.Read(id).Contains("new_fee"));

        Sample.Admin.Update(new Entity("new_order", id) { ["new_fee"] = new Money(3) });

        Assert.AreEqual(3m, Sample.Read(id).GetAttributeValue<Money>("new_fee_base").Value);
    }

    [TestClass]
    public sealed class In_process() : When_rows_are_written(Way.InProcess)
    {
        // The Web API checks a body against its model first, and refuses it as a bad payload.
        [TestMethod]
        public void A_column_that_does_not_exist_is_refused() => Sample.Refused(ErrorCode.NoSuchAttribute, () => Sample.Order("first", ("new_nothing", 1)));

        [TestMethod]
        public void A_value_of_the_wrong_type_is_refused() => Sample.Refused(ErrorCode.InvalidArgument, () => Sample.Order("first", ("new_count", "3")));

        [TestMethod]
        public void A_lookup_must_point_at_one_of_its_tables() =>
            Sample.Refused(
                ErrorCode.InvalidArgument,
                () => Sample.Order("first", ("new_parentid", new EntityReference("systemuser", Sample.Organization.AdministratorId)))
            );
    }

    [TestClass]
    public sealed class Over_HTTP() : When_rows_are_written(Way.OverHttp)
    {
        [TestMethod]
        public void What_does_not_fit_the_model_is_a_bad_payload()
        {
            Sample.Refused(ErrorCode.BadPayload, () => Sample.Order("first", ("new_nothing", 1)));
            Sample.Refused(ErrorCode.BadPayload, () => Sample.Order("first", ("new_count", "3")));
            Sample.Refused(
                ErrorCode.BadPayload,
                () => Sample.Order("first", ("new_parentid", new EntityReference("systemuser", Sample.Organization.AdministratorId)))
            );
        }
    }
}
