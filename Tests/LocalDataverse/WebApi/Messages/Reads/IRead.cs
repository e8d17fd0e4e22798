using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Queries;

namespace LocalDataverse.WebApi.Messages.Reads;

/// <summary>Answers GET on one kind of address.</summary>
internal interface IRead
{
    WebApiResponse Answer(WebApiRequest request, ResourcePath path);
}
