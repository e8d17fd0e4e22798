#pragma warning disable IDE0005 // The tests in another organization compile this file too, and refuse for fewer reasons.
// A test names what it expects to be refused by its entry in the catalogue of the room that refuses it.
global using BulkErrors = InvoicePlugins.Confirmation.Bulk.BulkErrors;
global using ChunkErrors = InvoicePlugins.Chunks.ChunkErrors;
global using ConfirmationErrors = InvoicePlugins.Checks.ConfirmationErrors;
global using CorrectionErrors = InvoicePlugins.Checks.CorrectionErrors;
global using DeliveryErrors = InvoicePlugins.Delivery.DeliveryErrors;
global using ErrorCode = InvoicePlugins.Dataverse.ErrorCode;
global using FormErrors = InvoicePlugins.Checks.FormErrors;
global using LargeConfirmationErrors = InvoicePlugins.Confirmation.Chunks.LargeConfirmationErrors;
global using LimitErrors = InvoicePlugins.Limits.LimitErrors;
global using PluginErrors = InvoicePlugins.Dataverse.PluginErrors;
global using PostingErrors = InvoicePlugins.Posting.PostingErrors;
global using ProtectionErrors = InvoicePlugins.Protection.ProtectionErrors;
global using RetainerErrors = InvoicePlugins.Retainers.RetainerErrors;
global using RevisionErrors = InvoicePlugins.Revision.RevisionErrors;
global using StateErrors = InvoicePlugins.Checks.StateErrors;
global using WithdrawalErrors = InvoicePlugins.Withdrawal.WithdrawalErrors;
