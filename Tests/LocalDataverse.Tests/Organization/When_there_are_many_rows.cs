using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Organization;

/// <summary>No times are asserted: with scans in place of indexes these tests would not end in minutes.</summary>
[TestClass]
public sealed class When_there_are_many_rows
{
    private readonly Sample sample = new();

    [TestMethod]
    public void Twenty_thousand_rows_in_one_transaction_are_each_found_by_text_and_by_lookup()
    {
        const int Rows = 20_000;
        var root = sample.Order("root");
        sample.Organization.InTransaction(
            new Caller(sample.Organization.AdministratorId),
            service =>
            {
                for (var i = 0; i < Rows; i++)
                {
                    var order = service.Create(
                        Sample.NewOrder(
                            "order",
                            ("new_region", "region " + i),
                            ("new_amount", new Money(i)),
                            ("new_parentid", new EntityReference("new_order", root))
                        )
                    );
                    var query = new QueryExpression("new_order") { ColumnSet = new ColumnSet("new_amount") };
                    query.Criteria.AddCondition("new_region", ConditionOperator.Equal, "REGION " + i);
                    Assert.AreEqual(order, service.RetrieveMultiple(query).Entities.Single().Id);
                }
            }
        );

        var children = new QueryExpression("new_order")
        {
            PageInfo = new PagingInfo
            {
                Count = 5000,
                PageNumber = 1,
                ReturnTotalRecordCount = true,
            },
        };
        children.Criteria.AddCondition("new_parentid", ConditionOperator.Equal, root);
        var seen = 0;
        EntityCollection page;
        do
        {
            page = sample.Admin.RetrieveMultiple(children);
            seen += page.Entities.Count;
            children.PageInfo.PageNumber++;
            children.PageInfo.PagingCookie = page.PagingCookie;
        } while (page.MoreRecords);

        Assert.AreEqual(Rows, seen);
        Assert.IsTrue(page.TotalRecordCountLimitExceeded);
    }

    [TestMethod]
    public void Either_of_two_columns_is_found_by_index()
    {
        for (var i = 0; i < 2000; i++)
        {
            sample.Order("order", ("new_region", "left " + i), ("new_number", "right " + i));
        }

        for (var i = 0; i < 2000; i++)
        {
            var query = new QueryExpression("new_order") { ColumnSet = new ColumnSet("new_region") };
            query.Criteria.FilterOperator = LogicalOperator.Or;
            query.Criteria.AddCondition("new_region", ConditionOperator.In, "left " + i, "none");
            query.Criteria.AddCondition("new_number", ConditionOperator.In, "right " + ((i + 1) % 2000), "none");
            Assert.HasCount(2, sample.Admin.RetrieveMultiple(query).Entities);
        }
    }
}
