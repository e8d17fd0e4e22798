namespace ProjectInvoice.Finance.Api;

/// <summary>What an endpoint says to a caller without the role for it.</summary>
internal sealed record RoleRefusal(string Code, string Text);
