using System;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Posting;

/// <summary>Carries out <c>pinv_RecordJournalPosting</c>: what finance booked for cost and unbilled sales.</summary>
public sealed class RecordJournalPosting() : PluginBase(CustomApi)
{
    /// <summary>The message this plug-in carries out.</summary>
    public static readonly CustomApiDeclaration CustomApi = new()
    {
        Id = new Guid("9d70882e-7341-4aa2-9b2c-75ff9bb39b56"),
        UniqueName = "pinv_RecordJournalPosting",
        DisplayName = "Record journal posting",
        Description =
            "Records the accounting details that finance posted through the integration journal. May be repeated; what contradicts is refused, "
            + "unless it is to be replaced.",
        Binding = CustomApiBinding.Global,
        RequestParameters =
        [
            new()
            {
                Id = new Guid("3dba2e14-e067-4545-86e6-83707c9afe6d"),
                Name = "JournalNumber",
                Type = CustomApiType.String,
                Description = "The number of the journal.",
            },
            new()
            {
                Id = new Guid("9b3223fe-b67a-4ff3-bb01-0c3cf74e591d"),
                Name = "Actuals",
                Type = CustomApiType.EntityCollection,
                Table = Actual.Table,
                Description = "At most 1,000 cost and unbilled sales actuals with voucher, rate and accounting amount.",
            },
            new()
            {
                Id = new Guid("5f0c6c53-0e58-4f39-9d0f-6d7a7c7f5a31"),
                Name = PostingParameters.Replace,
                Type = CustomApiType.Boolean,
                IsOptional = true,
                Description = "Whether what an earlier posting recorded gives way: finance was restored from a backup and posted again.",
            },
        ],
        ResponseProperties =
        [
            new()
            {
                Id = new Guid("82118197-5c69-42d6-ba58-3ed1bb64b4bf"),
                Name = "UpdatedRows",
                Type = CustomApiType.Integer,
                Description = "How many rows were written; none when everything was known already.",
            },
        ],
    };

    /// <inheritdoc/>
    private protected override void Execute(PluginCall call)
    {
        FinanceCaller.Require(call, CustomApi.UniqueName);
        var parameters = new PostingParameters(call.Context.InputParameters, "Journal posting");
        var journal = "Journal " + parameters.Text("JournalNumber");

        call.Context.OutputParameters["UpdatedRows"] = new ActualPostingRecorder(call.System).Record(
            journal,
            parameters.Actuals("Actuals"),
            PostedActualKind.Journal,
            parameters.OptionalFlag(PostingParameters.Replace)
        );
    }
}
