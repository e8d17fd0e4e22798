using System.Globalization;
using System.Text;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Queries;
using LocalDataverse.WebApi.Security;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.WebApi.Messages.Reads;

internal sealed class CountRows(Session session) : IRead
{
    public WebApiResponse Answer(WebApiRequest request, ResourcePath path)
    {
        var options = new QueryReader(session.Model, path.Table!, request.Query);
        var query = new QueryExpression(path.Table!.LogicalName) { ColumnSet = new ColumnSet(false) };
        options.Restrict(query);
        query.PageInfo = new PagingInfo
        {
            Count = 1,
            PageNumber = 1,
            ReturnTotalRecordCount = true,
        };
        var count = Math.Min(session.Service.RetrieveMultiple(query).TotalRecordCount, Preferences.LargestPage);
        return WebApiResponse.Raw("text/plain", Encoding.ASCII.GetBytes(count.ToString(CultureInfo.InvariantCulture)));
    }
}
