// A test names what it expects to be refused by its entry in the catalogue of the room that refuses it.
global using BulkErrors = InvoicePlugins.Confirmation.Bulk.BulkErrors;
global using ChunkErrors = InvoicePlugins.Confirmation.Chunks.ChunkErrors;
global using ConfirmationErrors = InvoicePlugins.Confirmation.ConfirmationErrors;
global using CorrectionErrors = InvoicePlugins.Confirmation.CorrectionErrors;
global using DeliveryErrors = InvoicePlugins.Delivery.DeliveryErrors;
global using ErrorCode = InvoicePlugins.Dataverse.ErrorCode;
global using FormErrors = InvoicePlugins.Confirmation.FormErrors;
global using LargeConfirmationErrors = InvoicePlugins.Confirmation.Chunks.LargeConfirmationErrors;
global using LimitErrors = InvoicePlugins.Confirmation.LimitErrors;
global using PluginErrors = InvoicePlugins.Dataverse.PluginErrors;
global using PostingErrors = InvoicePlugins.Posting.PostingErrors;
global using ProtectionErrors = InvoicePlugins.Protection.ProtectionErrors;
global using RetainerErrors = InvoicePlugins.Confirmation.RetainerErrors;
global using RevisionErrors = InvoicePlugins.Revision.RevisionErrors;
global using StateErrors = InvoicePlugins.Confirmation.StateErrors;
global using WithdrawalErrors = InvoicePlugins.Withdrawal.WithdrawalErrors;
