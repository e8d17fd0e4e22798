using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace ModelDrivenShell;

/// <summary>Who is signed in, by a cookie that no script can read. It is gone with the process.</summary>
internal sealed class Sessions
{
    /// <summary>Cookies know no ports: two shells on one machine must not sign each other out.</summary>
    private readonly string cookie = $"shell-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
    private readonly ConcurrentDictionary<string, Session> known = new();

    public Session? Of(HttpContext context) =>
        context.Request.Cookies.TryGetValue(cookie, out var key) && known.TryGetValue(key, out var session) ? session : null;

    public void Begin(HttpContext context, Session session)
    {
        End(context);
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        known[key] = session;
        context.Response.Cookies.Append(
            cookie,
            key,
            new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Strict,
                IsEssential = true,
            }
        );
    }

    public void End(HttpContext context)
    {
        if (context.Request.Cookies.TryGetValue(cookie, out var key))
        {
            known.TryRemove(key, out _);
        }

        context.Response.Cookies.Delete(cookie);
    }
}
