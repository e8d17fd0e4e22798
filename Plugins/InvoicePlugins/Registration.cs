using System;
using System.Collections.Generic;
using InvoicePlugins.Confirmation;
using InvoicePlugins.Confirmation.Bulk;
using InvoicePlugins.Confirmation.Chunks;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Delivery;
using InvoicePlugins.Posting;
using InvoicePlugins.Protection;
using InvoicePlugins.Revision;
using InvoicePlugins.Withdrawal;

namespace InvoicePlugins;

/// <summary>Every plug-in of this assembly. The solution packer reads it; nothing is registered by hand.</summary>
public static class Registration
{
    /// <summary>
    /// The plug-in types with their steps and custom APIs, in a fixed order. The platform knows a type by its full name: where the product is installed, a
    /// class that is moved or renamed is another one.
    /// </summary>
    public static IReadOnlyList<PluginTypeDeclaration> All { get; } =
    [
        Type<ConfirmInvoice>("cdb6c0d2-055e-4cb9-a8e7-d3aec4acae70", ConfirmInvoice.Steps),
        Type<RunConfirmationChunk>("732e9396-5b1f-4912-89bd-f7e2202f9160", RunConfirmationChunk.Steps),
        Type<ConfirmInvoiceChunkApi>("b15d8076-62c7-48bb-96ed-3475997a85c8", [], ConfirmInvoiceChunkApi.CustomApi),
        Type<ResumeConfirmationApi>("58f83fa8-109d-4055-8ab6-31084d970276", [], ResumeConfirmationApi.CustomApi),
        Type<CancelConfirmationApi>("85151bb9-2fee-4501-a5bf-9e9f55017e0a", [], CancelConfirmationApi.CustomApi),
        Type<BulkConfirmInvoicesApi>("9a754d77-cbbc-49bc-8c9e-fcf5a94cd2ab", [], BulkConfirmInvoicesApi.CustomApi),
        Type<ConfirmInvoiceApi>("0e9cd098-994f-499f-bb28-b73478eb26bf", [], ConfirmInvoiceApi.CustomApi),
        Type<ReviseInvoice>("5d0c1c1b-9a64-4c26-9d5a-0fd6b0a05c15", [], ReviseInvoice.CustomApi),
        Type<ProtectInvoice>("7077f99e-e117-470b-91bd-09dc66ef080e", ProtectInvoice.Steps),
        Type<ProtectInvoiceLine>("56b5ef9c-dc15-4d3c-b387-cf3aebc99482", ProtectInvoiceLine.Steps),
        Type<ProtectInvoiceLineDetail>("b402bb15-6f11-4edf-8297-6e6f434c1c36", ProtectInvoiceLineDetail.Steps),
        Type<ProtectActual>("80065cb0-5e38-44e6-be5d-4cf95236c951", ProtectActual.Steps),
        Type<ProtectNamedRow>("76d1eb18-d57d-44d6-80de-c89f3594055c", ProtectNamedRow.Steps),
        Type<ProtectTransactionLink>("b3f21a1d-84e7-4904-818a-4037414b02b8", ProtectTransactionLink.Steps),
        Type<ProtectMilestone>("ee331c47-81fe-4632-932b-ff526f073e82", ProtectMilestone.Steps),
        Type<ProtectRetainer>("6367adb8-a23f-4700-bf36-d040c7419e00", ProtectRetainer.Steps),
        Type<ProtectNotToExceed>("da40fe8c-e725-4608-a164-4c8275fa48bd", ProtectNotToExceed.Steps),
        Type<ProtectConfirmationChunk>("02c1930a-38ba-43b6-ad6b-8b4ac09cfdef", ProtectConfirmationChunk.Steps),
        Type<ProtectIntegrationMessage>("b9a3467c-a7eb-4586-86ad-ee88c69ca855", ProtectIntegrationMessage.Steps),
        Type<ResendInvoiceApi>("bd1dacc9-e4ac-4873-85c3-892f1c40549d", [], ResendInvoiceApi.CustomApi),
        Type<WithdrawInvoiceApi>("2f7c4b91-8d3e-4c50-a6b1-9e5d7f0a3c08", [], WithdrawInvoiceApi.CustomApi),
        Type<RecordWithdrawalApi>("c5e8d2a6-1b7f-4f94-8c3d-6a0e9b5f7d09", [], RecordWithdrawalApi.CustomApi),
        Type<DeliverMessage>("abc1892b-570f-4154-92e6-7f96c919c9cc", DeliverMessage.Steps),
        Type<RecordInvoicePosting>("9d4cb36e-1a9b-47e4-ad2d-65dfa5ac2bea", [], RecordInvoicePosting.CustomApi),
        Type<RecordJournalPosting>("1cb89876-4497-4cac-8f85-f0d41107a476", [], RecordJournalPosting.CustomApi),
    ];

    private static PluginTypeDeclaration Type<TPlugin>(string id, IReadOnlyList<StepDeclaration> steps, CustomApiDeclaration? customApi = null)
        where TPlugin : PluginBase =>
        new()
        {
            Id = new Guid(id),
            TypeName = typeof(TPlugin).FullName!,
            FriendlyName = typeof(TPlugin).Name,
            Steps = steps,
            CustomApi = customApi,
        };
}
