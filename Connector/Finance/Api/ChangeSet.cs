using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Api;

/// <summary>The session that the requests of one change set share.</summary>
internal static class ChangeSet
{
    private const string Item = "Finance.ChangeSet";

    public static FinanceSession? Of(HttpContext context) => context.Items.TryGetValue(Item, out var session) ? session as FinanceSession : null;

    public static void Share(HttpContext context, FinanceSession session) => context.Items[Item] = session;
}
