using System; using System.Collections.Generic; using Microsoft.Xrm.Sdk;
namespace InvoicePlugins.Delivery { 
/// <summary>x</summary>
public sealed class DeliverMessage : IPlugin { 
/// <summary>x</summary>
public void Execute(IServiceProvider p){} } }
namespace InvoicePlugins.Dataverse {
/// <summary>x</summary>
public static class Registration { 
/// <summary>x</summary>
public static IReadOnlyList<PluginTypeDeclaration> All { get; } = [ new() { Id = new Guid("c69e158a-dffc-494d-823a-2f64b3cc8c1f"), TypeName = typeof(InvoicePlugins.Delivery.DeliverMessage).FullName!, FriendlyName="x",
 Steps = [ new() { Id=new Guid("c69e158a-dffc-494d-823a-2f64b3cc8c10"), Message="Update", Table="invoice", Stage=PipelineStage.PostOperation, FilteringAttributes=["pinv_lasterror"], Rank=1, Description="d", Images=[ new() { Id=new Guid("c69e158a-dffc-494d-823a-2f64b3cc8c11"), Name="Before", Alias="Before", Type=ImageType.Pre, Columns=["name"] } ] } ],
 CustomApi = new() { Id=new Guid("c69e158a-dffc-494d-823a-2f64b3cc8c12"), UniqueName="pinv_ConfirmInvoice", DisplayName="Confirm", Description="c", Binding=CustomApiBinding.Entity, BoundTable="invoice", ExecutePrivilege="prvWriteInvoice", ResponseProperties=[ new() { Id=new Guid("c69e158a-dffc-494d-823a-2f64b3cc8c13"), Name="ConfirmationStatus", Description="s", Type=CustomApiType.Picklist } ] } } ]; } }
