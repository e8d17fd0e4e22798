using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ModelDrivenShell;

/// <summary>Signs people in and out.</summary>
internal static class SignInEndpoints
{
    private const int English = 1033;
    private static readonly int[] Languages = [English, 1043, 1031];

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/sign-in", (HttpContext context, ShellOptions options, Sessions sessions) => Known(options, sessions.Of(context)));
        endpoints.MapPost("/sign-in", SignInAsync);
        endpoints.MapPost(
            "/sign-out",
            (HttpContext context, Sessions sessions) =>
            {
                sessions.End(context);
                return Results.NoContent();
            }
        );
    }

    private static IResult Known(ShellOptions options, Session? session) =>
        Results.Json(
            new
            {
                users = options.Users.Select(user => user.Name),
                user = session?.User.Name,
                language = session?.Language ?? English,
            }
        );

    private static async Task<IResult> SignInAsync(SignInRequest request, HttpContext context, ShellOptions options, Sessions sessions)
    {
        var user = options.Users.FirstOrDefault(one => one.Name == request.User);
        if (user is null || !Languages.Contains(request.Language))
        {
            return Results.BadRequest();
        }

        await user.ChooseLanguage(request.Language, context.RequestAborted);
        sessions.Begin(context, new Session(user, request.Language));
        return Results.NoContent();
    }
}
