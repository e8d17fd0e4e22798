#if NETFRAMEWORK
namespace System;

internal static class MissingMembers
{
    extension(ArgumentNullException)
    {
        public static void ThrowIfNull(object? argument, [Runtime.CompilerServices.CallerArgumentExpression(nameof(argument))] string? name = null)
        {
            if (argument is null)
            {
                throw new ArgumentNullException(name);
            }
        }
    }

    extension(string text)
    {
        public bool Contains(string part, StringComparison comparison) => text.IndexOf(part, comparison) >= 0;
    }
}
#endif
